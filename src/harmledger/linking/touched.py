"""Tellings that leave and come, and what a record holds of the others, in; the clusters that change, out: those that
linking the whole record again would give.

A telling changes pairs of its own, and, where a key is crowded, pairs of those who stand around it under that key. So
the ties that change are known, and with them the pieces of components (`reach`). Only pieces that change are compared
again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from harmledger.linking.crowd import IdPair
from harmledger.linking.held import Held, KnownSides, Place, Told
from harmledger.linking.link import Cluster, Footing, Scores, Tie, footings, make_cluster, parts_of
from harmledger.linking.model import LinkModel, default_model
from harmledger.linking.near import AVERAGED_OVER, Likeness, Likening
from harmledger.linking.reach import reach
from harmledger.linking.region import Part, Region
from harmledger.linking.relisted import Alike, Lists
from harmledger.linking.retied import Retied, retied
from harmledger.linking.sides import Side
from harmledger.linking.stands import Stand, stand_of


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What changes in a record."""

    clusters: tuple[Cluster, ...]
    """In place of all that hold any of their tellings, or any that left."""
    footings: Mapping[str, Footing]
    """Of every telling that came, or whose footing has changed."""
    stands: tuple[Stand, ...]
    """Of every telling that came."""
    untied: tuple[IdPair, ...]
    tied: tuple[Tie, ...]
    unlike: tuple[IdPair, ...]
    """Likenesses, by the first tellings of the two clusters, in whose place are those that follow."""
    alike: tuple[Likeness, ...]


def relink(
    gone: Collection[str],
    new: Sequence[Told],
    judged: Sequence[Told],
    held: Held,
    model: LinkModel | None = None,
) -> Touched:
    """What changes when some tellings leave and others come: one that changes leaves and comes under one id.

    `judged`: held tellings, the same but for their filing, on whom people may have decided otherwise.
    """
    model = model or default_model()
    told = (*new, *judged)
    sides = KnownSides(told, held, model)
    stands = {id: stand_of(side) for id, side in sides.of([telling.id for telling, _ in new]).items()}
    change = retied(held.stands(gone), stands, sides, held, model)
    changing = change.moving | {telling.id for telling, _ in judged}
    reached = reach(told, changing, change, held, model.decide)
    return _Relinking(Region(reached, changing), sides, held, model).touched(reached.was, change)


class _Relinking:
    """One region, compared again where it has changed."""

    def __init__(self, region: Region, known: KnownSides, held: Held, model: LinkModel) -> None:
        self._region, self._ground = region, region.ground
        self._known, self._held, self._model = known, held, model
        self._sides: dict[int, Side] = {}
        self._scores = Scores(self._sides, region.ties, model)

    def touched(self, was: Mapping[str, Place], change: Retied) -> Touched:
        """Everything that changes."""
        parts = self._parts()
        fresh = frozenset(part[0] for part in parts if not self._region.is_cluster_of_before(part))
        before, after = self._likenesses(parts, fresh)
        unlike = {pair: each for pair, each in before.items() if after.get(pair) != each}
        alike = {pair: each for pair, each in after.items() if before.get(pair) != each}
        found = footings(self._ground, self._region.pieces)
        return Touched(
            clusters=self._clusters(parts, fresh, Lists(self._held, unlike, alike)),
            footings={
                id: each for id, each in found.items() if id in change.stands or was[id].footing != each
            },
            stands=tuple(change.stands.values()),
            untied=tuple(sorted(change.left)),
            tied=tuple(change.come[pair] for pair in sorted(change.come)),
            unlike=tuple(sorted(unlike)),
            alike=tuple(alike[pair] for pair in sorted(alike)),
        )

    def _parts(self) -> list[Part]:
        """The clusters of all pieces; only pieces that have changed are compared."""
        parts = self._region.parts_around()
        for piece in self._region.pieces:
            self._look_at(list(self._ground.members(piece)))
            parts += parts_of(piece, self._ground, self._region.edges, self._scores)
        return sorted(parts)

    def _look_at(self, positions: Iterable[int]) -> None:
        """Has the sides of these at hand."""
        absent = {self._ground.ids[at]: at for at in positions if at not in self._sides}
        self._sides.update({absent[id]: side for id, side in self._known.of(absent).items()})

    def _likenesses(self, parts: Sequence[Part], fresh: frozenset[int]) -> tuple[Alike, Alike]:
        """Those of clusters that are no more, or between which a tie has changed, and those that take their place."""
        stay = {self._ground.ids[part[0]] for part in parts if part[0] not in fresh}
        left = self._region.firsts_before() - stay
        between = {self._region.names(pair) for pair in self._region.between_changed(parts)}
        asked = left.union(*between)
        before = {(each.one, each.other): each for each in self._held.likenesses(sorted(asked))}
        kept = {pair: each for pair, each in before.items() if left.isdisjoint(pair) and pair not in between}
        return before, kept | self._compared(parts, fresh)

    def _compared(self, parts: Sequence[Part], fresh: frozenset[int]) -> dict[IdPair, Likeness]:
        """How alike clusters are where one of them is fresh, or a tie between them has changed."""
        pairs = self._region.to_compare(parts, fresh)
        by_first = {part[0]: part for part in parts}
        self._look_at({at for pair in pairs for first in pair for at in by_first[first][:AVERAGED_OVER]})
        self._look_at({at for edge in pairs.values() for at in edge})
        likening = Likening(self._ground, self._sides, self._scores, self._model, self._region.judgements)
        found = (likening.likeness(by_first[a], by_first[b], edge) for (a, b), edge in pairs.items())
        return {(each.one, each.other): each for each in found if each is not None}

    def _clusters(self, parts: Sequence[Part], fresh: frozenset[int], lists: Lists) -> tuple[Cluster, ...]:
        """Fresh clusters, those near to one of them, since it may be called otherwise, and those near to others now."""
        made = {self._ground.ids[part[0]]: self._made(part) for part in parts if part[0] in fresh}
        moved = lists.changed()
        near = lists.of(made)
        beside = {each.telling for nears in near.values() for each in nears}
        gone = self._region.firsts_before() - {self._ground.ids[part[0]] for part in parts}
        there = (beside | moved.keys()) - made.keys() - gone
        near |= lists.of(there)
        kept = {cluster.tellings[0]: cluster for cluster in self._held.clusters(sorted(there))}
        return tuple(
            msgspec.structs.replace(cluster, near=near[first])
            for first, cluster in sorted((kept | made).items(), key=lambda each: each[1].tellings)
        )

    def _made(self, part: Part) -> Cluster:
        self._look_at(part)
        ids = self._region.ids(part)
        sides = [self._sides[at] for at in part]
        return make_cluster(sides, self._known.matter_of(ids), (), self._model, self._region.judgements)
