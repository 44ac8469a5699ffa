"""Made incidents as totals take them."""

from __future__ import annotations

from typing import Any

from harmledger.estimating.counted import Counted
from harmledger.records.assessment import Range, Said
from harmledger.records.incident import Perhaps
from harmledger.records.reason import Reason


def told(
    low: int | None, high: int | None, *said: tuple[int, int], outcome: Any = "killed", group: Any = "people"
) -> Range:
    """A range, with the numbers of the voices that stand behind it."""
    return Range(
        outcome=outcome, group=group, low=low, best=None, high=high,
        low_reason=Reason(code="low.stated"), high_reason=Reason(code="high.stated"),
        said=tuple(Said(low=a, high=b, claims=()) for a, b in said),
    )  # fmt: skip


def incident(
    id: str,
    *ranges: Range,
    state: Any = "draft",
    origins: int = 1,
    perhaps: dict[str, int] | None = None,
    **cells: Any,
) -> Counted:
    """An incident in the cells given; of the other dimensions nothing is known."""
    names = ("grade", "status", "year", "month", "country", "area", "actor")
    return Counted(
        id=id, state=state, ranges=ranges, origins=origins,
        perhaps=tuple(Perhaps(incident=other, score=score) for other, score in (perhaps or {}).items()),
        cells={name: cells.get(name) for name in names},
    )  # fmt: skip
