"""An incident in, its rows in the tables of Airwars out: incidents, casualties, sources, statements, victims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.columns import country_name, place_code
from harmledger.exchange.contract import BoundsLine
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import load_mapping
from harmledger.exchange.table_format import DRAFT, Cells, TableExporter
from harmledger.exchange.tables import Cell, write_row
from harmledger.records.canonical import mint

_MAPPING = load_mapping("airwars")
_HEAD = ("post_id", "post_status", "permalink", "code")
SOURCES = (*_HEAD, "date", "name", "language", "url", "archive_url", "media", "hash")
CASUALTIES = (
    *_HEAD, "casualty_type_taxonomy", "casualty_type_name", "casualty_type_slug", "casualty_affiliation_name",
    "casualty_affiliation_slug", "while_working", "killed_min", "killed_max", "injured_min", "injured_max", "hash",
)  # fmt: skip
STATEMENTS = (
    "post_id", "code", "belligerent_id", "belligerent_name", "belligerent_slug", "date", "url", "statement",
    "hash",
)  # fmt: skip
VICTIMS = (
    *_HEAD, "date", "name", "name_arabic", "name_hebrew", "name_ukrainian", "gender", "pregnant", "age", "exact_age",
    "killed_or_injured", "additional_notes", "url", "reconciliation_id", "group_code", "in_group",
    "num_group_members", "hash",
)  # fmt: skip
_STRIKE = {
    "declared": "Declared strike", "likely": "Likely strike", "contested": "Contested strike",
    "single_source": "Single source claim",
}  # fmt: skip
_CASUALTIES = {
    "civilians": "Civilian non-combatants", "children": "Children", "women": "Women", "men": "Men",
    "journalists": "Journalists", "medical_staff": "Healthcare personnel", "combatants": "Belligerents",
}  # fmt: skip
"""Our groups under the names of their casualty types."""
_MOST_BELLIGERENTS = 3
_NOT_SLUG = re.compile(r"[^\w]+")


class AirwarsExporter:
    """Writes the tables side by side; that of victims has no rows: no name leaves by an export."""

    def __init__(self, edition: Edition, tally: Tally) -> None:
        self._incidents = TableExporter(_MAPPING, airwars_cells, edition, tally)
        self._edition = edition

    def begin(self) -> Iterator[Piece]:
        """The rows of names."""
        yield from self._incidents.begin()
        yield Piece("airwars-casualties.csv", write_row(CASUALTIES))
        yield Piece("airwars-sources.csv", write_row(SOURCES))
        yield Piece("airwars-statements.csv", write_row(STATEMENTS))
        yield Piece("airwars-victims.csv", write_row(VICTIMS))

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """The incident, a row a group that was harmed, a row a report, and a row a statement of a belligerent."""
        yield from self._incidents.add(bundle)
        for cells in _casualties(bundle):
            yield Piece("airwars-casualties.csv", self._row(CASUALTIES, bundle, cells))
        for cells in _sources(bundle):
            yield Piece("airwars-sources.csv", self._row(SOURCES, bundle, cells))
        for cells in _statements(bundle):
            yield Piece("airwars-statements.csv", self._row(STATEMENTS, bundle, cells))

    def end(self) -> Iterator[Piece]:
        """Nothing."""
        return iter(())

    def _row(self, columns: tuple[str, ...], bundle: Bundle, cells: Cells) -> bytes:
        status = DRAFT if self._edition.drafts(bundle) else "publish"
        cells |= {"code": bundle.name, "post_status": status}
        cells["hash"] = mint("row", *(str(cells.get(column)) for column in columns))
        return write_row([cells.get(column) for column in columns])


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
        cells["strike_type_slug"] = _slug(_MAPPING.means.from_.get(bundle.means() or ""))
    if incident.place:
        cells |= _named("country", country_name(incident.place.country))
        code = place_code(_MAPPING, incident.place)
        cells["geolocation_accuracy_name"] = code.replace("_", " ").capitalize() if code else None
    for number, party in enumerate(incident.blamed[:_MOST_BELLIGERENTS], start=1):
        cells[f"belligerent_{number}_belligerent_name"] = party
        cells[f"belligerent_{number}_belligerent_slug"] = _slug(party)
        cells[f"belligerent_{number}_type"] = "Suspected"
    tally.add("more_parties", max(0, len(incident.blamed) - _MOST_BELLIGERENTS))
    return cells


def _casualties(bundle: Bundle) -> Iterator[Cells]:
    for group, name in _CASUALTIES.items():
        killed, injured = bundle.counted("killed", group), bundle.counted("injured", group)
        if killed or injured:
            yield {
                "casualty_type_name": name, "casualty_type_slug": _slug(name),
                **_ends("killed", killed), **_ends("injured", injured),
            }  # fmt: skip


def _sources(bundle: Bundle) -> Iterator[Cells]:
    for report in bundle.reports:
        yield {
            "date": report.published.isoformat() if report.published else None,
            "name": report.publisher or report.title, "language": report.language, "url": report.url,
        }  # fmt: skip


def _statements(bundle: Bundle) -> Iterator[Cells]:
    """What a party said, in the words of the report that quotes it: one that fights, or one that is blamed here. A
    quote that is withheld is no statement."""
    reports = {report.key: report for report in bundle.reports}
    for claim in bundle.claims:
        voice = claim.voices[-1]
        name = voice.refers_to or voice.name
        if claim.quote and (voice.kind == "armed_actor" or name in bundle.incident.blamed):
            report = reports.get(claim.report)
            yield {
                "belligerent_name": name, "belligerent_slug": _slug(name), "statement": claim.quote,
                "date": report.published.isoformat() if report and report.published else None,
                "url": report.url if report else None,
            }  # fmt: skip


def _ends(outcome: str, bounds: BoundsLine | None) -> Cells:
    return {f"{outcome}_min": bounds.low, f"{outcome}_max": bounds.high} if bounds else {}


def _named(head: str, name: str | None) -> Cells:
    """A name with its slug, as their tables hold terms."""
    return {f"{head}_name": name, f"{head}_slug": _slug(name)} if name else {}


def _slug(name: Cell) -> str | None:
    return _NOT_SLUG.sub("-", str(name)).strip("-").lower() if name else None


FORMAT = Format(
    name=_MAPPING.name, convention=_MAPPING.convention, cannot_say=_MAPPING.cannot_say,
    exporter=AirwarsExporter,
)  # fmt: skip
