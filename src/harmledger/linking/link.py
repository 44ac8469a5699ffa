"""Tellings with their claims and reports' facts in, clusters out: which tellings are of one incident, and
why.

Way: tellings → sides → units (one filing, or held together by a person) → pairs that meet in a block → whole-
number scores → components → average link under bounds. Nothing here is estimated from the tellings at hand,
and every tie breaks by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from harmledger.linking.blocking import candidate_pairs
from harmledger.linking.bounds import apart_by_id, bounds_of, decided_apart, joined
from harmledger.linking.cluster import Unit, agglomerate, together, unite_in_order
from harmledger.linking.components import Edge, Groups, components
from harmledger.linking.judgements import NO_JUDGEMENTS, Judgements
from harmledger.linking.model import LinkModel, default_model
from harmledger.linking.near import Near, near_parts
from harmledger.linking.origins import origins
from harmledger.linking.parts import own_matter
from harmledger.linking.score import score_pair
from harmledger.linking.sides import Matter, make_side
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
    component: str = ""
    """The smallest telling of its component: tellings of different components have no say in each other's clusters."""


def link(
    tellings: Sequence[Telling],
    matter: Mapping[str, Matter],
    model: LinkModel | None = None,
    judgements: Judgements = NO_JUDGEMENTS,
    *,
    beside: Sequence[Telling] = (),
    pairs: Iterable[tuple[str, str]] | None = None,
) -> tuple[Cluster, ...]:
    """Every telling in exactly one cluster, clusters in order of their smallest telling id.

    `matter` holds an entry for each telling's id, those of `beside` too. The same tellings, in any order, give the
    same clusters. Tellings `beside` are linked to nothing: they are there where `linking.touched` links a part of a
    record anew, since in a crowd it matters who else stands there. `pairs`: those worth comparing, by id, where
    somebody found them before; None: they are looked for here.
    """
    return _Linking(tellings, beside, matter, model or default_model(), judgements).clusters(pairs)


class _Linking:
    """One run: the sides in order of id, and the scores of the pairs looked at so far."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        beside: Sequence[Telling],
        matter: Mapping[str, Matter],
        model: LinkModel,
        judgements: Judgements,
    ) -> None:
        ordered = sorted((*tellings, *beside), key=lambda telling: telling.id)
        apart = {telling.id for telling in beside}
        self._own = [at for at, telling in enumerate(ordered) if telling.id not in apart]
        self._matter = own_matter(ordered, matter)
        self._sides = [make_side(telling, self._matter[telling.id], model.levels) for telling in ordered]
        self._model = model
        self._judgements = judgements
        self._scores: dict[Edge, int | None] = {}

    def clusters(self, given: Iterable[tuple[str, str]] | None) -> tuple[Cluster, ...]:
        """The partition, each cluster with its links."""
        units = self._units()
        edges = self._edges(units, candidate_pairs(self._sides) if given is None else self._positions(given))
        parts: list[list[int]] = []
        decide = self._model.decide
        for piece in components(
            sorted(units), edges, bar=decide.follow_at, top=decide.most, fits=decide.component_tellings
        ):
            parts += self._split(piece, units, edges)
        parts.sort()
        near = near_parts(parts, edges, self._sides, self._score, self._model, self._judgements)
        first = self._first_of_component(units, edges)
        return tuple(self._cluster(part, near.get(part[0], ()), first[part[0]]) for part in parts)

    def _first_of_component(self, units: Mapping[int, Unit], edges: Mapping[Edge, int]) -> dict[int, int]:
        """For each telling, by position, the first of its component before any cut."""
        groups = Groups(self._own)
        for unit in units.values():
            for member in unit.members:
                groups.unite(unit.first, member)
        for left, right in edges:
            groups.unite(left, right)
        return {at: groups.find(at) for at in self._own}

    def _units(self) -> dict[int, Unit]:
        """Tellings of one filing together, then those that a person linked, by their smallest position."""
        groups = Groups(self._own)
        filed: dict[str, int] = {}
        for at in self._own:
            side = self._sides[at]
            if side.telling.filed_under is not None:
                groups.unite(filed.setdefault(side.telling.filed_under, at), at)
        apart = apart_by_id(self._judgements)
        held = {group[0]: self._unit(group, apart) for group in groups.all()}
        for left, right in self._judged_same():
            one, other = sorted((groups.find(left), groups.find(right)))
            if one != other and not decided_apart(held[one].bounds, held[other].bounds):
                groups.unite(one, other)
                held[one] = together(held[one], held.pop(other))
        return held

    def _unit(self, group: list[int], apart: Mapping[str, set[str]]) -> Unit:
        bounds = [bounds_of(self._sides[at], apart.get(self._sides[at].id, ())) for at in group]
        whole = bounds[0]
        for more in bounds[1:]:
            whole = joined(whole, more)
        return Unit(group, whole)

    def _judged_same(self) -> list[Edge]:
        at = {self._sides[n].id: n for n in self._own}
        known = [(at[a], at[b]) for a, b in self._judgements.same if a in at and b in at]
        return sorted((min(pair), max(pair)) for pair in known)

    def _positions(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Edge]:
        at = {side.id: n for n, side in enumerate(self._sides)}
        return ((at[one], at[other]) for one, other in pairs)

    def _edges(self, units: Mapping[int, Unit], pairs: Iterable[Edge]) -> dict[Edge, int]:
        """The best score of any of these pairs of tellings between two units, where it is worth following."""
        unit_of = {member: first for first, unit in units.items() for member in unit.members}
        best: dict[Edge, int] = {}
        for i, j in pairs:
            if i not in unit_of or j not in unit_of:
                continue
            one, other = sorted((unit_of[i], unit_of[j]))
            if one == other or decided_apart(units[one].bounds, units[other].bounds):
                continue
            score = self._score(i, j)
            if score is not None and score >= self._model.decide.follow_at:
                best[one, other] = max(score, best.get((one, other), score))
        return best

    def _score(self, i: int, j: int) -> int | None:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._scores:
            self._scores[pair] = score_pair(self._sides[pair[0]], self._sides[pair[1]], self._model)
        return self._scores[pair]

    def _split(
        self, piece: list[int], units: Mapping[int, Unit], edges: Mapping[Edge, int]
    ) -> list[list[int]]:
        chosen = [units[first] for first in piece]
        decide = self._model.decide
        if len(piece) <= decide.component_tellings:
            return agglomerate(chosen, self._score, decide)
        held = set(piece)
        at_top = [
            edge
            for edge, score in edges.items()
            if score >= decide.most and edge[0] in held and edge[1] in held
        ]
        return unite_in_order(chosen, at_top)

    def _cluster(self, part: list[int], near: tuple[Near, ...], first: int) -> Cluster:
        sides = [self._sides[at] for at in part]
        filed = next(
            (side.telling.filed_under for side in sides if side.telling.filed_under is not None), None
        )
        found = origins([side.telling for side in sides], self._matter)
        return Cluster(
            tellings=tuple(side.id for side in sides),
            filed_under=filed,
            links=links_of(sides, self._model, self._judgements),
            origins=found.groups,
            origins_low=found.low,
            origins_high=found.high,
            near=near,
            component=self._sides[first].id,
        )
