"""Clusters and the scores between them in, which of them may be one event after all out: for a person to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from harmledger.linking.bounds import apart_by_id
from harmledger.linking.components import Edge
from harmledger.linking.judgements import Judgements
from harmledger.linking.model import LinkModel
from harmledger.linking.score import explain_pair
from harmledger.linking.sides import Side
from harmledger.records.reason import Reason

KEPT = 5
"""For one cluster: a person reads no longer list, and totals gain nothing from it."""
_AVERAGED_OVER = 20
"""Tellings of a cluster that the average looks at, by smallest id: more would cost the square of them."""
_NO_JUDGED: frozenset[str] = frozenset()


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Another cluster that may be of the same event."""

    telling: str
    """A telling of that cluster."""
    score: int
    """Average of the pairs between the two clusters, in hundredths of a bit."""
    reasons: tuple[Reason, ...]
    """Of the pair most alike."""


def near_parts(
    parts: Sequence[Sequence[int]],
    edges: Mapping[Edge, int],
    sides: Sequence[Side],
    score: Callable[[int, int], int | None],
    model: LinkModel,
    judgements: Judgements,
) -> dict[int, tuple[Near, ...]]:
    """For each cluster, called by its first position, those from `suggest_at` up; symmetric, likeliest first.

    A pair that people decided, by filing or by "not the same", is not asked about again.
    """
    pairs = _best_edges(parts, edges)
    apart = apart_by_id(judgements)
    found: list[tuple[int, Edge, Edge]] = []
    for (one, other), edge in pairs.items():
        if _decided([sides[at] for at in parts[one]], [sides[at] for at in parts[other]], apart):
            continue
        average = _average(parts[one], parts[other], score)
        if average is not None and average >= model.decide.suggest_at:
            found.append((-average, (one, other), edge))
    near: dict[int, list[Near]] = defaultdict(list)
    for minus_average, (one, other), (left, right) in _few_of_each(sorted(found)):
        reasons = explain_pair(sides[left], sides[right], model).reasons
        for mine, theirs in ((one, other), (other, one)):
            telling = sides[parts[theirs][0]].id
            near[parts[mine][0]].append(Near(telling=telling, score=-minus_average, reasons=reasons))
    return {first: tuple(listed) for first, listed in near.items()}


def _best_edges(parts: Sequence[Sequence[int]], edges: Mapping[Edge, int]) -> dict[Edge, Edge]:
    """For each two clusters with an edge between them, the heaviest one; of equal ones the first."""
    part_of = {at: n for n, part in enumerate(parts) for at in part}
    best: dict[Edge, tuple[int, Edge]] = {}
    for edge, weight in sorted(edges.items()):
        one, other = sorted((part_of[edge[0]], part_of[edge[1]]))
        if one != other and ((one, other) not in best or best[one, other][0] < weight):
            best[one, other] = weight, edge
    return {pair: edge for pair, (_, edge) in sorted(best.items())}


def _few_of_each(found: Sequence[tuple[int, Edge, Edge]]) -> Iterator[tuple[int, Edge, Edge]]:
    """The likeliest first, until a cluster has as many as are kept."""
    taken = Counter[int]()
    for entry in found:
        pair = entry[1]
        if all(taken[part] < KEPT for part in pair):
            taken.update(pair)
            yield entry


def _average(one: Sequence[int], other: Sequence[int], score: Callable[[int, int], int | None]) -> int | None:
    """In whole hundredths of a bit, rounded down; None where any pair contradicts."""
    total = pairs = 0
    for i in one[:_AVERAGED_OVER]:
        for j in other[:_AVERAGED_OVER]:
            scored = score(i, j)
            if scored is None:
                return None
            total, pairs = total + scored, pairs + 1
    return total // pairs


def _decided(one: Sequence[Side], other: Sequence[Side], apart: Mapping[str, set[str]]) -> bool:
    filed = {side.telling.filed_under for side in (*one, *other)} - {None}
    theirs = {side.id for side in other}
    return len(filed) > 1 or any(apart.get(side.id, _NO_JUDGED) & theirs for side in one)
