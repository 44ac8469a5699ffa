"""The sides of one cluster in, its links with scores and reasons out: by what each telling hangs on the
others."""

from __future__ import annotations

from collections.abc import Sequence

from harmledger.linking.judgements import Judgements
from harmledger.linking.model import LinkModel
from harmledger.linking.score import explain_pair, score_pair
from harmledger.linking.sides import Side
from harmledger.records.incident import Link
from harmledger.records.reason import Reason

SCORED_AT_MOST = 200
"""In a larger cluster each telling is linked to the first one only: all pairs would cost the square."""


def links_of(sides: Sequence[Side], model: LinkModel, judgements: Judgements) -> tuple[Link, ...]:
    """One link for each telling but the first: decided ones (same filing, linked by a person) before scored
    ones.

    Together they hold the cluster together: a spanning tree of the best links (Prim), ties by id.
    """
    waiting = list(range(1, len(sides)))
    links: list[Link] = []
    best = {at: (_strength(sides[0], sides[at], model, judgements), 0) for at in waiting}
    while waiting:
        at = max(waiting, key=lambda n: (best[n][0], -n))
        links.append(_link(sides[best[at][1]], sides[at], model, judgements))
        waiting.remove(at)
        for other in waiting if len(sides) <= SCORED_AT_MOST else ():
            best[other] = max(
                best[other], (_strength(sides[at], sides[other], model, judgements), at), key=lambda b: b[0]
            )
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def _strength(left: Side, right: Side, model: LinkModel, judgements: Judgements) -> tuple[int, int]:
    if _decided(left, right, judgements):
        return 1, 0
    score = score_pair(left, right, model)
    return 0, model.decide.least - 1 if score is None else score


def _link(left: Side, right: Side, model: LinkModel, judgements: Judgements) -> Link:
    found = explain_pair(left, right, model)
    decided = _decided(left, right, judgements)
    if decided is None:
        return found
    return Link(left=found.left, right=found.right, score=found.score, reasons=(decided, *found.reasons))


def _decided(left: Side, right: Side, judgements: Judgements) -> Reason | None:
    filed = left.telling.filed_under
    if filed is not None and filed == right.telling.filed_under:
        return Reason(code="link.filed_together", params={"key": filed})
    if (left.id, right.id) in judgements.same or (right.id, left.id) in judgements.same:
        return Reason(code="link.by_person")
    return None
