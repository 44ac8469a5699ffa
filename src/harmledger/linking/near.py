"""Clusters and the ties between them in, which of them may be one event after all out: for a person to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from harmledger.linking.bounds import apart_by_id
from harmledger.linking.components import Edge
from harmledger.linking.ground import Ground
from harmledger.linking.judgements import Judgements
from harmledger.linking.model import LinkModel
from harmledger.linking.score import explain_pair
from harmledger.linking.sides import Side
from harmledger.records.reason import Reason

KEPT = 5
"""For one cluster: a person reads no longer list, and totals gain nothing from it."""
AVERAGED_OVER = 20
"""Tellings of a cluster that the average looks at, by smallest id: more would cost the square of them."""
_NO_JUDGED: frozenset[str] = frozenset()


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """Two clusters that may be of one event, each called by its first telling, the smaller id first."""

    one: str
    other: str
    score: int
    """Average of the pairs between the two, in hundredths of a bit."""
    reasons: tuple[Reason, ...]
    """Of the tie that is the heaviest."""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Another cluster that may be of the same event."""

    telling: str
    """A telling of that cluster."""
    score: int
    """Average of the pairs between the two clusters, in hundredths of a bit."""
    reasons: tuple[Reason, ...]
    """Of the pair most alike."""


Part = Sequence[int]
"""The tellings of a cluster, by position, ascending."""


def best_edges(parts: Iterable[Part], edges: Mapping[Edge, int]) -> dict[Edge, Edge]:
    """For each two clusters, called by their firsts, with an edge between them, the heaviest one; of equal ones the
    first."""
    part_of = {at: part[0] for part in parts for at in part}
    best: dict[Edge, tuple[int, Edge]] = {}
    for edge, weight in sorted(edges.items()):
        one, other = sorted((part_of[edge[0]], part_of[edge[1]]))
        if one != other and ((one, other) not in best or best[one, other][0] < weight):
            best[one, other] = weight, edge
    return {pair: edge for pair, (_, edge) in sorted(best.items())}


class Likening:
    """How alike clusters are, with what that takes."""

    def __init__(
        self,
        ground: Ground,
        sides: Mapping[int, Side],
        score: Callable[[int, int], int | None],
        model: LinkModel,
        judgements: Judgements,
    ) -> None:
        self._ground = ground
        self._sides = sides
        self._score = score
        self._model = model
        self._apart = apart_by_id(judgements)

    def likeness(self, one: Part, other: Part, edge: Edge) -> Likeness | None:
        """Of two clusters, from `suggest_at` up. A pair that people decided, by filing or by "not the same", is not
        asked about again."""
        if self._is_decided(one, other):
            return None
        average = average_of(one, other, self._score)
        if average is None or average < self._model.decide.suggest_at:
            return None
        left, right = (self._sides[at] for at in edge)
        return Likeness(
            one=self._ground.ids[one[0]],
            other=self._ground.ids[other[0]],
            score=average,
            reasons=explain_pair(left, right, self._model).reasons,
        )

    def _is_decided(self, one: Part, other: Part) -> bool:
        filed = {self._ground.filed[at] for at in (*one, *other)} - {None}
        theirs = {self._ground.ids[at] for at in other}
        return len(filed) > 1 or any(self._apart.get(self._ground.ids[at], _NO_JUDGED) & theirs for at in one)


def average_of(one: Part, other: Part, score: Callable[[int, int], int | None]) -> int | None:
    """Of the pairs between two clusters, in hundredths of a bit, rounded down; None where any of them contradicts."""
    total = pairs = 0
    for i in one[:AVERAGED_OVER]:
        for j in other[:AVERAGED_OVER]:
            scored = score(i, j)
            if scored is None:
                return None
            total, pairs = total + scored, pairs + 1
    return total // pairs


def listed(likenesses: Iterable[Likeness]) -> dict[str, tuple[Near, ...]]:
    """What is shown with each cluster, by its first telling: symmetric, likeliest first, at most KEPT."""
    near: dict[str, list[Near]] = defaultdict(list)
    for each in few_of_each(sorted(likenesses, key=lambda each: (-each.score, each.one, each.other))):
        for mine, theirs in ((each.one, each.other), (each.other, each.one)):
            near[mine].append(Near(telling=theirs, score=each.score, reasons=each.reasons))
    return {first: tuple(nears) for first, nears in near.items()}


def few_of_each(in_order: Iterable[Likeness]) -> Iterator[Likeness]:
    """Of likenesses, the likeliest first and equal ones in order of ids, those that are kept: until a cluster has
    as many as that."""
    taken = Counter[str]()
    for each in in_order:
        if taken[each.one] < KEPT and taken[each.other] < KEPT:
            taken.update((each.one, each.other))
            yield each
