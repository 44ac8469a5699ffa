"""Whose sum stands within one report. In: all tolls of an incident. Out: the same, those below it in the
maximum only.

A report that states its own toll has weighed what it quotes. Under `author_sums_up`, what it quotes below
its own toll no longer lowers the minimum. A person told of and not counted ("a man", a name) is a part of
any toll told beside them in that report; somebody named is a part of another report's toll, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from harmledger.assessing.bonds import Ref
from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Convention
from harmledger.assessing.statements import is_person
from harmledger.assessing.tolls import PARTIAL, TOTAL, Toll

Key = TypeVar("Key")
Weighed = tuple[list[Toll], dict[Ref, Aside]]
_FEWEST_OF_A_PLURAL = 2
_EVERYBODY = ("people", "civilians")


def sum_up(
    tolls: Mapping[Key, list[Toll]], convention: Convention
) -> tuple[dict[Key, list[Toll]], dict[Ref, Aside]]:
    """The tolls of each outcome and group, weighed within each telling, and why some no longer set a
    minimum."""
    out: dict[Key, list[Toll]] = {}
    aside: dict[Ref, Aside] = {}
    for key, listed in tolls.items():
        out[key] = []
        for told in _by_telling(listed):
            weighed, why = _without_parts(_parts_elsewhere(told), _are_persons)
            aside |= why
            if convention.vague_yields.applies:
                weighed, why = _without_plurals_of_voices(weighed)
                aside |= why
            if convention.author_sums_up.applies:
                weighed, why = _below_the_sum(weighed)
                aside |= why
            out[key] += weighed
        out[key], why = _without_parts(out[key], _are_named)
        aside |= why
    return out, aside


def _by_telling(tolls: Iterable[Toll]) -> Iterator[list[Toll]]:
    groups: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        groups[toll.telling].append(toll)
    return iter(groups.values())


def _parts_elsewhere(tolls: Sequence[Toll]) -> list[Toll]:
    """What is only a part of another voice's whole ("11 children were among them") is no total of
    everybody."""
    if all(not t.bundle.members for t in tolls):
        return list(tolls)
    return [
        msgspec.structs.replace(t, low=None, high_only=True)
        if not t.bundle.members and t.group in _EVERYBODY and t.high
        else t
        for t in tolls
    ]


def _without_plurals_of_voices(tolls: Sequence[Toll]) -> Weighed:
    """Without the bare plurals of voices whom a report quotes ("they kill our children") where it states a number
    itself: they speak of what happens, not of how many it was."""
    if not any(t.lane.is_authors and not t.vague and not t.high_only and t.low for t in tolls):
        return list(tolls), {}
    gone = [t for t in tolls if t.vague and not t.lane.is_authors and t.high == _FEWEST_OF_A_PLURAL]
    return [t for t in tolls if t not in gone], {ref: "vague_beside_number" for t in gone for ref in t.refs}


def _without_parts(tolls: Sequence[Toll], are_parts: Callable[[Toll], bool]) -> Weighed:
    """Tolls of persons that nobody counted are partial beside a count of several."""
    if not any(t.rank == TOTAL and t.is_count and not _are_persons(t) for t in tolls):
        return list(tolls), {}
    kept: list[Toll] = []
    aside: dict[Ref, Aside] = {}
    for toll in tolls:
        if toll.rank == TOTAL and are_parts(toll):
            kept.append(msgspec.structs.replace(toll, rank=PARTIAL))
            aside |= dict.fromkeys(toll.refs, "part_of_another")
        else:
            kept.append(toll)
    return kept, aside


def _are_persons(toll: Toll) -> bool:
    """Whether a toll stands for persons told of one by one ("a man", names), not for a count."""
    return bool(toll.bundle.members) and all(is_person(s) for s in toll.bundle.members)


def _are_named(toll: Toll) -> bool:
    """Whether a toll stands for persons of whom some are named: of a name reports tell beside whatever they count. One
    that says no more than that "a civilian was killed" counts one."""
    return _are_persons(toll) and any(s.named for s in toll.bundle.members)


def _below_the_sum(tolls: Sequence[Toll]) -> Weighed:
    """What is quoted below the author's own toll sets no minimum."""
    least = min((t.low or 0 for t in tolls if t.lane.is_authors and t.is_count), default=0)
    kept: list[Toll] = []
    aside: dict[Ref, Aside] = {}
    for toll in tolls:
        if _is_below(toll, least) and not (toll.lane.is_authors and toll.is_count):
            kept.append(msgspec.structs.replace(toll, low=None, high_only=True))
            aside |= dict.fromkeys(toll.refs, "below_authors_sum")
        else:
            kept.append(toll)
    return kept, aside


def _is_below(toll: Toll, least: int) -> bool:
    return not toll.nobody and not toll.high_only and toll.low is not None and toll.low < least
