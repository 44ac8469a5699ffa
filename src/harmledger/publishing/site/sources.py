"""Published incidents in, one after the other; what each publisher says, and how often nobody else does, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from harmledger.publishing.lines import in_order
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.addresses import incident_page, source_page
from harmledger.publishing.site.listing import Row
from harmledger.publishing.site.passing import Counted
from harmledger.publishing.site.safe import brief
from harmledger.publishing.site.words import Words
from harmledger.publishing.sorting import Keyed, in_key_order
from harmledger.records.canonical import mint

_MOST_SAID = 6
"""Figures of one source on one incident that its page shows; the incident's page shows all."""


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One publisher in the list of sources."""

    name: str
    page: str
    incidents: int
    reports: int
    claims: int
    alone: int
    """Incidents of which nobody else in this record tells."""
    copied: int
    """Incidents in which its report goes back to one telling with a report of somebody else."""


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What one publisher says of one incident, beside the range that the record gives it."""

    page: str
    place: str
    when: str
    says: tuple[str, ...]
    denies: bool
    killed: tuple[Counted, ...]
    grade: str
    mark: str
    """As in the list of incidents."""
    alone: bool


class SourceTold(msgspec.Struct, frozen=True, kw_only=True):
    """What one publisher told of one incident, as it is counted."""

    name: str
    reports: int
    claims: int
    copied: bool
    alone: bool
    entry: bytes
    """A `SourceEntry`, as it waits for its page."""
    key: tuple[str, str, str]
    """By which its entries are sorted: publisher, date (late ones first), incident."""


def told_by(published: PublishedIncident, row: Row, words: Words) -> Iterator[SourceTold]:
    """What each publisher told of the incident."""
    reports: dict[str, set[str]] = defaultdict(set)
    for report in published.reports:
        if report.publisher:
            reports[report.publisher].add(report.id)
    alone = len(reports) == 1 and all(report.publisher for report in published.reports)
    copied = _copied(published)
    for name, own in reports.items():
        yield SourceTold(
            name=name, reports=len(own), claims=sum(each.report_id in own for each in published.claims),
            copied=name in copied, alone=alone,
            entry=msgspec.json.encode(_entry(published, row, own, words, alone=alone)),
            key=(name, _late_first(row.date_key), row.id),
        )  # fmt: skip


def _entry(
    published: PublishedIncident, row: Row, own: set[str], words: Words, *, alone: bool
) -> SourceEntry:
    claims = [each.claim for each in in_order(published.claims) if each.report_id in own]
    says = (words.figure(f) for claim in claims if claim.stance == "asserts" for f in claim.figures)
    return SourceEntry(
        page=incident_page(row.id), place=row.place, when=row.when,
        says=tuple(dict.fromkeys(says))[:_MOST_SAID], denies=any(c.stance == "denies" for c in claims),
        killed=row.killed, grade=row.grade, mark=row.mark, alone=alone,
    )  # fmt: skip


class Sources:
    """The publishers of a record. Memory holds an entry for each incident that each of them tells of."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._entries: list[Keyed] = []

    def add(self, told: SourceTold) -> None:
        """What one publisher told of one more incident."""
        count = self._counts[told.name]
        count["incidents"] += 1
        count["reports"] += told.reports
        count["claims"] += told.claims
        count["alone"] += told.alone
        count["copied"] += told.copied
        self._entries.append((told.key, told.entry))

    def rows(self) -> list[SourceRow]:
        """Every publisher, those with most incidents first."""
        rows = [
            SourceRow(
                name=brief(name), page=source_page(_id(name)), incidents=count["incidents"],
                reports=count["reports"], claims=count["claims"], alone=count["alone"], copied=count["copied"],
            )
            for name, count in self._counts.items()
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (-row.incidents, row.name, row.page))

    def entries(self) -> Iterator[tuple[str, SourceEntry]]:
        """Every entry with the id of its publisher; all of one publisher together, latest first."""
        names = sorted(key[0] for key, _ in self._entries)
        lines = in_key_order(self._entries)
        for name, line in zip(names, lines, strict=True):
            yield _id(str(name)), msgspec.json.decode(line, type=SourceEntry)


def _copied(published: PublishedIncident) -> set[str]:
    """Publishers whose telling shares its origin with a telling of another publisher."""
    publisher = {report.id: report.publisher for report in published.reports}
    teller = {telling.id: publisher.get(telling.report_id) for telling in published.tellings}
    found: set[str] = set()
    for origin in published.incident.origins:
        names = {name for telling in origin.tellings if (name := teller.get(telling))}
        found |= names if len(names) > 1 else set()
    return found


def _id(name: str) -> str:
    return mint("src", name)


def _late_first(date: str) -> str:
    """A key by which late dates come first, and incidents without a date last."""
    return "".join(chr(ord("9") - int(sign) + ord("0")) if sign.isdigit() else sign for sign in date) or "~"
