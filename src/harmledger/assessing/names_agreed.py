"""An incident's claims in; how many victims its reports agree on, beyond whom another name is another spelling, out.

Two origins that count the same dead, and name no more of them than they count, name the same people: a further name is
one of them as somebody else spells it, or a victim of another event that a page tells of besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from harmledger.assessing.matter import Told
from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.statements import counts_one
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Outcome


def agreed_number(told: Iterable[Told], outcome: Outcome) -> int | None:
    """The number of people that two origins count and none exceeds; null where no two agree."""
    by_origin: dict[int, int] = {}
    for one in told:
        for number in _numbers(one.claim, outcome):
            by_origin[one.origin] = max(number, by_origin.get(one.origin, 0))
    origins: dict[int, set[int]] = defaultdict(set)
    for origin, number in by_origin.items():
        origins[number].add(origin)
    most = max(origins, default=None)
    return most if most is not None and len(origins[most]) >= SEVERAL else None


def _numbers(claim: Claim, outcome: Outcome) -> Iterator[int]:
    """The numbers above zero of people who are no part of others, their sum where several stand side by side; of a
    person whom nobody counts, where the claim names nobody."""
    if claim.extent != "incident":
        return
    counted = [f for f in claim.figures if f.outcome == outcome and _is_whole(f) and f.quantity.high]
    if counted and not (claim.persons and not any(_is_count(f) for f in counted)):
        yield sum(f.quantity.high or 0 for f in counted)


def _is_whole(figure: Figure) -> bool:
    return figure.relation is None or figure.relation.kind in ("part", "additional")


def _is_count(figure: Figure) -> bool:
    return (figure.quantity.high or 0) >= SEVERAL or counts_one(figure.quantity)
