"""Which tolls stand side by side. In: all tolls of an incident for one outcome and group. Out: those that
stand.

A later toll supersedes an earlier one within one voice or origin, downward too; across origins both stand
(a copy is the toll that it copies). A number said again is as old as its first saying.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from harmledger.assessing.bonds import Ref
from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Convention
from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.tolls import PARTIAL, TOTAL, Toll, drop_vague


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The tolls that stand, in an order that content decides, and why the others do not."""

    tolls: tuple[Toll, ...]
    set_aside: dict[Ref, Aside]


def stand(tolls: Iterable[Toll], convention: Convention) -> Standing:
    """The tolls for one outcome and group that a range may rest on."""
    aside: dict[Ref, Aside] = {}
    kept: list[Toll] = []
    for same_voice in _by_voice_or_origin(tolls):
        distinct, why = _without_copies(same_voice)
        aside |= why
        distinct, why = drop_vague(distinct) if convention.vague_yields.applies else (tuple(distinct), {})
        aside |= why
        latest, why = _latest(distinct)
        aside |= why
        kept.extend(latest)
    standing, why = _without_last_resort(kept)
    aside |= why
    standing, why = _without_own_sums(standing)
    aside |= why
    standing, why = _without_zeros(standing, convention.zero.voices_to_lower)
    aside |= why
    standing, why = drop_vague(standing) if convention.vague_yields.applies else (standing, {})
    aside |= why
    return Standing(tolls=tuple(sorted(standing, key=_order)), set_aside=aside)


def _by_voice_or_origin(tolls: Iterable[Toll]) -> Iterable[list[Toll]]:
    groups: dict[tuple[str, int], list[Toll]] = defaultdict(list)
    for toll in tolls:
        named = toll.lane.origin < 0
        groups[(toll.lane.voice, -1) if named else ("", toll.lane.origin)].append(toll)
    return (sorted(groups[key], key=_order) for key in sorted(groups))


def _without_copies(tolls: Sequence[Toll]) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """One toll for each number said, the first saying of it; the others are copies."""
    first: dict[tuple[int | None, int | None, int, bool], Toll] = {}
    aside: dict[Ref, Aside] = {}
    for toll in tolls:
        kept = first.setdefault((toll.low, toll.high, toll.rank, toll.high_only), toll)
        if kept is not toll:
            reason: Aside = "repeats" if kept.telling == toll.telling else "copy"
            aside |= {ref: reason for ref in toll.refs if ref not in kept.refs}
    return tuple(first.values()), aside


def _latest(tolls: Sequence[Toll]) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """Without what a later total supersedes. An undated toll neither supersedes nor is superseded."""
    dated = [t.said_on for t in tolls if t.said_on is not None and t.rank == TOTAL and not t.high_only]
    last = max(dated, default=dt.date.min)
    kept = tuple(t for t in tolls if t.said_on is None or t.said_on >= last)
    gone = (t for t in tolls if t.said_on is not None and t.said_on < last)
    return kept, {ref: "superseded" for t in gone for ref in t.refs}


def _without_last_resort(tolls: Sequence[Toll]) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    kept = tuple(t for t in tolls if t.rank <= PARTIAL)
    if not kept:
        return tuple(tolls), {}
    return kept, {ref: _why_last(t) for t in tolls if t.rank > PARTIAL for ref in t.refs}


def _why_last(toll: Toll) -> Aside:
    return "clearer_words" if toll.rule in ("killed_or_injured", "struck") else "word_of_the_accused"


def _without_own_sums(tolls: tuple[Toll, ...]) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """Without what only adding up people told of one by one comes to, beside a number that two origins state."""
    stated: dict[int, set[int]] = defaultdict(set)
    for toll in tolls:
        if toll.is_count and toll.low == toll.high is not None and not _is_own_sum(toll):
            stated[toll.high].add(toll.origin)
    agreed = {number for number, origins in stated.items() if len(origins) >= SEVERAL}
    if not agreed:
        return tolls, {}
    gone = [t for t in tolls if _is_own_sum(t) and not {t.low, t.high} <= agreed]
    return tuple(t for t in tolls if t not in gone), {ref: "part_of_another" for t in gone for ref in t.refs}


def _is_own_sum(toll: Toll) -> bool:
    return toll.is_enumeration or toll.rule == "parts_summed"


def _without_zeros(tolls: tuple[Toll, ...], needed: int) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """Without "nobody was harmed" beside voices that tell of harm, unless enough origins say it."""
    zeros = [t for t in tolls if t.nobody]
    if len(zeros) == len(tolls) or len({t.origin for t in zeros}) >= needed:
        return tolls, {}
    return tuple(t for t in tolls if not t.nobody), {
        ref: "nobody_beside_harm" for t in zeros for ref in t.refs
    }


def _order(toll: Toll) -> tuple[dt.date, str, tuple[Ref, ...]]:
    return toll.said_on or dt.date.max, toll.telling, toll.refs
