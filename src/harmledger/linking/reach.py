"""Tellings that come, leave or are judged otherwise, and the change of ties, in; every piece that changes by it, with
all that stands next to it, out.

The piece of a telling is what ties of a bar and more hold together, at the lowest bar at which it fits. A piece that is
new, or is no more, holds an end of a tie that changes; and that a bar is too low shows once more than fit are found.
So a change is followed from piece to piece, and no component is walked through.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from harmledger.linking.components import Around, Edge, components_around
from harmledger.linking.ground import Ground
from harmledger.linking.held import Held, Place, Told
from harmledger.linking.judgements import Judgements
from harmledger.linking.model import Decide
from harmledger.linking.retied import Retied

Members = frozenset[str]
"""The tellings of a piece."""


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces that change, pieces that were, and all that a tie leads to from there."""

    was: Mapping[str, Place]
    """Where the held tellings were, by whole pieces, those that leave among them."""
    ground: Ground
    """All that are there now."""
    ties: Mapping[Edge, int]
    judgements: Judgements
    pieces: Sequence[Sequence[int]]
    """Those that were not there, or in which a tie or a decision is new, by their units' firsts. All other tellings
    here are in their pieces of before."""
    changed: Sequence[Edge]
    """Between whom a tie has changed."""


def reach(
    told: Sequence[Told], changing: frozenset[str], change: Retied, held: Held, decide: Decide
) -> Reached:
    """What a change reaches. `told`: the tellings that come and those judged otherwise, as they are now; `changing`:
    these, and those that leave."""
    return _Reaching(told, changing, change, held, decide).reached()


class _Reaching:
    """What was looked at so far: whole pieces of before, and all ties of their tellings as they are now."""

    def __init__(
        self,
        told: Sequence[Told],
        changing: frozenset[str],
        change: Retied,
        held: Held,
        decide: Decide,
    ) -> None:
        self._changing, self._change, self._held, self._decide = changing, change, held, decide
        self._filed = {telling.id: telling.filed_under for telling, _ in told}
        self._was: dict[str, Place] = {}
        self._asked: set[str] = set()
        self._ties: dict[str, dict[str, int]] = defaultdict(dict)
        for (left, right), tie in change.come.items():
            self._ties[left][right] = self._ties[right][left] = tie.score
        self._changed = {
            pair
            for pair in change.left.keys() | change.come.keys()
            if change.left.get(pair) != change.come.get(pair)
        }

    def reached(self) -> Reached:
        """All of it."""
        self._look_at({*self._changing, *(id for pair in self._changed for id in pair)})
        mates = self._mates()
        self._look_at(mates)
        self._look_at(self._ends({*self._changing, *mates}))
        pieces = self._changed_pieces()
        self._look_at(self._ends({id for piece in pieces for id in piece}))
        judgements = self._held.judgements(sorted(self._filed))
        ground = Ground(self._filed, judgements)
        return Reached(
            was=self._was,
            ground=ground,
            ties=self._inner(ground),
            judgements=judgements,
            pieces=[sorted({ground.unit_of[ground.at[id]] for id in piece}) for piece in pieces],
            changed=[
                (ground.at[left], ground.at[right])
                for left, right in self._changed
                if left in ground.at and right in ground.at
            ],
        )

    def _look_at(self, ids: Iterable[str]) -> None:
        """Has the pieces at hand that these were in, with their ties."""
        absent = set(ids) - self._asked - self._was.keys()
        self._asked |= absent
        come = self._held.places(sorted(absent)) if absent else {}
        new = come.keys() - self._was.keys()
        self._was |= come
        self._filed |= {id: come[id].footing.filed_under for id in new - self._changing}
        for tie in self._held.ties(sorted(new)) if new else ():
            if (tie.left, tie.right) not in self._change.left:
                self._ties[tie.left][tie.right] = self._ties[tie.right][tie.left] = tie.score

    def _mates(self) -> set[str]:
        """Those of the filings that changing tellings leave or come to: their units change."""
        filings = {self._filed.get(id) for id in self._changing}
        filings |= {self._was[id].footing.filed_under for id in self._changing if id in self._was}
        return set(self._held.filed(sorted(key for key in filings if key is not None)))

    def _ends(self, ids: Iterable[str], bar: int | None = None) -> Iterator[str]:
        """Those to whom ties (of this score and more) lead from these."""
        for id in ids:
            yield from (end for end, score in self._ties.get(id, {}).items() if bar is None or score >= bar)

    def _pieces(self) -> list[Members]:
        """The pieces of all that is at hand when it begins."""
        wanted = list(self._filed)
        while True:
            ground = Ground(self._filed, self._held.judgements(sorted(self._filed)))
            around = self._around(ground, wanted)
            if not around.doubtful:
                return [self._members(ground, piece) for piece in around.pieces]
            for group, bar in around.doubtful:
                self._look_at(list(self._ends(self._members(ground, group), bar)))

    def _changed_pieces(self) -> list[Members]:
        found = self._pieces()
        sizes = Counter(place.footing.piece for place in self._was.values())
        return [piece for piece in found if not self._is_as_it_was(piece, sizes)]

    def _around(self, ground: Ground, wanted: Iterable[str]) -> Around:
        beyond: dict[int, int] = {}
        for id in self._filed:
            out = max(
                (score for end, score in self._ties.get(id, {}).items() if end not in ground.at), default=None
            )
            if out is not None:
                first = ground.unit_of[ground.at[id]]
                beyond[first] = max(out, beyond.get(first, out))
        return components_around(
            {ground.unit_of[ground.at[id]] for id in wanted},
            ground.edges(self._inner(ground)),
            beyond,
            bar=self._decide.follow_at,
            top=self._decide.most,
            fits=self._decide.component_tellings,
        )

    def _inner(self, ground: Ground) -> dict[Edge, int]:
        """Ties between those at hand."""
        return {
            (at, ground.at[end]): score
            for id, at in ground.at.items()
            for end, score in self._ties.get(id, {}).items()
            if end in ground.at and id < end
        }

    def _members(self, ground: Ground, units: Iterable[int]) -> Members:
        return frozenset(ground.ids[at] for first in units for at in ground.units[first].members)

    def _is_as_it_was(self, piece: Members, sizes: Mapping[str, int]) -> bool:
        """Whether these tellings were a piece before, and nothing between them has changed."""
        if not self._changing.isdisjoint(piece):
            return False
        names = {self._was[id].footing.piece for id in piece}
        if len(names) > 1 or sizes[min(names)] != len(piece):
            return False
        return not any(left in piece and right in piece for left, right in self._changed)
