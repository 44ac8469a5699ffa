"""Who was hit and lived. In: every voice's tolls of an incident. Out: the same, those of people hit less those
who died.

"Four people were shot" does not say who lived. What the same telling says of the dead is taken off; where it
says nothing of them, what the others say, unless another telling counts injured whom these words allow. Where a
voice of the telling counts as many injured, these clearer words stand instead; where it counts fewer ("two are in
critical condition"), they are some of those hit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.assessing.bonds import Ref
from harmledger.assessing.codes import Aside
from harmledger.assessing.tolls import TOTAL, Toll
from harmledger.records.figure import Group

Weighed = tuple[list[Toll], dict[Ref, Aside]]


class _Dead(msgspec.Struct, frozen=True, kw_only=True):
    """At least `low` and at most `high` people of a group died."""

    low: int
    high: int
    refs: tuple[Ref, ...]


Deaths = Mapping[Group, _Dead]


def who_lived(tolls: Sequence[Toll]) -> Weighed:
    """The tolls, those of people hit as the least and the most of them who lived; and what clearer words
    stand for."""
    by_telling: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_telling[toll.telling].append(toll)
    everywhere = _deaths(tolls, told_at_once=False)
    kept: list[Toll] = []
    aside: dict[Ref, Aside] = {}
    for told in by_telling.values():
        own = _deaths(told, told_at_once=True)
        lived, why = _in_telling(told, own or everywhere)
        aside |= why
        unclear = () if own else _answered(lived, told, tolls)
        kept += (t for t in lived if t not in unclear)
        aside |= {ref: "clearer_words" for toll in unclear for ref in toll.refs}
    return kept, aside


def _answered(lived: Iterable[Toll], told: Iterable[Toll], tolls: Sequence[Toll]) -> Sequence[Toll]:
    """The people hit of a telling that says nothing of the dead, where others count injured whom it allows: from all of
    those hit down to those left without the dead."""
    hit = {t.group: t.high or 0 for t in told if t.outcome == "struck"}
    return [
        toll
        for toll in lived
        if toll.outcome == "struck" and not toll.nobody
        if any(_says_exactly(t, toll) and (toll.low or 0) <= (t.low or 0) <= hit[toll.group] for t in tolls)
    ]


def _says_exactly(toll: Toll, struck: Toll) -> bool:
    """Whether another telling counts the injured of the same group, in one number."""
    counts = toll.outcome == "injured" and toll.is_count and toll.rank == TOTAL and toll.low == toll.high
    return counts and toll.group == struck.group and toll.telling != struck.telling


def _deaths(tolls: Iterable[Toll], *, told_at_once: bool) -> Deaths:
    """The dead of each group: the highest toll of one telling; of several tellings, from the lowest to the
    highest."""
    by_group: dict[Group, list[Toll]] = defaultdict(list)
    for toll in tolls:
        if toll.outcome == "killed" and not toll.nobody and not toll.high_only and toll.low is not None:
            by_group[toll.group].append(toll)
    out: dict[Group, _Dead] = {}
    for group, dead in by_group.items():
        totals = [t for t in dead if t.rank == TOTAL] or dead
        most = max(totals, key=lambda t: (t.low or 0, t.high or 0, t.refs))
        least = most if told_at_once else min(totals, key=lambda t: (t.low or 0, t.refs))
        refs = tuple(sorted({*least.refs, *most.refs}))
        out[group] = _Dead(low=least.low or 0, high=max(most.low or 0, most.high or 0), refs=refs)
    return out


def _in_telling(tolls: Sequence[Toll], dead: Deaths) -> Weighed:
    kept: list[Toll] = []
    aside: dict[Ref, Aside] = {}
    struck = [t for t in tolls if t.outcome == "struck" and not t.nobody]
    rest = [t for t in tolls if t not in struck]
    for toll in struck:
        lived = None if _all_died(toll, struck, dead) else _less(toll, dead.get(toll.group))
        if lived is None or any(_says_it_clearer(t, lived) for t in rest):
            aside |= dict.fromkeys(toll.refs, "clearer_words")
        else:
            kept.append(lived)
    for toll in rest:
        if any(_is_some_of(toll, lived) for lived in kept):
            aside |= dict.fromkeys(toll.refs, "part_of_another")
        else:
            kept.append(toll)
    return kept, aside


def _all_died(toll: Toll, struck: Iterable[Toll], dead: Deaths) -> bool:
    """Whether the telling counts as many dead as its voice counts people hit."""
    hit = max(
        (t.high or t.low or 0 for t in struck if t.lane == toll.lane and t.group == "people"), default=0
    )
    return not _is_beside_the_dead(toll) and "people" in dead and 0 < hit <= dead["people"].low


def _less(toll: Toll, dead: _Dead | None) -> Toll:
    """The people hit, less the dead of their group."""
    if dead is None or toll.low is None or toll.high is None or _is_beside_the_dead(toll):
        return toll
    low, high = max(0, toll.low - dead.high), max(0, toll.high - dead.low)
    return msgspec.structs.replace(toll, low=low, high=high, refs=tuple(sorted({*toll.refs, *dead.refs})))


def _is_beside_the_dead(toll: Toll) -> bool:
    """Whether the words count those hit beside others ("two were killed and four *others* shot")."""
    hit = {s.ref for s in toll.bundle.members}
    return any(
        s.figure.relation is not None and s.figure.relation.kind == "additional" and s.target not in hit
        for s in toll.bundle.members
    )


def _says_it_clearer(toll: Toll, lived: Toll) -> bool:
    """Whether a toll of the injured counts at least as many as those hit who lived."""
    if toll.outcome != "injured" or toll.group != lived.group or toll.nobody:
        return False
    return lived.vague or (toll.high or toll.low or 0) >= (lived.low or 0)


def _is_some_of(toll: Toll, lived: Toll) -> bool:
    """Whether a toll of the injured counts fewer than the number of those hit who lived."""
    if (toll.outcome, lived.outcome) != ("injured", "struck") or toll.group != lived.group or toll.nobody:
        return False
    return not lived.vague and not lived.high_only and (toll.high or toll.low or 0) < (lived.low or 0)
