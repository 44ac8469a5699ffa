"""Tellings with their claims and reports' facts in, clusters out: which tellings are of one incident, and
why.

Way: tellings → sides and stands → pairs that meet → whole-number scores → ties between units (one filing, or held
together by a person) → components, cut where oversized → average link under bounds. Nothing here is estimated from
the tellings at hand, and every tie of scores breaks by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from harmledger.linking.blocking import candidate_pairs
from harmledger.linking.cluster import agglomerate, unite_in_order
from harmledger.linking.components import Edge
from harmledger.linking.ground import Ground, Ties
from harmledger.linking.judgements import NO_JUDGEMENTS, Judgements
from harmledger.linking.model import LinkModel, default_model
from harmledger.linking.near import Likeness, Likening, Near, best_edges, listed
from harmledger.linking.origins import origins
from harmledger.linking.parts import own_matter
from harmledger.linking.score import Following, score_pair
from harmledger.linking.sides import Matter, Side, make_side
from harmledger.linking.stands import Stand, stand_of
from harmledger.linking.why import links_of
from harmledger.records.incident import Link, Origin
from harmledger.records.telling import Telling


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Tellings held to be of one incident, by id, with one link for each but one: the best by which it hangs
    on the others."""

    tellings: tuple[str, ...]
    filed_under: str | None
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    origins_low: int
    origins_high: int
    near: tuple[Near, ...] = ()
    """Other clusters that may be of the same event, likeliest first."""


class Footing(msgspec.Struct, frozen=True):
    """Who has a say in the cluster of a telling."""

    piece: str
    """Its component, or what is left of it where it was cut, called by the smallest telling: only tellings of one
    piece can be of one cluster."""
    filed_under: str | None
    """Its own filing, as people left it."""


class Tie(msgspec.Struct, frozen=True, array_like=True):
    """Two tellings that meet, and are alike enough to be followed, whatever people decided; the smaller id first."""

    left: str
    right: str
    score: int


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A record linked, with what it takes to link a new telling to it."""

    clusters: tuple[Cluster, ...]
    """In order of their smallest telling; each telling in exactly one."""
    footings: Mapping[str, Footing]
    """By telling."""
    stands: tuple[Stand, ...]
    ties: tuple[Tie, ...]
    likenesses: tuple[Likeness, ...]
    """All, where `Cluster.near` has few of each."""


def link(
    tellings: Sequence[Telling],
    matter: Mapping[str, Matter],
    model: LinkModel | None = None,
    judgements: Judgements = NO_JUDGEMENTS,
    *,
    pairs: Iterable[tuple[str, str]] | None = None,
) -> Linked:
    """The record linked. `matter` holds an entry for each telling's id.

    The same tellings, in any order, give the same clusters. `pairs`: those worth comparing, by id, where somebody
    found them before; None: they are looked for here.
    """
    model = model or default_model()
    ground = Ground({telling.id: telling.filed_under for telling in tellings}, judgements)
    by_id = {telling.id: telling for telling in tellings}
    own = own_matter(tellings, matter)
    sides = [make_side(by_id[id], own[id], model.levels) for id in ground.ids]
    stands = tuple(stand_of(side) for side in sides)
    meeting = candidate_pairs(stands) if pairs is None else _positions(pairs, ground)
    ties = _worth_following(meeting, sides, Following(model))
    scores = Scores(dict(enumerate(sides)), ties, model)
    edges = ground.edges(ties)
    pieces = ground.pieces(edges, model.decide)
    parts = sorted(part for piece in pieces for part in parts_of(piece, ground, edges, scores))
    likening = Likening(ground, scores.sides, scores, model, judgements)
    found = _likenesses(parts, edges, likening)
    near = listed(found)
    clusters = tuple(
        make_cluster([sides[at] for at in part], own, near.get(ground.ids[part[0]], ()), model, judgements)
        for part in parts
    )
    return Linked(
        clusters=clusters,
        footings=footings(ground, pieces),
        stands=stands,
        ties=tuple(Tie(ground.ids[i], ground.ids[j], score) for (i, j), score in ties.items()),
        likenesses=found,
    )


def _worth_following(pairs: Iterable[Edge], sides: Sequence[Side], following: Following) -> dict[Edge, int]:
    """Those of the pairs that are alike enough, in their order, with their scores."""
    scored = (((i, j), following.score(sides[i], sides[j])) for i, j in pairs)
    return {pair: score for pair, score in scored if score is not None}


def _positions(pairs: Iterable[tuple[str, str]], ground: Ground) -> Iterator[Edge]:
    for one, other in pairs:
        i, j = sorted((ground.at[one], ground.at[other]))
        yield i, j


class Scores:
    """Scores of pairs, by position: ties are known, the others are worked out when asked for, since most are asked
    for at most once and all of them would not fit."""

    def __init__(self, sides: Mapping[int, Side], ties: Ties, model: LinkModel) -> None:
        self.sides = sides
        self.model = model
        self._ties = ties

    def __call__(self, i: int, j: int) -> int | None:
        """Hundredths of a bit; None where the two contradict each other."""
        pair = (i, j) if i < j else (j, i)
        known = self._ties.get(pair)
        return (
            known if known is not None else score_pair(self.sides[pair[0]], self.sides[pair[1]], self.model)
        )


def parts_of(piece: Sequence[int], ground: Ground, edges: Ties, scores: Scores) -> list[list[int]]:
    """The clusters of a piece, members ascending."""
    chosen = [ground.units[first] for first in piece]
    decide = scores.model.decide
    if len(piece) <= decide.component_tellings:
        return agglomerate(chosen, scores, decide)
    held = set(piece)
    at_top = [edge for edge, score in edges.items() if score >= decide.most and held.issuperset(edge)]
    return unite_in_order(chosen, at_top)


def footings(ground: Ground, pieces: Iterable[Sequence[int]]) -> dict[str, Footing]:
    """The footing of each telling of these pieces."""
    found: dict[str, Footing] = {}
    for piece in pieces:
        members = sorted(ground.members(piece))
        found |= {ground.ids[at]: Footing(ground.ids[members[0]], ground.filed[at]) for at in members}
    return found


def make_cluster(
    sides: Sequence[Side],
    matter: Mapping[str, Matter],
    near: tuple[Near, ...],
    model: LinkModel,
    judgements: Judgements,
) -> Cluster:
    """The cluster of these sides, in order of id."""
    filed = next((side.telling.filed_under for side in sides if side.telling.filed_under is not None), None)
    found = origins([side.telling for side in sides], matter)
    return Cluster(
        tellings=tuple(side.id for side in sides),
        filed_under=filed,
        links=links_of(sides, model, judgements),
        origins=found.groups,
        origins_low=found.low,
        origins_high=found.high,
        near=near,
    )


def _likenesses(parts: Sequence[Sequence[int]], edges: Ties, likening: Likening) -> tuple[Likeness, ...]:
    by_first = {part[0]: part for part in parts}
    found = (
        likening.likeness(by_first[one], by_first[other], edge)
        for (one, other), edge in best_edges(parts, edges).items()
    )
    return tuple(each for each in found if each is not None)
