"""Tellings that leave and come, and what a record holds of the others, in; the clusters that change, out: those that
linking the whole record again would give.

A telling changes pairs of its own, and, where a key is crowded, pairs of those who stand around it under that key. So
the ties that change are known, and with them the components. Of these only the pieces that change are compared again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from harmledger.linking.components import Edge
from harmledger.linking.crowd import IdPair
from harmledger.linking.held import Held, KnownSides, Place, Told
from harmledger.linking.link import Cluster, Footing, Scores, Tie, footings, make_cluster, parts_of
from harmledger.linking.model import LinkModel, default_model
from harmledger.linking.near import AVERAGED_OVER, Likeness, Likening, Near, listed
from harmledger.linking.region import Part, Region
from harmledger.linking.retied import Retied, retied
from harmledger.linking.sides import Side
from harmledger.linking.stands import Stand, stand_of

Alike = dict[IdPair, Likeness]
"""Likenesses of clusters, by their first tellings."""


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
    was = _reached(change, changing, told, held)
    filed = {id: place.footing.filed_under for id, place in was.items() if id not in changing}
    filed |= {telling.id: telling.filed_under for telling, _ in told}
    region = Region(was, filed, changing, change, held, held.judgements(sorted(filed)))
    return _Relinking(region, sides, held, model).touched(was, change)


def _reached(
    change: Retied, changing: frozenset[str], told: Iterable[Told], held: Held
) -> Mapping[str, Place]:
    """Every held telling of the components that may change, those among them that a decision kept apart."""
    filings = {telling.filed_under for telling, _ in told if telling.filed_under is not None}
    ties = {(tie.left, tie.right) for tie in held.ties(changing)}
    ends = {id for pair in (*change.left, *change.come, *ties) for id in pair}
    return held.places({*ends, *changing, *held.filed(filings)})


class _Relinking:
    """One region, compared again where it has changed."""

    def __init__(self, region: Region, known: KnownSides, held: Held, model: LinkModel) -> None:
        self._region, self._ground = region, region.ground
        self._known, self._held, self._model = known, held, model
        self._sides: dict[int, Side] = {}
        self._scores = Scores(self._sides, region.ties, model)

    def touched(self, was: Mapping[str, Place], change: Retied) -> Touched:
        """Everything that changes."""
        pieces = self._ground.pieces(self._region.edges, self._model.decide)
        parts = self._parts(pieces)
        fresh = frozenset(part[0] for part in parts if not self._region.is_cluster_of_before(part))
        before = {
            (each.one, each.other): each for each in self._held.likenesses(self._region.firsts_before())
        }
        alike = self._alike(before, parts, fresh)
        found = footings(self._ground, self._region.edges, pieces)
        return Touched(
            clusters=self._clusters(parts, fresh, listed(before.values()), listed(alike.values())),
            footings={
                id: each
                for id, each in found.items()
                if id in change.stands or id not in was or was[id].footing != each
            },
            stands=tuple(change.stands.values()),
            untied=tuple(sorted(change.left)),
            tied=tuple(change.come[pair] for pair in sorted(change.come)),
            unlike=tuple(sorted(pair for pair, each in before.items() if alike.get(pair) != each)),
            alike=tuple(each for pair, each in sorted(alike.items()) if before.get(pair) != each),
        )

    def _parts(self, pieces: Iterable[Sequence[int]]) -> list[Part]:
        """The clusters of all pieces; only pieces that have changed are compared."""
        pieces_before = self._region.pieces_before()
        parts: list[Part] = []
        for piece in pieces:
            members = frozenset(self._ground.members(piece))
            if self._region.is_as_it_was(members, pieces_before):
                parts += self._region.parts_before(members)
                continue
            self._look_at(members)
            parts += parts_of(piece, self._ground, self._region.edges, self._scores)
        return sorted(parts)

    def _look_at(self, positions: Collection[int]) -> None:
        """Has the sides of these at hand."""
        absent = {self._ground.ids[at]: at for at in positions if at not in self._sides}
        self._sides.update({absent[id]: side for id, side in self._known.of(absent).items()})

    def _alike(self, before: Alike, parts: Sequence[Part], fresh: frozenset[int]) -> Alike:
        """How alike clusters are now: compared again where one of them, or a tie between them, has changed."""
        as_before = {self._ground.ids[part[0]] for part in parts if part[0] not in fresh}
        between = {self._names(pair) for pair in self._region.between_changed(parts)}
        kept = {
            pair: each for pair, each in before.items() if as_before.issuperset(pair) and pair not in between
        }
        pairs = self._region.to_compare(parts, fresh)
        by_first = {part[0]: part for part in parts}
        self._look_at({at for pair in pairs for first in pair for at in by_first[first][:AVERAGED_OVER]})
        self._look_at({at for edge in pairs.values() for at in edge})
        likening = Likening(self._ground, self._sides, self._scores, self._model, self._region.judgements)
        found = (likening.likeness(by_first[a], by_first[b], edge) for (a, b), edge in pairs.items())
        return kept | {(each.one, each.other): each for each in found if each is not None}

    def _clusters(
        self,
        parts: Sequence[Part],
        fresh: frozenset[int],
        before: Mapping[str, tuple[Near, ...]],
        near: Mapping[str, tuple[Near, ...]],
    ) -> tuple[Cluster, ...]:
        """Fresh clusters, those near to one of them, since it may be called otherwise, and those near to others now."""
        named = {self._ground.ids[part[0]]: part for part in parts}
        new = {self._ground.ids[first] for first in fresh}
        beside = {each.telling for first in new for each in near.get(first, ())}
        moved = {first for first in named if before.get(first, ()) != near.get(first, ())}
        kept = self._held.clusters(sorted((beside | moved) - new))
        made = [self._made(named[first]) for first in sorted(new)]
        return tuple(
            msgspec.structs.replace(cluster, near=near.get(cluster.tellings[0], ()))
            for cluster in sorted((*kept, *made), key=lambda cluster: cluster.tellings)
        )

    def _made(self, part: Part) -> Cluster:
        self._look_at(part)
        ids = self._region.ids(part)
        sides = [self._sides[at] for at in part]
        return make_cluster(sides, self._known.matter_of(ids), (), self._model, self._region.judgements)

    def _names(self, pair: Edge) -> IdPair:
        return self._ground.ids[pair[0]], self._ground.ids[pair[1]]
