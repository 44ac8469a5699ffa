"""Dates in Arabic without a year: the weekday named beside them says which."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.arabic.when.dates import read_dates
from harmledger.reading.arabic.words.letters import Folded

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip


def days(content: str, captured_on: dt.date | None = None) -> set[dt.date]:
    """The days that `content` names."""
    moments = read_dates(Folded(content), None, captured_on=captured_on)
    return {m.start for m in moments if m.start == m.end}


@given(day=st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)), back=st.integers(0, 3))
def test_a_weekday_tells_the_year_behind_the_latest_that_is_written(day: dt.date, back: int) -> None:
    named = f"يوم {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} قصفت المدينة."
    assert day in days(f"{named} وكانت المدينة قد حوصرت في عام {day.year - back} أيضاً.")


@pytest.mark.parametrize("between", [" ", "، ", " الموافق ", " في "])
def test_what_stands_between_a_weekday_and_its_date(between: str) -> None:
    assert dt.date(2014, 8, 22) in days(f"يوم الجمعة{between}22 آب قصفت المدينة، كما في عام 2012.")


@given(day=st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)), later=st.integers(0, 4 * 365))
def test_without_a_year_it_is_the_last_such_weekday_until_the_capture(day: dt.date, later: int) -> None:
    named = f"يوم {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} قصفت المدينة."
    assert days(named, day + dt.timedelta(later)) == {day}


def test_without_any_year_a_day_is_not_told() -> None:
    assert days("يوم الجمعة 22 آب قصفت المدينة.") == set()
