"""Calendar parts in, spans of local civil dates out; a moment in, its TIMEX3 value out. Knows no language."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from harmledger.records.moment import Moment, PartOfDay, Precision
from harmledger.records.span import Span

Third = Literal["early", "mid", "late"]
Season = Literal["spring", "summer", "autumn", "winter"]
Unit = Literal["hour", "day", "night", "week", "weekend", "month", "season", "year"]

DAY_OF_WORDS = "day_of_words"
"""Reason of a moment that says when words were said or published, or something else happened than the harm."""
DAY_OF_DEATH = "day_of_death"
"""Reason of a moment that says when somebody died of wounds, which may be long after they were hurt."""
BESIDE_EVENT = frozenset((DAY_OF_WORDS, DAY_OF_DEATH))
"""Moments for these reasons date an event only where nothing better does."""

AFTER_PUBLICATION = "weekday_after_publication"
"""Reason of a weekday that is tomorrow's, rather than last week's: pages are dated a day too early at times."""

MOST_DAYS_OF_AN_EVENT = 7
"""A moment longer than this does not date an event."""

MOST_DAYS_OF_AN_INCIDENT = 31
"""A toll told of a longer time than this is of several incidents, unless one event is named ("a strike in
2012")."""

_SEASON_STARTS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of the meteorological seasons of the northern hemisphere."""
_SEASON_TIMEX = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_PART_TIMEX: dict[PartOfDay, str] = {
    "around_dawn": "TMO", "morning": "TMO", "around_midday": "TMI", "afternoon": "TAF", "evening": "TEV",
    "during_the_day": "TDT", "during_the_night": "TNI", "around_midnight": "TNI", "after_midnight": "TNI",
}  # fmt: skip
_LAST_HOUR_OF: tuple[tuple[float, PartOfDay], ...] = (
    (0.5, "around_midnight"), (4, "after_midnight"), (6.5, "around_dawn"), (11.5, "morning"),
    (13, "around_midday"), (17, "afternoon"), (21, "evening"), (23.5, "during_the_night"),
    (24, "around_midnight"),
)  # fmt: skip
"""A part of the day lasts until this hour. The vocabulary is Airwars'; it gives no hours: these are ours."""
_DAYS_A_WEEK = 7
_MONTHS_A_YEAR = 12
_SATURDAY = 5


class Dates(NamedTuple):
    """A span of dates, both included, and how precisely it was said."""

    start: dt.date
    end: dt.date
    precision: Precision


def dates_event(moment: Moment) -> bool:
    """Whether a moment says when harm was done, to a few days: not when words were said, nor when wounds killed."""
    return moment.days <= MOST_DAYS_OF_AN_EVENT and moment.reason not in BESIDE_EVENT


def most_exact(moments: Iterable[Moment]) -> Moment | None:
    """The moment that dates an event most exactly; the first named of equal ones."""
    return min(moments, key=lambda m: (m.reason in BESIDE_EVENT, m.days, m.span or Span(0, 0)), default=None)


def day(year: int, month: int, number: int) -> Dates | None:
    """The one day, or None where the calendar has no such day."""
    try:
        date = dt.date(year, month, number)
    except ValueError:
        return None
    return Dates(date, date, "day")


def days(start: dt.date, end: dt.date) -> Dates:
    """From one day to another, in either order."""
    first, last = min(start, end), max(start, end)
    return Dates(first, last, "day" if first == last else "days")


def month(year: int, number: int, third: Third | None = None) -> Dates:
    """A month, or its first ten, second ten or last days."""
    last = calendar.monthrange(year, number)[1]
    first, until = {None: (1, last), "early": (1, 10), "mid": (11, 20), "late": (21, last)}[third]
    return Dates(dt.date(year, number, first), dt.date(year, number, until), "days" if third else "month")


def season(year: int, name: Season) -> Dates:
    """Three months; a winter begins in December of `year`."""
    first = _SEASON_STARTS[name]
    start = dt.date(year, first, 1)
    return Dates(start, _add_months(start, 3) - dt.timedelta(1), "season")


def year(number: int, third: Third | None = None) -> Dates:
    """A year, or its first, middle or last four months."""
    first, last = {None: (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}[third]
    end = dt.date(number, last, calendar.monthrange(number, last)[1])
    return Dates(dt.date(number, first, 1), end, "days" if third else "year")


def years(first: int, last: int) -> Dates:
    """From the first day of one year to the last day of another."""
    return Dates(dt.date(min(first, last), 1, 1), dt.date(max(first, last), 12, 31), "years")


def week(date: dt.date) -> Dates:
    """The week, Monday to Sunday, that `date` is in."""
    monday = date - dt.timedelta(date.weekday())
    return Dates(monday, monday + dt.timedelta(6), "week")


def weekday_until(date: dt.date, weekday: int) -> dt.date:
    """The latest day with that weekday (Monday 0) that is not after `date`."""
    return date - dt.timedelta((date.weekday() - weekday) % _DAYS_A_WEEK)


def weekday_after(date: dt.date, weekday: int) -> dt.date:
    """The first day with that weekday after `date`."""
    return date + dt.timedelta((weekday - date.weekday() - 1) % _DAYS_A_WEEK + 1)


def weekday_nearest(date: dt.date, weekday: int) -> dt.date:
    """The day with that weekday at most three days from `date`."""
    return weekday_until(date + dt.timedelta(3), weekday)


def year_until(date: dt.date, month_: int, number: int = 1) -> int:
    """The latest year in which that day of the year is not after `date` (29 February: a year that has it)."""
    for candidate in range(date.year, max(date.year - 9, dt.MINYEAR), -1):
        found = day(candidate, month_, number)
        if found is not None and found.start <= date:
            return candidate
    return date.year


def year_by_weekday(
    years: Iterable[int], month_: int, number: int, weekday: int, until: dt.date
) -> int | None:
    """The first of `years` in which that day is that weekday (Monday 0) and not after `until`. A day has the same
    weekday again after five years at the earliest."""
    days_of = (found for candidate in years if (found := day(candidate, month_, number)) is not None)
    return next((d.start.year for d in days_of if d.start.weekday() == weekday and d.start <= until), None)


def shifted(date: dt.date, by: int, unit: Unit) -> Dates | None:
    """The day, week, month or year `by` units from that of `date`; None past the calendar's end."""
    try:
        return _shifted(date, by, unit)
    except (OverflowError, ValueError):
        return None


def _shifted(date: dt.date, by: int, unit: Unit) -> Dates:
    if unit == "week":
        return week(date + dt.timedelta(weeks=by))
    if unit == "weekend":
        monday = date - dt.timedelta(date.weekday()) + dt.timedelta(weeks=by)
        return Dates(monday + dt.timedelta(_SATURDAY), monday + dt.timedelta(_SATURDAY + 1), "days")
    if unit == "month":
        moved = _add_months(date.replace(day=1), by)
        return month(moved.year, moved.month)
    if unit == "season":
        moved = _add_months(date.replace(day=1), 3 * by)
        first = moved.month // 3 * 3 or 12
        names = {start: name for name, start in _SEASON_STARTS.items()}
        return season(moved.year if moved.month >= 3 else moved.year - 1, names[first])
    if unit == "year":
        return year(date.year + by)
    moved = date if unit == "hour" else date + dt.timedelta(by)
    return Dates(moved, moved, "day")


def later(date: dt.date, by: int, unit: Unit) -> Dates | None:
    """What "`by` units later" says: a day for days, and around the same day for weeks, months and years."""
    try:
        if unit in ("hour", "day", "night"):
            return _shifted(date, by, unit)
        if unit in ("week", "weekend"):
            moved = date + dt.timedelta(weeks=by)
            return Dates(moved - dt.timedelta(1), moved + dt.timedelta(1), "days")
        return _shifted(date, by, unit)
    except (OverflowError, ValueError):
        return None


def stretch(date: dt.date, by: int, unit: Unit) -> Dates | None:
    """From `by` units before `date` to `date` ("over the past three days")."""
    length = {
        "hour": -(-by // 24),
        "week": 7 * by,
        "weekend": 7 * by,
        "month": 30 * by,
        "season": 91 * by,
        "year": 365 * by,
    }
    try:
        return days(date - dt.timedelta(length.get(unit, by)), date)
    except OverflowError:
        return None


def part_of_clock(hour: int, minute: int = 0) -> PartOfDay | None:
    """The part of the day that a time on the 24-hour clock falls into; None where there is no such time."""
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    time = hour + minute / 60
    return next(part for until, part in _LAST_HOUR_OF if time < until)


def timex(moment: Moment) -> str:
    """The moment as a TIMEX3 value ("2023-10-07TNI", "2023-W41"), else as an ISO 8601 interval."""
    start, end = moment.start, moment.end
    whole = _calendar_unit(moment)
    if whole is not None:
        return whole
    if moment.precision == "years":
        return f"{start.year:04}/{end.year:04}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _calendar_unit(moment: Moment) -> str | None:
    """The value of exactly one day, week, month, season, year or decade."""
    start = moment.start
    part = _PART_TIMEX[moment.part_of_day] if moment.part_of_day else ""
    spelled = {
        "day": start.isoformat() + part,
        "week": "{}-W{:02}".format(*start.isocalendar()),
        "month": f"{start.year:04}-{start.month:02}",
        "season": f"{start.year:04}-{_SEASON_TIMEX.get(start.month, '')}",
        "year": f"{start.year:04}",
        "years": f"{start.year // 10:03}",
    }
    return spelled[moment.precision] if _is_whole(moment) else None


def _is_whole(moment: Moment) -> bool:
    start, now = moment.start, Dates(moment.start, moment.end, moment.precision)
    if moment.precision == "years":
        return start.year % 10 == 0 and now == years(start.year, start.year + 9)
    if moment.precision == "season":
        return (
            start.month in _SEASON_TIMEX
            and start.day == 1
            and now.end == _add_months(start, 3) - dt.timedelta(1)
        )
    whole = {
        "day": Dates(start, start, "day"),
        "week": week(start),
        "month": month(start.year, start.month),
        "year": year(start.year),
    }
    return whole.get(moment.precision) == now


def _add_months(date: dt.date, by: int) -> dt.date:
    count = date.year * _MONTHS_A_YEAR + date.month - 1 + by
    return date.replace(year=count // _MONTHS_A_YEAR, month=count % _MONTHS_A_YEAR + 1)
