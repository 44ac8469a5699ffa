"""Edges in, components of bounded size out: which units may influence each other at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int]

BAR_STEP = 100
"""One bit: by so much the bar rises until the pieces of an oversized component fit."""


class Groups:
    """Disjoint groups of whole numbers; a group is called by its smallest member (union-find with path
    halving)."""

    def __init__(self, members: Iterable[int]) -> None:
        self._parent = {member: member for member in members}

    def find(self, member: int) -> int:
        """The smallest member of the group that `member` is in."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def unite(self, left: int, right: int) -> None:
        """Makes one group of the two."""
        first, second = sorted((self.find(left), self.find(right)))
        self._parent[second] = first

    def all(self) -> list[list[int]]:
        """Every group, its members ascending, the groups by their smallest member."""
        groups: dict[int, list[int]] = defaultdict(list)
        for member in sorted(self._parent):
            groups[self.find(member)].append(member)
        return [groups[first] for first in sorted(groups)]


def components(
    members: Sequence[int], edges: Mapping[Edge, int], *, bar: int, top: int, fits: int
) -> list[list[int]]:
    """The components that edges of `bar` or more make of `members`, none larger than `fits` unless held
    together by edges at `top`.

    An oversized component is cut by raising the bar, a bit at a time, for that component alone: its weakest
    links give way first, and these are the ones that are far in time and distance.
    """
    groups = Groups(members)
    for (left, right), score in edges.items():
        if score >= bar:
            groups.unite(left, right)
    pieces: list[list[int]] = []
    for group in groups.all():
        if len(group) <= fits or bar >= top:
            pieces.append(group)
        else:
            pieces += components(
                group, _inside(group, edges), bar=min(top, bar + BAR_STEP), top=top, fits=fits
            )
    return pieces


def _inside(group: Sequence[int], edges: Mapping[Edge, int]) -> dict[Edge, int]:
    held = set(group)
    return {edge: score for edge, score in edges.items() if edge[0] in held}
