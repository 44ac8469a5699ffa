"""FollowTheMoney: an incident in, its entities out: an Event, an Article a report, and links to who is blamed.

Schemata and properties are those of followthemoney 4; see docs/decisions/0045 on why the library is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import BoundsLine, ReportLine
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.ftm_rows import BLAMED, group_words
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import load_mapping
from harmledger.records.canonical import canonical_json, mint

_FILE = "entities.ftm.json"
_MAPPING = load_mapping("followthemoney")
_LANGUAGES = {"en": "eng", "ar": "ara"}
"""ISO 639-3, as this model has them, of the languages that are read."""
Properties = dict[str, Iterable[str | None]]


class FtmExporter:
    """Writes entities as JSON lines, each once."""

    def __init__(self, edition: Edition, tally: Tally) -> None:
        self._edition, self._tally = edition, tally
        self._written: set[str] = set()

    def begin(self) -> Iterator[Piece]:
        """An empty file."""
        yield Piece(_FILE, b"")

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """The entities of one incident that are not there yet."""
        for report in bundle.reports:
            yield from self._entity(report.id, "Article", _article(report))
        incident = bundle.incident
        yield from self._entity(bundle.name, "Event", _event(bundle, self._edition))
        for party in incident.blamed:
            party_id = mint("act", party)
            yield from self._entity(party_id, "Organization", {"name": [party]})
            link: Properties = {"subject": [party_id], "object": [bundle.name], "role": [BLAMED]}
            yield from self._entity(mint("lnk", party_id, bundle.name), "UnknownLink", link)

    def end(self) -> Iterator[Piece]:
        """Nothing."""
        return iter(())

    def _entity(self, id: str, schema: str, properties: Properties) -> Iterator[Piece]:
        if id not in self._written:
            self._written.add(id)
            filled = {name: [v for v in values if v] for name, values in properties.items()}
            filled = {name: values for name, values in filled.items() if values}
            yield Piece(_FILE, canonical_json({"id": id, "schema": schema, "properties": filled}) + b"\n")


def _article(report: ReportLine) -> Properties:
    return {
        "title": [report.title], "publisher": [report.publisher], "sourceUrl": [report.url],
        "publishedAt": [report.published.isoformat() if report.published else None],
        "language": [_LANGUAGES.get(report.language or "")],
    }  # fmt: skip


def _event(bundle: Bundle, edition: Edition) -> Properties:
    incident, place = bundle.incident, bundle.incident.place
    start, end = (incident.date.start, incident.date.end) if incident.date else (None, None)
    code = "draft" if edition.drafts(bundle) else "release"
    return {
        "name": [bundle.name], "recordId": [incident.id], "proof": [report.id for report in bundle.reports],
        "startDate": [start.isoformat() if start else None], "endDate": [end.isoformat() if end else None],
        "location": [place.name if place else None],
        "country": [place.country.lower() if place and place.country else None],
        "notes": [*_numbers("killed", incident.killed), *_numbers("injured", incident.injured)],
        "keywords": [code, incident.grade, incident.strike_status, bundle.means()],
        "program": [edition.title], "summary": [incident.convention],
    }  # fmt: skip


def _numbers(outcome: str, groups: dict[str, BoundsLine]) -> Iterator[str]:
    """Numbers as words: the model has no property for how many."""
    for group, bounds in sorted(groups.items()):
        low, high = ("?" if end is None else str(end) for end in (bounds.low, bounds.high))
        yield f"{group_words(outcome, group)}: {low}–{high}"


FORMAT = Format(name="followthemoney", convention=None, cannot_say=_MAPPING.cannot_say, exporter=FtmExporter)
