"""An assessment in; how far each of its claims could move the totals, in people, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from harmledger.records.assessment import Assessment
from harmledger.records.reason import Reason

_COUNTED = (
    "killed",
    "injured",
    "killed_or_injured",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "struck",
)


def could_move(assessment: Assessment) -> Mapping[str, int]:
    """For each claim that sets an end of a range, how many people the ends may move by if it does not hold.

    The lower end may fall to nothing, the higher one to the lower; where several claims set an end, each bears an
    equal part, rounded up. Of the groups of one outcome the one counts that would move most, since groups are never
    summed; outcomes are added. A claim that sets no end moves nothing.
    """
    by_outcome: dict[str, dict[str, int]] = {outcome: defaultdict(int) for outcome in _COUNTED}
    for one in assessment.ranges:
        moved = by_outcome[one.outcome]
        low, high = one.low or 0, one.high if one.high is not None else one.low or 0
        for claim, people in (*_shares(one.low_reason, low), *_shares(one.high_reason, high - low)):
            moved[claim] = max(moved[claim], people)
    total: dict[str, int] = defaultdict(int)
    for moved in by_outcome.values():
        for claim, people in moved.items():
            total[claim] += people
    return total


def _shares(reason: Reason, people: int) -> list[tuple[str, int]]:
    return [(claim, -(-people // len(reason.claims))) for claim in reason.claims]
