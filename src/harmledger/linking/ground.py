"""Tellings by id with their filings, and what people decided, in; units, and the pieces that ties make of them, out.

A unit is tellings of one filing, or held together by a person. Nothing here looks at what a telling says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harmledger.linking.bounds import Bounds, apart_by_id, bounds_of, decided_apart, joined
from harmledger.linking.cluster import Unit, together
from harmledger.linking.components import Edge, Groups, components
from harmledger.linking.judgements import Judgements
from harmledger.linking.model import Decide

Ties = Mapping[Edge, int]
"""Scores of pairs of tellings that meet, where they are worth following, by position."""


class Ground:
    """Some tellings, each called by its position in order of id, in units called by their first."""

    def __init__(self, filed: Mapping[str, str | None], judgements: Judgements) -> None:
        self.ids: Sequence[str] = sorted(filed)
        self.at = {id: nth for nth, id in enumerate(self.ids)}
        self.filed = [filed[id] for id in self.ids]
        self.units = self._units(judgements)
        self.unit_of = {member: first for first, unit in self.units.items() for member in unit.members}
        """For each telling the first of its unit."""

    def _is_open(self, i: int, j: int) -> bool:
        """Whether two tellings are of different units, and nobody decided these apart."""
        one, other = self.unit_of[i], self.unit_of[j]
        return one != other and not decided_apart(self.units[one].bounds, self.units[other].bounds)

    def edges(self, ties: Ties) -> dict[Edge, int]:
        """The best tie between each two units that nobody decided apart."""
        best: dict[Edge, int] = {}
        for (i, j), score in ties.items():
            if not self._is_open(i, j):
                continue
            one, other = sorted((self.unit_of[i], self.unit_of[j]))
            best[one, other] = max(score, best.get((one, other), score))
        return best

    def pieces(self, edges: Ties, decide: Decide) -> list[list[int]]:
        """The units of each component, cut where it is oversized, by their firsts."""

        def ties(bar: int) -> Iterator[Edge]:
            return (edge for edge, score in edges.items() if score >= bar)

        return components(
            self.units, ties, bar=decide.follow_at, top=decide.most, fits=decide.component_tellings
        )

    def members(self, piece: Sequence[int]) -> Iterator[int]:
        """The tellings of these units."""
        return (member for first in piece for member in self.units[first].members)

    def _units(self, judgements: Judgements) -> dict[int, Unit]:
        """Tellings of one filing together, then those that a person linked."""
        groups = Groups(range(len(self.ids)))
        first_filed: dict[str, int] = {}
        for at, key in enumerate(self.filed):
            if key is not None:
                groups.unite(first_filed.setdefault(key, at), at)
        apart = apart_by_id(judgements)
        held = {group[0]: self._unit(group, apart) for group in groups.all()}
        for left, right in self._judged_same(judgements):
            one, other = sorted((groups.find(left), groups.find(right)))
            if one != other and not decided_apart(held[one].bounds, held[other].bounds):
                groups.unite(one, other)
                held[one] = together(held[one], held.pop(other))
        return held

    def _unit(self, group: Sequence[int], apart: Mapping[str, set[str]]) -> Unit:
        whole: Bounds | None = None
        for at in group:
            own = bounds_of(self.ids[at], self.filed[at], apart.get(self.ids[at], ()))
            whole = own if whole is None else joined(whole, own)
        if whole is None:
            raise ValueError("a unit holds at least one telling")
        return Unit(group, whole)

    def _judged_same(self, judgements: Judgements) -> list[Edge]:
        known = [(self.at[a], self.at[b]) for a, b in judgements.same if a in self.at and b in self.at]
        return sorted((min(pair), max(pair)) for pair in known)
