"""Lines of a release in, rows of its tables out; their columns are those of the dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from harmledger.exchange.contract import ReportLine
from harmledger.publishing.release.contract import ReleasedClaim, ReleasedIncident
from harmledger.publishing.release.dictionary import Column, TableName, columns
from harmledger.publishing.spreadsheet import Cell, incident_cells

Row = Sequence[Cell | bool]


class Table(NamedTuple):
    """A table of a release: made from one file of lines, a row or several a line."""

    name: TableName
    source: str
    line: type[Any]
    rows: Callable[[Any], Iterable[Row]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What its rows hold, in order."""
        return columns(self.name)


def _incidents(line: ReleasedIncident) -> Iterator[Row]:
    yield [*incident_cells(line), line.review, line.stands_from, line.reviewers, line.follows]


def _claims(line: ReleasedClaim) -> Iterator[Row]:
    place, date, voice = line.place, line.date, line.voices[-1]
    yield [
        line.id, line.incident, line.report, line.start, line.end, line.quote or None, line.quote_state,
        line.quote_commitment, voice.name, voice.kind, line.stance, line.about,
        *((date.start.isoformat(), date.end.isoformat()) if date else (None, None)),
        *((place.name, place.latitude, place.longitude, place.radius_m) if place else (None,) * 4),
        "; ".join(line.blamed), line.means, line.extent, line.role, line.persons_named, line.review, line.method,
    ]  # fmt: skip


def _figures(line: ReleasedClaim) -> Iterator[Row]:
    for number, each in enumerate(line.figures):
        yield [
            line.id, line.incident, number, each.outcome, each.group, each.kind, each.low, each.high, each.phrase,
            each.start, each.end, each.relation, each.per, each.status, each.sex, each.age, each.occupation,
        ]  # fmt: skip


def _reports(line: ReportLine) -> Iterator[Row]:
    published = line.published.isoformat() if line.published else None
    yield [line.key, line.publisher, published, line.published_how, line.language, line.url]


TABLES = (
    Table("incidents", "incidents.jsonl", ReleasedIncident, _incidents),
    Table("claims", "claims.jsonl", ReleasedClaim, _claims),
    Table("figures", "claims.jsonl", ReleasedClaim, _figures),
    Table("reports", "reports.jsonl", ReportLine, _reports),
)
"""Every table of a release."""
