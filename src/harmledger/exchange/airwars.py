"""An incident in, its row in Airwars' table of incidents out, and its rows in the tables beside it."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.exchange.airwars_tables import TABLES, slug
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.columns import country_name, place_code
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import load_mapping
from harmledger.exchange.table_format import DRAFT, Cells, TableExporter
from harmledger.exchange.tables import write_row
from harmledger.records.canonical import mint

_MAPPING = load_mapping("airwars")
_STRIKE = {
    "declared": "Declared strike", "likely": "Likely strike", "contested": "Contested strike",
    "single_source": "Single source claim",
}  # fmt: skip
_MOST_BELLIGERENTS = 3


class AirwarsExporter:
    """Writes the tables side by side; that of victims has no rows: no name leaves by an export."""

    def __init__(self, edition: Edition, tally: Tally) -> None:
        self._incidents = TableExporter(_MAPPING, airwars_cells, edition, tally)
        self._edition = edition

    def begin(self) -> Iterator[Piece]:
        """The rows of names."""
        yield from self._incidents.begin()
        for table in TABLES:
            yield Piece(table.file, write_row(table.columns))

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """The incident, and its rows in each of the other tables."""
        yield from self._incidents.add(bundle)
        status = DRAFT if self._edition.drafts(bundle) else "publish"
        for table in TABLES:
            for cells in table.rows(bundle):
                cells |= {"code": bundle.name, "post_status": status}
                cells["hash"] = mint("row", *(str(cells.get(column)) for column in table.columns))
                yield Piece(table.file, write_row([cells.get(column) for column in table.columns]))

    def end(self) -> Iterator[Piece]:
        """Nothing."""
        return iter(())


def airwars_cells(bundle: Bundle, tally: Tally) -> Cells:
    """Status, grade and belligerents of the row of an incident."""
    incident = bundle.incident
    cells: Cells = {
        "civilian_harm_reported": "Yes" if "civilians" in incident.killed | incident.injured else None
    }
    if incident.date:
        cells["date_type"] = "date" if incident.date.start == incident.date.end else "date_range"
        cells["date_end"] = (
            None if incident.date.start == incident.date.end else incident.date.end.isoformat()
        )
    cells |= _named("strike_status", _STRIKE.get(incident.strike_status or ""))
    cells |= _named("civilian_harm_status", (incident.grade or "").capitalize())
    if _MAPPING.means:
        cells["strike_type_slug"] = slug(_MAPPING.means.from_.get(bundle.means() or ""))
    if incident.place:
        cells |= _named("country", country_name(incident.place.country))
        code = place_code(_MAPPING, incident.place)
        cells["geolocation_accuracy_name"] = code.replace("_", " ").capitalize() if code else None
    for number, party in enumerate(incident.blamed[:_MOST_BELLIGERENTS], start=1):
        cells[f"belligerent_{number}_belligerent_name"] = party
        cells[f"belligerent_{number}_belligerent_slug"] = slug(party)
        cells[f"belligerent_{number}_type"] = "Suspected"
    tally.add("more_parties", max(0, len(incident.blamed) - _MOST_BELLIGERENTS))
    return cells


def _named(head: str, name: str | None) -> Cells:
    """A name with its slug, as their tables hold terms."""
    return {f"{head}_name": name, f"{head}_slug": slug(name)} if name else {}


FORMAT = Format(
    name=_MAPPING.name, convention=_MAPPING.convention, cannot_say=_MAPPING.cannot_say,
    exporter=AirwarsExporter,
)  # fmt: skip
