"""An incident's claims in; what of them linking alone put beside what a person filed, and no filed report bears out,
out.

Who files reports under an incident says what it is. What linking finds besides is a proposal until a person takes it
(law 8): it raises the maximum, and sets a minimum only with a number that a filed report gives too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from harmledger.assessing.matter import Told
from harmledger.assessing.statements import Statement
from harmledger.records.figure import Outcome

_Number = tuple[Outcome, int | None]


def whole(told: Iterable[Told]) -> frozenset[str]:
    """The ids of all claims where nobody filed a report: linking took of each only what it tells of this place and
    day. Of a page that a person filed, everything is there."""
    told = tuple(told)
    filed = any(one.telling.filed_under is not None for one in told)
    return frozenset() if filed else frozenset(one.claim.id for one in told)


def proposed_alone(told: Iterable[Told], statements: Sequence[Statement]) -> set[tuple[str, Outcome]]:
    """The claims that a machine put beside those filed, with the outcomes for which no filed one gives their number."""
    proposed = {one.claim.id for one in told if one.proposed}
    filed = {number for s in statements if s.ref[0] not in proposed for number in _numbers(s)}
    return {
        (s.ref[0], s.figure.outcome)
        for s in statements
        if s.ref[0] in proposed and filed.isdisjoint(_numbers(s))
    }


def _numbers(statement: Statement) -> Iterator[_Number]:
    return ((statement.figure.outcome, number) for number in (statement.bounds.low, statement.bounds.high))
