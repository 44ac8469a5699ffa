"""Edges in, components of bounded size out: which units may influence each other at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from typing import NamedTuple

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
    members: Iterable[int], ties: Callable[[int], Iterable[Edge]], *, bar: int, top: int, fits: int
) -> list[list[int]]:
    """The components that ties of `bar` or more make of `members`, none larger than `fits` unless held together by
    ties at `top`. `ties` gives those of at least so much, between any members, and is asked again and again.

    An oversized component is cut by raising the bar, a bit at a time, for that component alone: its weakest
    links give way first, and these are the ones that are far in time and distance.
    """
    pieces: list[list[int]] = []
    whole = set(members)
    while whole:
        groups = Groups(whole)
        for left, right in ties(bar):
            if left in whole and right in whole:
                groups.unite(left, right)
        found = groups.all()
        pieces += (group for group in found if len(group) <= fits or bar >= top)
        whole = {member for group in found if len(group) > fits and bar < top for member in group}
        bar = min(top, bar + BAR_STEP)
    return pieces


class Around(NamedTuple):
    """What is known of the pieces of some members."""

    pieces: list[list[int]]
    """Those that are known for certain."""
    doubtful: list[tuple[list[int], int]]
    """Members that may hold together with more, and the score from which edges that lead elsewhere do that."""


def components_around(
    wanted: Set[int],
    edges: Mapping[Edge, int],
    beyond: Mapping[int, int],
    *,
    bar: int,
    top: int,
    fits: int,
) -> Around:
    """Those of `components` that hold any of `wanted`, as far as edges are known: `beyond` has, for members of which
    edges lead to unknown members, the best score of these.

    At each bar it is enough to see that more than `fits` hold together, or that nothing leads elsewhere.
    """
    found, strong, whole = Around([], []), dict(edges), set(wanted)
    whole.update(member for edge in edges for member in edge)
    while whole:
        strong = {edge: score for edge, score in strong.items() if score >= bar and whole.issuperset(edge)}
        groups = Groups(whole)
        for left, right in strong:
            groups.unite(left, right)
        whole = set()
        for group in groups.all():
            if wanted.isdisjoint(group):
                continue
            if len(group) > fits and bar < top:
                whole.update(group)
            elif any(member in beyond and beyond[member] >= bar for member in group):
                found.doubtful.append((group, bar))
            else:
                found.pieces.append(group)
        bar = min(top, bar + BAR_STEP)
    return found
