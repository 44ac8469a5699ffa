"""An incident in, the cells of an ACLED-shaped file that its mapping cannot fill by itself out."""

from __future__ import annotations

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.losses import Tally
from harmledger.exchange.table_format import Cells, table_format

_FROM_AFAR = frozenset(
    ("airstrike", "drone_strike", "missile", "shelling", "explosive_device", "landmine", "suicide_attack",
     "chemical", "cluster_munition")
)  # fmt: skip
_ARMED = frozenset(("combatants", "police", "perpetrators"))


def acled_cells(bundle: Bundle, tally: Tally) -> Cells:
    """Year, the kind of event that follows from the means, the blamed party; the notes hold our
    id, and no words of a report."""
    incident = bundle.incident
    cells: Cells = {"notes": incident.id}
    if incident.date:
        cells["year"] = incident.date.start.year
    kind = _event_type(bundle)
    cells["event_type"] = kind
    cells["disorder_type"] = "Political violence" if kind else None
    if incident.blamed and kind:
        cells["actor1"] = incident.blamed[0]
        tally.add("one_party", len(incident.blamed) - 1)
    if not incident.killed.keys() & _ARMED and "civilians" in incident.killed:
        cells["civilian_targeting"] = "Civilian targeting"
        cells["actor2"], cells["inter2"] = "Civilians", "Civilians"
    return cells


def _event_type(bundle: Bundle) -> str | None:
    if bundle.means() in _FROM_AFAR:
        return "Explosions/Remote violence"
    civilians = "civilians" in bundle.incident.killed
    return "Violence against civilians" if civilians and bundle.incident.blamed else None


FORMAT = table_format("acled", acled_cells)
