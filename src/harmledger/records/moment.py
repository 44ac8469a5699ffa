"""Moment: when something happened, with the precision at which it is known."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from harmledger.records.span import Span

Precision = Literal["day", "days", "week", "month", "season", "year", "years"]
PartOfDay = Literal[
    "around_dawn", "morning", "around_midday", "afternoon", "evening", "during_the_day", "during_the_night",
    "around_midnight", "after_midnight",
]  # fmt: skip


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A span of local civil dates, both ends included; a month is not a day."""

    start: dt.date
    end: dt.date
    precision: Precision
    part_of_day: PartOfDay | None = None
    span: Span | None = None
    """The words it was read from; null where it was inherited."""
    reason: str
    """How it was read: `stated`, `weekday_before_publication`, `day_of_publication`, `inherited` …"""

    @property
    def days(self) -> int:
        """Number of days covered."""
        return (self.end - self.start).days + 1
