"""Counts of months in, the columns of the timeline out."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from harmledger.desk.months import HEIGHT, MOST_MONTHS, columns

MONTHS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)).map(lambda day: f"{day:%Y-%m}")


def test_months_between_are_left_blank_and_each_leads_to_its_incidents() -> None:
    drawn = columns({"2014-03": 4, "2014-05": 1, "": 2}, lambda more: str(more))
    assert [(each.key, each.incidents, each.height) for each in drawn.columns] == [
        ("2014-03", 4, HEIGHT), ("2014-04", 0, 0), ("2014-05", 1, HEIGHT / 4),
    ]  # fmt: skip
    assert (drawn.greatest, drawn.undated, drawn.columns[0].href) == (4, 2, "{'month': '2014-03'}")


def test_a_long_time_is_drawn_by_years() -> None:
    drawn = columns({"1994-03": 1, "1994-07": 2, "2014-05": 1}, lambda more: str(more))
    assert (len(drawn.columns), drawn.columns[0].incidents) == (21, 3)
    assert drawn.columns[0].href == "{'not_before': '1994-01-01', 'not_after': '1994-12-31'}"


@given(st.dictionaries(MONTHS, st.integers(1, 10_000)))
def test_nobody_is_lost_and_nothing_leaves_the_drawing(counted: dict[str, int]) -> None:
    drawn = columns(counted, lambda more: "")
    assert sum(each.incidents for each in drawn.columns) == sum(counted.values())
    assert all(0 <= each.x <= each.x + each.width <= 901 for each in drawn.columns)
    assert len(drawn.columns) <= MOST_MONTHS
