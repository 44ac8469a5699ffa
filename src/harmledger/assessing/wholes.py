"""Every voice's tolls by outcome and group in; the same out, those that speak of everybody ranked as totals.

A report that tells of one of the dead ("a boy") gives no toll; groups that it adds up are one where nobody in it states
a total. Where reports of two origins tell of just one person each, and neither names anybody, that is their toll.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.tolls import PARTIAL, TOTAL, Toll
from harmledger.records.figure import Group, Outcome

Key = tuple[Outcome, Group]
_EVERYBODY: frozenset[Group] = frozenset(("people", "civilians"))


def ranked(tolls: Mapping[Key, Sequence[Toll]]) -> dict[Key, list[Toll]]:
    """The same tolls, each with how far it speaks of everybody."""
    stated = {
        (t.outcome, t.telling)
        for (_, group), listed in tolls.items()
        if group in _EVERYBODY
        for t in listed
        if t.rank == TOTAL and t.rule != "parts_summed" and not t.high_only
    }
    return {key: _promoted(listed, stated) for key, listed in tolls.items()}


def _promoted(tolls: Sequence[Toll], stated: set[tuple[Outcome, str]]) -> list[Toll]:
    agreed = _told_by_several(t for t in tolls if _may_be_whole(t, stated))

    def is_whole(toll: Toll) -> bool:
        alone = not _is_named(toll) and (toll.low, toll.high) in agreed
        return _may_be_whole(toll, stated) and (_adds_groups(toll) or alone)

    return [msgspec.structs.replace(t, rank=TOTAL) if is_whole(t) else t for t in tolls]


def _may_be_whole(toll: Toll, stated: set[tuple[Outcome, str]]) -> bool:
    """Whether a toll is of parts of everybody, in a telling where nobody states a total."""
    parts = toll.rank == PARTIAL and toll.group in _EVERYBODY and toll.rule != "status_contested"
    return parts and bool(toll.bundle.members) and (toll.outcome, toll.telling) not in stated


def _adds_groups(toll: Toll) -> bool:
    return len({s.group for s in toll.bundle.members}) > 1


def _is_named(toll: Toll) -> bool:
    return any(s.named for s in toll.bundle.members)


def _told_by_several(tolls: Iterable[Toll]) -> set[tuple[int | None, int | None]]:
    """The numbers to which the tolls of two origins come that name nobody."""
    origins: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for toll in tolls:
        if not _is_named(toll):
            origins[toll.low, toll.high].add(toll.origin)
    return {number for number, told in origins.items() if len(told) >= SEVERAL}
