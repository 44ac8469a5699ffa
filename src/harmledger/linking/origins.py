"""The tellings of one incident in, its origins out: groups of tellings that go back to one, and how many
origins at least and at most.

At least: the most strands of which each two are independent. At most: the strands that are not known to be
the same. A telling that brings nothing but what another one brings stands in that one's group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from harmledger.linking.components import Groups
from harmledger.linking.kinship import Kinship, kinship
from harmledger.linking.sides import Matter
from harmledger.linking.strands import Strand, strands_of
from harmledger.records.incident import Origin
from harmledger.records.reason import Reason
from harmledger.records.telling import Telling


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """`groups` holds each telling exactly once, by smallest id. Both numbers are 0 where every telling only
    denies or doubts."""

    groups: tuple[Origin, ...]
    low: int
    high: int


COMPARED_AT_MOST = 400
"""Strands compared pair by pair; with more, the rest are compared by name alone, which can only lower both
numbers."""


def origins(tellings: Sequence[Telling], matter: Mapping[str, Matter]) -> Origins:
    """The origins of one incident's tellings. Depends on these tellings alone, in any order."""
    ordered = sorted(tellings, key=lambda telling: telling.id)
    strands = [strand for telling in ordered for strand in strands_of(telling, matter[telling.id])]
    kin = _kin(strands)
    same = Groups(range(len(strands)))
    for (i, j), found in kin.items():
        if found.verdict == "same":
            same.unite(i, j)
    sets = same.all()
    return Origins(
        groups=_telling_groups([telling.id for telling in ordered], strands, sets, kin),
        low=_most_independent(sets, kin),
        high=len(sets),
    )


def _kin(strands: Sequence[Strand]) -> dict[tuple[int, int], Kinship]:
    """The verdict on each pair of strands; of very many, on those of the first ones and on those of equal
    names."""
    pairs = list(combinations(range(min(len(strands), COMPARED_AT_MOST)), 2))
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    for at, strand in enumerate(strands):
        like = first.setdefault((strand.root.naming, strand.root.name), at)
        if at >= COMPARED_AT_MOST:
            pairs.append((like if like != at else 0, at))
    return {(i, j): kinship(strands[i], strands[j]) for i, j in pairs}


def _most_independent(sets: Sequence[Sequence[int]], kin: Mapping[tuple[int, int], Kinship]) -> int:
    """The size of a set of origins of which each two are independent: greedy from every start, so never too
    high."""
    of = {strand: nth for nth, strands in enumerate(sets) for strand in strands}
    apart: dict[int, set[int]] = defaultdict(set)
    for (i, j), found in kin.items():
        if found.verdict == "independent" and of[i] != of[j]:
            apart[of[i]].add(of[j])
            apart[of[j]].add(of[i])
    return max((_grown_from(start, apart) for start in range(len(sets))), default=0)


def _grown_from(start: int, apart: Mapping[int, set[int]]) -> int:
    chosen, open_to = 1, set(apart.get(start, ()))
    while open_to:
        best = max(open_to, key=lambda nth: (len(apart[nth] & open_to), -nth))
        chosen, open_to = chosen + 1, open_to & apart[best]
    return chosen


def _telling_groups(
    ids: Sequence[str],
    strands: Sequence[Strand],
    sets: Sequence[Sequence[int]],
    kin: Mapping[tuple[int, int], Kinship],
) -> tuple[Origin, ...]:
    """Tellings whose strands all stand in another's sets join that one; one that only denies stays alone."""
    position = {telling: at for at, telling in enumerate(ids)}
    brings: dict[int, set[int]] = defaultdict(set)
    for nth, members in enumerate(sets):
        for member in members:
            brings[position[strands[member].telling]].add(nth)
    groups = Groups(range(len(ids)))
    holders: dict[int, list[int]] = defaultdict(list)
    for at in sorted(brings, key=lambda at: (-len(brings[at]), at)):
        fuller = next((other for other in holders[min(brings[at])] if brings[at] <= brings[other]), None)
        if fuller is not None:
            groups.unite(at, fuller)
        for nth in brings[at] if fuller is None else ():
            holders[nth].append(at)
    return tuple(_origin([ids[at] for at in group], strands, kin) for group in groups.all())


def _origin(
    tellings: Sequence[str], strands: Sequence[Strand], kin: Mapping[tuple[int, int], Kinship]
) -> Origin:
    held = set(tellings)
    inside = (
        found for (i, j), found in kin.items() if strands[i].telling in held and strands[j].telling in held
    )
    return Origin(tellings=tuple(tellings), reasons=_distinct(found.reason for found in inside))


def _distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    by_words = {msgspec.json.encode(reason, order="sorted"): reason for reason in reasons}
    return tuple(by_words[words] for words in sorted(by_words))
