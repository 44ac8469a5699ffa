"""Likenesses of clusters that have come and gone in; the lists of what may be one with a cluster that change by it,
out: as `near.listed` of all likenesses would have them, without a look at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from harmledger.linking.crowd import IdPair
from harmledger.linking.near import KEPT, Likeness, Near, listed

Alike = Mapping[IdPair, Likeness]
"""Likenesses of clusters, by their first tellings."""


class Held(Protocol):
    """What a record keeps of likenesses."""

    def likenesses(self, firsts: Collection[str]) -> Sequence[Likeness]:
        """Those of the clusters with these first tellings, with any other."""
        ...


class Lists:
    """The lists of a record from which some likenesses have `gone`, and to which others have `come`."""

    def __init__(self, held: Held, gone: Alike, come: Alike) -> None:
        self._held, self._gone = held, gone
        self._come: dict[str, dict[IdPair, Likeness]] = defaultdict(dict)
        for pair, each in come.items():
            for end in pair:
                self._come[end][pair] = each
        self._suspects = {end for pair in (*gone, *come) for end in pair}
        self._before: dict[str, dict[IdPair, Likeness]] = {}

    def changed(self) -> dict[str, tuple[Near, ...]]:
        """By first telling, the lists that are not what they were.

        A likeness stands in two lists or in none, and may keep a weaker one from both: so what changes is followed
        from list to list.
        """
        suspects = set(self._suspects)
        while True:
            was, now = self._lists(suspects, self._as_before), self._lists(suspects, self._as_now)
            moved = {id for id in suspects if was[id] != now[id]}
            others = {each.telling for id in moved for each in (*was[id], *now[id])}
            if others <= suspects:
                return {id: now[id] for id in moved}
            suspects |= others

    def of(self, firsts: Iterable[str]) -> dict[str, tuple[Near, ...]]:
        """The lists of these, as they are now."""
        return self._lists(set(firsts), self._as_now)

    def _lists(self, firsts: Collection[str], alike: Callable[[str], Alike]) -> dict[str, tuple[Near, ...]]:
        """Whether a likeness is kept follows from the likelier ones of both its clusters, where they have more than
        are kept."""
        found: dict[IdPair, Likeness] = {}
        ahead, seen = set(firsts), set[str]()
        while ahead:
            self._ask(ahead)
            seen |= ahead
            own = {id: alike(id) for id in ahead}
            found |= {pair: each for theirs in own.values() for pair, each in theirs.items()}
            followed = (theirs for id, theirs in own.items() if id in firsts or len(theirs) > KEPT)
            ahead = {end for theirs in followed for pair in theirs for end in pair} - seen
        lists = listed(found.values())
        return {id: lists.get(id, ()) for id in firsts}

    def _as_before(self, first: str) -> Alike:
        return self._before[first]

    def _as_now(self, first: str) -> Alike:
        left = {pair: each for pair, each in self._before[first].items() if pair not in self._gone}
        return left | self._come.get(first, {})

    def _ask(self, firsts: Collection[str]) -> None:
        absent = set(firsts) - self._before.keys()
        self._before |= {first: {} for first in absent}
        for each in self._held.likenesses(sorted(absent)) if absent else ():
            for end in absent.intersection((each.one, each.other)):
                self._before[end][each.one, each.other] = each
