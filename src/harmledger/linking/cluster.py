"""A component of units with the scores between them in, its clusters out: average link under bounds, ties by
id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

from harmledger.linking.bounds import Bounds, decided_apart, joined
from harmledger.linking.components import Edge, Groups
from harmledger.linking.model import Decide

Score = Callable[[int, int], int | None]
"""Of two tellings by position; None where they contradict each other, so that no cluster may hold both."""


class Unit:
    """Tellings that stand or fall together: called by `first`, the position of the smallest telling id in
    it."""

    def __init__(self, members: Sequence[int], bounds: Bounds) -> None:
        self.members = list(members)
        self.bounds = bounds

    @property
    def first(self) -> int:
        """The smallest position in it."""
        return self.members[0]


def agglomerate(units: Sequence[Unit], score: Score, decide: Decide) -> list[list[int]]:
    """Joins the two clusters with the best average score, again and again, while it is at least `link_at` and
    bounds allow.

    `score(i, j)` is of two tellings by position. Averages are whole hundredths of a bit, rounded down; of
    equal ones the pair with the smaller ids goes first: any order of `units` gives the same clusters.
    """
    return _Agglomeration(units, score, decide).run()


class _Agglomeration:
    """Sums of scores between live clusters, and a heap of the joins still possible."""

    def __init__(self, units: Sequence[Unit], score: Score, decide: Decide) -> None:
        self._decide = decide
        self._live = {unit.first: unit for unit in units}
        self._sums: dict[int, dict[int, int]] = {first: {} for first in self._live}
        ordered = sorted(self._live)
        for nth, left in enumerate(ordered):
            for right in ordered[nth + 1 :]:
                total = _sum(score, self._live[left], self._live[right])
                if total is not None:
                    self._set(left, right, total)
        self._heap = [
            self._entry(left, right) for left in ordered for right in self._sums[left] if left < right
        ]
        heapify(self._heap)

    def run(self) -> list[list[int]]:
        """The clusters, members ascending, in order of their first."""
        while self._heap:
            minus_average, left, right = heappop(self._heap)
            if -minus_average < self._decide.link_at:
                break
            if self._is_present(minus_average, left, right):
                self._join(left, right)
        return [sorted(self._live[first].members) for first in sorted(self._live)]

    def _is_present(self, minus_average: int, left: int, right: int) -> bool:
        """Whether a popped entry still describes two live clusters: each join leaves older entries behind."""
        return right in self._sums.get(left, {}) and self._entry(left, right)[0] == minus_average

    def _join(self, left: int, right: int) -> None:
        self._live[left] = together(self._live[left], self._live.pop(right))
        to_right = self._sums.pop(right)
        for third in (set(self._sums[left]) | set(to_right)) - {left, right}:
            self._rejoin(left, right, third, to_right.get(third))
        self._sums[left].pop(right)

    def _rejoin(self, left: int, right: int, third: int, to_right: int | None) -> None:
        """The score between the joined cluster and a third; none where either part could not join it: bounds
        only narrow."""
        to_left = self._sums[left].pop(third, None)
        self._sums[third].pop(left, None)
        self._sums[third].pop(right, None)
        if to_left is None or to_right is None:
            return
        if not decided_apart(self._live[left].bounds, self._live[third].bounds):
            self._set(left, third, to_left + to_right)
            heappush(self._heap, self._entry(min(left, third), max(left, third)))

    def _set(self, left: int, right: int, total: int) -> None:
        self._sums[left][right] = self._sums[right][left] = total

    def _entry(self, left: int, right: int) -> tuple[int, int, int]:
        pairs = len(self._live[left].members) * len(self._live[right].members)
        return -(self._sums[left][right] // pairs), left, right


def unite_in_order(units: Sequence[Unit], edges: Sequence[Edge]) -> list[list[int]]:
    """Joins along `edges` in order of ids, under bounds: for a component too large to compare throughout.

    All its edges stand at the top of the scale, such as hundreds of copies of one text.
    """
    groups = Groups(unit.first for unit in units)
    held = {unit.first: unit for unit in units}
    for left, right in sorted(edges):
        one, other = sorted((groups.find(left), groups.find(right)))
        if one != other and not decided_apart(held[one].bounds, held[other].bounds):
            groups.unite(one, other)
            held[one] = together(held[one], held.pop(other))
    return [held[first].members for first in sorted(held)]


def together(one: Unit, other: Unit) -> Unit:
    """One unit of the two."""
    return Unit(sorted(one.members + other.members), joined(one.bounds, other.bounds))


def _sum(score: Score, left: Unit, right: Unit) -> int | None:
    """The sum over all pairs of the two; None where any of them contradicts, or where people decided them
    apart."""
    if decided_apart(left.bounds, right.bounds):
        return None
    total = 0
    for i in left.members:
        for j in right.members:
            scored = score(i, j)
            if scored is None:
                return None
            total += scored
    return total
