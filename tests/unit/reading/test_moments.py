"""Date arithmetic that knows no language."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading import moments
from harmledger.reading.moments import Dates
from harmledger.records.moment import Moment

D = dt.date
DATES = st.dates(min_value=D(1900, 1, 1), max_value=D(2100, 12, 31))


def moment(dates: Dates | None, part: str | None = None) -> Moment:
    assert dates is not None
    return Moment(
        start=dates.start, end=dates.end, precision=dates.precision, part_of_day=part, reason="stated"
    )  # type: ignore[arg-type]


def test_calendar_parts_become_spans() -> None:
    assert moments.day(2023, 2, 29) is None
    assert moments.day(2024, 2, 29) == Dates(D(2024, 2, 29), D(2024, 2, 29), "day")
    assert moments.month(2024, 2) == Dates(D(2024, 2, 1), D(2024, 2, 29), "month")
    assert moments.month(2023, 10, "late") == Dates(D(2023, 10, 21), D(2023, 10, 31), "days")
    assert moments.season(2023, "winter") == Dates(D(2023, 12, 1), D(2024, 2, 29), "season")
    assert moments.year(2016, "mid") == Dates(D(2016, 5, 1), D(2016, 8, 31), "days")
    assert moments.week(D(2023, 10, 8)) == Dates(D(2023, 10, 2), D(2023, 10, 8), "week")
    assert moments.days(D(2023, 10, 8), D(2023, 10, 7)) == Dates(D(2023, 10, 7), D(2023, 10, 8), "days")


def test_the_calendar_ends_without_an_error() -> None:
    for unit in ("day", "week", "month", "year", "season", "weekend"):
        assert moments.shifted(dt.date.max, 2, unit) is None  # type: ignore[arg-type]
        assert moments.later(dt.date.min, -2, unit) is None  # type: ignore[arg-type]
    assert moments.stretch(dt.date.min, 5, "week") is None


def test_season_before_and_after() -> None:
    assert moments.shifted(D(2023, 1, 15), 0, "season") == moments.season(2022, "winter")
    assert moments.shifted(D(2023, 1, 15), 1, "season") == moments.season(2023, "spring")


@given(DATES, st.integers(0, 6))
def test_weekdays_lie_on_their_side_of_the_anchor(date: D, weekday: int) -> None:
    until, behind = moments.weekday_until(date, weekday), moments.weekday_after(date, weekday)
    nearest = moments.weekday_nearest(date, weekday)
    assert until.weekday() == behind.weekday() == nearest.weekday() == weekday
    assert 0 <= (date - until).days <= 6
    assert 1 <= (behind - date).days <= 7
    assert abs((nearest - date).days) <= 3


@given(DATES, DATES)
def test_the_latest_year_puts_the_day_before_the_anchor(anchor: D, date: D) -> None:
    year = moments.year_until(anchor, date.month, date.day)
    found = moments.day(year, date.month, date.day)
    assert found is not None
    assert found.start <= anchor
    assert (anchor - found.start).days <= (366 if (date.month, date.day) != (2, 29) else 366 * 8)


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [
        (0, 10, "around_midnight"), (2, 0, "after_midnight"), (5, 0, "around_dawn"), (9, 0, "morning"),
        (12, 15, "around_midday"), (14, 30, "afternoon"), (18, 3, "evening"), (22, 0, "during_the_night"),
        (23, 45, "around_midnight"), (24, 0, None), (7, 60, None),
    ],
)  # fmt: skip
def test_a_clock_time_has_a_part_of_the_day(hour: int, minute: int, part: str | None) -> None:
    assert moments.part_of_clock(hour, minute) == part


def test_timex_says_a_whole_unit_in_one_value_and_the_rest_as_an_interval() -> None:
    assert moments.timex(moment(moments.day(2023, 10, 7), "during_the_night")) == "2023-10-07TNI"
    assert moments.timex(moment(moments.week(D(2024, 12, 31)))) == "2025-W01"
    assert moments.timex(moment(moments.month(2023, 10))) == "2023-10"
    assert moments.timex(moment(moments.month(2023, 10, "early"))) == "2023-10-01/2023-10-10"
    assert moments.timex(moment(moments.season(2014, "autumn"))) == "2014-FA"
    assert moments.timex(moment(moments.year(2016))) == "2016"
    assert moments.timex(moment(moments.years(1990, 1999))) == "199"
    assert moments.timex(moment(moments.years(2014, 2016))) == "2014/2016"
    assert (
        moments.timex(Moment(start=D(2023, 1, 5), end=D(2023, 1, 9), precision="week", reason="stated"))
        == "2023-01-05/2023-01-09"
    )
