"""The components that a change reaches, as they were, and the change of their ties in; what they are now, and what
of it is new, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from harmledger.linking.components import Edge
from harmledger.linking.crowd import IdPair
from harmledger.linking.ground import Ground
from harmledger.linking.held import Held, Place
from harmledger.linking.judgements import Judgements
from harmledger.linking.near import best_edges
from harmledger.linking.retied import Retied

Part = list[int]
"""The tellings of a cluster, by position, ascending."""


class Region:
    """Whole components; `changing` are the tellings that come, leave or are judged otherwise.

    Tellings are called by their position in order of id, clusters by their first telling.
    """

    def __init__(
        self,
        was: Mapping[str, Place],
        filed: Mapping[str, str | None],
        changing: frozenset[str],
        change: Retied,
        held: Held,
        judgements: Judgements,
    ) -> None:
        self.ground = Ground(filed, judgements)
        there = {
            (tie.left, tie.right): tie for tie in held.ties(filed) if tie.left in filed and tie.right in filed
        }
        now = {pair: tie for pair, tie in there.items() if pair not in change.left}
        now |= change.come
        self.ties: dict[Edge, int] = {self._at(pair): tie.score for pair, tie in now.items()}
        self.edges = self.ground.edges(self.ties)
        self.judgements = judgements
        self._was = was
        self._changing = changing
        self._cluster_sizes = Counter(place.cluster for place in was.values())
        self._changed = [
            self._at(pair)
            for pair in change.left.keys() | change.come.keys()
            if change.left.get(pair) != change.come.get(pair) and self._is_here(pair)
        ]

    def is_as_it_was(self, piece: Collection[int], pieces_before: Collection[frozenset[str]]) -> bool:
        """Whether these tellings were a piece before, and no tie between them has changed."""
        if frozenset(self.ids(piece)) not in pieces_before:
            return False
        return not any(i in piece and j in piece for i, j in self._changed)

    def pieces_before(self) -> set[frozenset[str]]:
        """The pieces that nobody left and nobody changed in."""
        pieces: dict[str, set[str]] = defaultdict(set)
        for id, place in self._was.items():
            pieces[place.footing.piece].add(id)
        return {frozenset(ids) for ids in pieces.values() if self._changing.isdisjoint(ids)}

    def parts_before(self, members: Iterable[int]) -> list[Part]:
        """The clusters of a piece that is as it was."""
        parts: dict[str, list[int]] = defaultdict(list)
        for at in sorted(members):
            parts[self._was[self.ground.ids[at]].cluster].append(at)
        return list(parts.values())

    def is_cluster_of_before(self, part: Part) -> bool:
        """Whether exactly these were a cluster, and none of them changed."""
        ids = self.ids(part)
        if not self._changing.isdisjoint(ids):
            return False
        clusters = {self._was[id].cluster for id in ids}
        return len(clusters) == 1 and self._cluster_sizes[min(clusters)] == len(ids)

    def firsts_before(self) -> list[str]:
        """The first telling of each cluster that was here."""
        first: dict[str, str] = {}
        for id, place in self._was.items():
            first[place.cluster] = min(id, first.get(place.cluster, id))
        return sorted(first.values())

    def to_compare(self, parts: Sequence[Part], fresh: frozenset[int]) -> dict[Edge, Edge]:
        """Of clusters by their first position, each two that have an edge between them, with the best one, where one
        of them is fresh or a tie between them has changed."""
        between = self.between_changed(parts)
        return {
            pair: edge
            for pair, edge in best_edges(parts, self.edges).items()
            if pair in between or not fresh.isdisjoint(pair)
        }

    def between_changed(self, parts: Sequence[Part]) -> set[Edge]:
        """Each two clusters between which a tie has changed."""
        part_of = {at: part[0] for part in parts for at in part}
        pairs = {tuple(sorted((part_of[i], part_of[j]))) for i, j in self._changed}
        return {(one, other) for one, other in pairs if one != other}

    def ids(self, positions: Iterable[int]) -> list[str]:
        """The tellings at these positions."""
        return [self.ground.ids[at] for at in positions]

    def _at(self, pair: IdPair) -> Edge:
        return self.ground.at[pair[0]], self.ground.at[pair[1]]

    def _is_here(self, pair: IdPair) -> bool:
        """Whether both are still in the record: of the ties of one who left none is left to look at."""
        return pair[0] in self.ground.at and pair[1] in self.ground.at
