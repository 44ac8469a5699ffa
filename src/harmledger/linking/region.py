"""What a change of a record reaches in; which clusters were there, and which are to be compared again, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from harmledger.linking.components import Edge
from harmledger.linking.crowd import IdPair
from harmledger.linking.near import best_edges
from harmledger.linking.reach import Reached

Part = list[int]
"""The tellings of a cluster, by position, ascending."""


class Region:
    """Pieces that change, and those around them. Tellings are called by their position in order of id, clusters by
    their first telling. `changing`: tellings that come, leave or are judged otherwise."""

    def __init__(self, reached: Reached, changing: frozenset[str]) -> None:
        self.ground, self.ties, self.judgements = reached.ground, reached.ties, reached.judgements
        self.edges = self.ground.edges(reached.ties)
        self.pieces = reached.pieces
        self._was, self._changed = reached.was, reached.changed
        self._changing = changing
        self._cluster_sizes = Counter(place.cluster for place in reached.was.values())

    def parts_around(self) -> list[Part]:
        """The clusters of the pieces that are as they were."""
        changed = {at for piece in self.pieces for at in self.ground.members(piece)}
        parts: dict[str, list[int]] = defaultdict(list)
        for at, id in enumerate(self.ground.ids):
            if at not in changed:
                parts[self._was[id].cluster].append(at)
        return list(parts.values())

    def is_cluster_of_before(self, part: Part) -> bool:
        """Whether exactly these were a cluster, and none of them changed."""
        ids = self.ids(part)
        if not self._changing.isdisjoint(ids):
            return False
        clusters = {self._was[id].cluster for id in ids}
        return len(clusters) == 1 and self._cluster_sizes[min(clusters)] == len(ids)

    def firsts_before(self) -> set[str]:
        """The first telling of each cluster that was here."""
        first: dict[str, str] = {}
        for id, place in self._was.items():
            first[place.cluster] = min(id, first.get(place.cluster, id))
        return set(first.values())

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

    def names(self, pair: Edge) -> IdPair:
        """Two clusters by the ids of their firsts."""
        return self.ground.ids[pair[0]], self.ground.ids[pair[1]]
