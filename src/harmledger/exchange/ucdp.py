"""An incident in, the cells of UCDP GED that its mapping cannot fill by itself out."""

from __future__ import annotations

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.columns import country_name, place_code
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import load_mapping
from harmledger.exchange.table_format import Cells, table_format

_ONE_SIDED = 3
"""`type_of_violence` of an organised actor against civilians."""
_CLEAR, _NOT_CLEAR = 1, 2
"""`event_clarity`: whether the event is identified in full, by its day and place."""
_NEAR = ("1", "2")
"""Codes of `where_prec` for a known place and for within some 25 km of one."""
_MAPPING = load_mapping("ucdp-ged")


def ucdp_cells(bundle: Bundle, tally: Tally) -> Cells:
    """Year, clarity, geometry, and the side that is blamed where only civilians are known to have died."""
    incident = bundle.incident
    cells: Cells = {}
    if incident.date:
        cells["year"] = incident.date.start.year
    if incident.place:
        place = incident.place
        cells["geom_wkt"] = f"POINT ({place.longitude} {place.latitude})"
        cells["country"] = country_name(place.country)
    clear = incident.date is not None and incident.date.start == incident.date.end
    near = incident.place is not None and place_code(_MAPPING, incident.place) in _NEAR
    cells["event_clarity"] = _CLEAR if clear and near else _NOT_CLEAR
    return cells | _sides(bundle, tally)


def _sides(bundle: Bundle, tally: Tally) -> Cells:
    """The sides of one-sided violence; of any other who fought whom is not what a claim says."""
    blamed, *others = bundle.incident.blamed or (None,)
    if blamed is None:
        return {}
    if bundle.incident.killed.keys() & {"combatants", "police", "perpetrators"}:
        tally.add("blamed_beside_others", 1 + len(others))
        return {}
    tally.add("one_party", len(others))
    return {"type_of_violence": _ONE_SIDED, "side_a": blamed, "side_b": "Civilians"}


FORMAT = table_format("ucdp-ged", ucdp_cells)
