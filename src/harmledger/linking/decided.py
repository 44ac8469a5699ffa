"""People's linking decisions and the tellings as they are now in; pairs held together and apart, and filings, out.

Decisions are taken in their order; where two of them speak of one pair, the later one counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

import msgspec

from harmledger.linking.judgements import Judgements
from harmledger.records.decision import Links
from harmledger.records.span import Span
from harmledger.records.telling import Telling, TellingRef

Pair = tuple[str, str]


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What linking decisions come to."""

    judgements: Judgements
    filings: Mapping[str, str | None]
    """Tellings that a person took out of the filing that an analyst gave, and where they stand now."""
    kept: Mapping[str, str] = {}
    """For an incident whose anchor left it, the telling with which its id stays."""


def decided(
    links: Iterable[Links], tellings: Sequence[Telling], spans: Mapping[str, Sequence[Span]]
) -> Decided:
    """What `links`, oldest first, come to for `tellings`; `spans` has the words of each telling's claims.

    What is decided on tellings that are not among `tellings` is left out.
    """
    fold = _Fold(Finder(tellings, spans), {telling.id: telling.filed_under for telling in tellings})
    for each in links:
        fold.take(each)
    return fold.decided()


def refiled(telling: Telling, filings: Mapping[str, str | None]) -> Telling:
    """The telling under the filing where people put it; its id stays."""
    if telling.id not in filings:
        return telling
    return msgspec.structs.replace(telling, filed_under=filings[telling.id])


class Finder:
    """Finds a telling that a person saw among those that there are now."""

    def __init__(self, tellings: Sequence[Telling], spans: Mapping[str, Sequence[Span]]) -> None:
        self._spans = spans
        self._ids = {telling.id for telling in tellings}
        self._of_report: dict[str, list[Telling]] = defaultdict(list)
        for telling in sorted(tellings, key=lambda each: (not each.main, each.id)):
            self._of_report[telling.report_id].append(telling)

    def find(self, ref: TellingRef) -> str | None:
        """The same telling, or else the one of its report that shares most of its words; none if none does."""
        if ref.id in self._ids:
            return ref.id
        there = self._of_report.get(ref.report_id, [])
        best = max(there, key=lambda telling: self._likeness(ref, telling), default=None)
        return best.id if best is not None and self._likeness(ref, best)[0] else None

    def _likeness(self, ref: TellingRef, telling: Telling) -> tuple[int, bool]:
        shared = _shared(ref.spans, self._spans.get(telling.id, ()))
        same_filing = telling.filed_under == ref.filed_under
        return (shared if ref.spans else int(telling.main and same_filing)), same_filing


class _Fold:
    """The groups and the pairs held apart, as far as decisions were taken in."""

    def __init__(self, finder: Finder, filed: dict[str, str | None]) -> None:
        self._finder = finder
        self._filed = filed
        self._first_filed = dict(filed)
        self._groups: list[frozenset[str]] = []
        self._apart: set[Pair] = set()
        self._kept: dict[str, str] = {}

    def take(self, links: Links) -> None:
        for leaving, staying in links.apart:
            self._part(self._found(leaving), self._found(staying))
        for group in links.together:
            self._join(self._found(group))
        for incident, ref in links.keeps.items():
            if (telling := self._finder.find(ref)) is not None:
                self._kept[incident] = telling

    def decided(self) -> Decided:
        same = {_pair(min(group), other) for group in self._groups for other in group if other != min(group)}
        moved = {id: key for id, key in self._filed.items() if key != self._first_filed[id]}
        return Decided(
            judgements=Judgements(same=frozenset(same - self._apart), not_same=frozenset(self._apart)),
            filings=moved,
            kept=self._kept,
        )

    def _found(self, refs: Iterable[TellingRef]) -> list[str]:
        return [found for ref in refs if (found := self._finder.find(ref)) is not None]

    def _join(self, members: Sequence[str]) -> None:
        """One group; where its members were filed apart, they go under the filing of the first of them."""
        self._apart -= {_pair(left, right) for left, right in combinations(sorted(set(members)), 2)}
        key = next((self._filed[id] for id in members if self._filed[id] is not None), None)
        for id in members:
            if self._filed[id] is not None:
                self._filed[id] = key
        self._groups.append(frozenset(members))

    def _part(self, leaving: Sequence[str], staying: Sequence[str]) -> None:
        """Two sides: groups are cut between them, and who leaves leaves the filing too."""
        left, stays = frozenset(leaving), frozenset(staying)
        self._groups = [part for group in self._groups for part in _cut(group, left, stays)]
        self._apart |= {_pair(one, other) for one, other in product(left, stays) if one != other}
        kept = {self._filed[id] for id in stays}
        for id in left:
            if not stays or self._filed[id] in kept:
                self._filed[id] = None


def _cut(group: frozenset[str], left: frozenset[str], stays: frozenset[str]) -> list[frozenset[str]]:
    if group.isdisjoint(left) or group.isdisjoint(stays):
        return [group]
    return [part for part in (group & left, group - left) if len(part) > 1]


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters that the two have in common, counted for each pair of spans that meet."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
