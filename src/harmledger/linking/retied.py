"""Tellings that leave and come in; the ties that this takes from a record and gives to it, out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from harmledger.linking.crowd import IdPair, ShiftedCrowd, jostled, mates, meet
from harmledger.linking.held import Held, KnownSides
from harmledger.linking.link import Tie
from harmledger.linking.model import LinkModel
from harmledger.linking.score import Following
from harmledger.linking.stands import Stand

Ties = Mapping[IdPair, Tie]


class Retied(msgspec.Struct, frozen=True, kw_only=True):
    """What changes of a record's ties."""

    moving: frozenset[str]
    """The tellings that leave or come, or do both since they change."""
    stands: Mapping[str, Stand]
    """Of those that come."""
    left: Ties
    """All that moving tellings had, and those between others who meet no more."""
    come: Ties
    """All that moving tellings have, and those between others who meet now."""


def retied(
    gone: Mapping[str, Stand], new: Mapping[str, Stand], sides: KnownSides, held: Held, model: LinkModel
) -> Retied:
    """What changes when those of `gone` leave and those of `new` come."""
    return _Retying(gone, new, sides, held, model).retied()


class _Retying:
    """One change, with what it looks at."""

    def __init__(
        self, gone: Mapping[str, Stand], new: Mapping[str, Stand], sides: KnownSides, held: Held, model: LinkModel
    ) -> None:  # fmt: skip
        self._gone, self._new = gone, new
        self._sides, self._held, self._model = sides, held, model
        self._moving = frozenset(gone.keys() | new.keys())
        self._crowd = ShiftedCrowd(held, gone.values(), new.values())

    def retied(self) -> Retied:
        met = {_pair(id, mate) for id, stand in self._new.items() for mate in mates(stand, self._crowd)}
        lost, found = self._jostled()
        left = {(tie.left, tie.right): tie for tie in self._held.ties(self._moving)}
        come = {(tie.left, tie.right): tie for tie in self._scored(met | found)}
        return Retied(moving=self._moving, stands=self._new, left=left | lost, come=come)

    def _jostled(self) -> tuple[dict[IdPair, Tie], set[IdPair]]:
        """Ties between others who meet no more, and pairs of others who had no tie and meet now.

        Who comes can only part others; who leaves can only bring them together.
        """
        parted, brought = self._pushed(self._new, self._gone), self._pushed(self._gone, self._new)
        held = self._held.ties({id for pair in parted | brought for id in pair})
        ties = {(tie.left, tie.right): tie for tie in held}
        doubtful = (parted & ties.keys()) | brought
        stands = self._crowd.stands({id for pair in doubtful for id in pair})
        meeting = {pair for pair in doubtful if meet(stands[pair[0]], stands[pair[1]], self._crowd)}
        lost = {pair: ties[pair] for pair in (doubtful - meeting) & ties.keys()}
        return lost, meeting - ties.keys()

    def _pushed(self, these: Mapping[str, Stand], others: Mapping[str, Stand]) -> set[IdPair]:
        """Pairs of tellings that stay, jostled by those of `these` that do not stand alike among `others`."""
        moved = (stand for id, stand in these.items() if others.get(id) != stand)
        pairs = {_pair(*pair) for stand in moved for pair in jostled(stand, self._crowd)}
        return {pair for pair in pairs if self._moving.isdisjoint(pair)}

    def _scored(self, pairs: Collection[IdPair]) -> Iterator[Tie]:
        sides = self._sides.of({id for pair in pairs for id in pair})
        following = Following(self._model)
        for left, right in sorted(pairs):
            score = following.score(sides[left], sides[right])
            if score is not None:
                yield Tie(left, right, score)


def _pair(one: str, other: str) -> IdPair:
    return (one, other) if one < other else (other, one)
