"""A date that names its day, month or year in, with its context; the calendar dates that it means out."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from harmledger.reading import moments
from harmledger.reading.english.when.context import DateContext, day_of, full_year
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.english.words.numbers import folded
from harmledger.reading.moments import Dates, Third
from harmledger.records.moment import PartOfDay

ONE_DAY = dt.timedelta(1)
"""A page may be dated a day too early (time zones, later edits)."""
_NEAR_STATED_DAYS = 60
"""A date without a year takes the year of the date stated before it, if it then falls this soon after it; else that of
the first date of the text, likewise."""
_YEARS_BACK = 12
"""In so many years any day but 29 February falls on each weekday."""
_COMING_DAYS = 183
"""A coming day without a year is at most half a year away."""
_COMING_WITHIN = 60
"""Characters before a date in which a word like "will" makes it a coming one."""


class Resolved(NamedTuple):
    """The dates meant; `start` and `end` of the words where they are fewer than those matched."""

    dates: Dates
    reason: str
    part: PartOfDay | None = None
    start: int | None = None
    end: int | None = None
    focus: bool = True
    """Whether "the next day" may be counted from it."""


def one(
    dates: Dates | None, reason: str, part: PartOfDay | None = None, *, focus: bool = True
) -> list[Resolved]:
    return [Resolved(dates, reason, part, focus=focus)] if dates is not None else []


def _third(match: re.Match[str]) -> Third | None:
    said = (match.groupdict().get("third") or "").lower()
    if not said:
        return None
    if said in ("early", "the beginning of", "the start of"):
        return "early"
    return "mid" if said in ("mid", "the middle of") else "late"


def is_coming(match: re.Match[str]) -> bool:
    """Whether the words before a date speak of what is still to come."""
    before = match.string[max(0, match.start() - _COMING_WITHIN) : match.start()]
    clause = re.split(r"[.!?;\n]", before)[-1]
    return any(re.search(rf"\b{word}\b", clause, re.IGNORECASE) for word in date_lexicon().words.coming)


def is_name(match: re.Match[str]) -> bool:
    """Whether the date is in a name ("Black Friday", "6 October Bridge") or a habit ("every Friday")."""
    words = date_lexicon().words
    before = re.search(r"(\w+)\s+$", match.string[max(0, match.start() - 20) : match.start()])
    after = re.match(r"\s+(\w+)", match.string[match.end() : match.end() + 20])
    return (before is not None and before[1] in words.names_before) or (
        after is not None and after[1] in words.names_after
    )


# ---------------------------------------------------------------- dates with a day


def _year_for(
    month: int, day: int, context: DateContext, *, coming: bool = False, weekday: str | None = None
) -> tuple[int, str] | None:
    """The year of a day that is said without one, and why that one."""
    near = _near_stated(month, day, context)
    if near is not None:
        return near, "year_from_text"
    if context.published_on is not None:
        year = moments.year_until(context.published_on + ONE_DAY, month, day)
        ahead = moments.day(year + 1, month, day)
        soon = ahead is not None and (ahead.start - context.published_on).days <= _COMING_DAYS
        return year + (coming and soon), "year_from_publication"
    if context.year is not None:
        return context.year, "year_from_text"
    last = _year_of_weekday(weekday, month, day, context.captured_on) if weekday else None
    return None if last is None else (last, "year_from_weekday")


def _year_of_weekday(weekday: str, month: int, day: int, captured_on: dt.date | None) -> int | None:
    """The last year until the capture in which a day is the weekday named beside it ("Saturday October 14th")."""
    if captured_on is None:
        return None
    years = range(captured_on.year, captured_on.year - _YEARS_BACK, -1)
    return moments.year_by_weekday(years, month, day, date_lexicon().weekday(weekday), captured_on)


def _near_stated(month: int, day: int, context: DateContext) -> int | None:
    for stated in (context.stated, context.first_date if context.stated is not None else None):
        for year in (stated.year, stated.year + 1) if stated is not None else ():
            found = moments.day(year, month, day)
            if stated and found and 0 <= (found.start - stated).days <= _NEAR_STATED_DAYS:
                return year
    return None


def read_iso(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    dates = moments.day(int(match["year"]), int(match["month_number"]), int(match["day"]))
    part = moments.part_of_clock(int(match["hour"]), int(match["minute"])) if match["hour"] else None
    return one(dates, "stated", part)


def read_numeric(match: re.Match[str], context: DateContext) -> list[Resolved]:
    first, second, year = int(match["first"]), int(match["second"]), full_year(match["year"])
    as_day, as_month = moments.day(year, second, first), moments.day(year, first, second)
    if as_day is None or as_month is None or as_day == as_month:
        return one(as_day or as_month, "stated")
    if match["mark"] == ".":
        return one(as_day, "stated")
    if context.day_first is not None:
        return one(as_day if context.day_first else as_month, "order_from_text")
    if context.published_on is not None:
        past = [dates for dates in (as_day, as_month) if dates.start <= context.published_on + ONE_DAY]
        return one(past[0], "order_from_publication") if len(past) == 1 else []
    return []


def read_single(match: re.Match[str], context: DateContext) -> list[Resolved]:
    if not match["year"] and is_name(match):
        return []
    month, day = date_lexicon().month(match["month"]), day_of(match["day"])
    stated = match["year"] or match.groupdict().get("year_1")
    weekday = match["weekday"] or match["weekday_after"]
    chosen = (
        (int(stated), "stated")
        if stated
        else _year_for(month, day, context, coming=is_coming(match), weekday=weekday)
    )
    if chosen is None:
        return []
    dates = moments.day(chosen[0], month, day)
    agrees = dates is None or not weekday or dates.start.weekday() == date_lexicon().weekday(weekday)
    return one(dates, chosen[1] if agrees else "weekday_disagrees")


def read_feast(match: re.Match[str], context: DateContext) -> list[Resolved]:
    """A day of a fixed date: its year is found as for a month and a day."""
    month, day = date_lexicon().feast(folded(match["feast"]))
    chosen = (int(match["year"]), "stated") if match["year"] else None
    chosen = chosen or _year_for(month, day, context, coming=is_coming(match))
    return [] if chosen is None else one(moments.day(chosen[0], month, day), chosen[1])


def read_pair(match: re.Match[str], context: DateContext) -> list[Resolved]:
    """Two days: one span of days, unless "and" joins two that are apart."""
    lexicon = date_lexicon()
    month = lexicon.month(match["month"] or match["month_1"])
    month_1 = lexicon.month(match["month_1"] or match["month"])
    day, day_1 = day_of(match["day"]), day_of(match["day_1"])
    chosen = (int(match["year"]), "stated") if match["year"] else None
    if chosen is None and match["year_1"]:
        year_1 = int(match["year_1"])
        chosen = (year_1 + ((month, day) < (month_1, day_1)), "stated")
    chosen = chosen or _year_for(month, day, context)
    if chosen is None:
        return []
    year_1 = int(match["year_1"] or chosen[0] - ((month_1, day_1) > (month, day)))
    first, last = moments.day(year_1, month_1, day_1), moments.day(chosen[0], month, day)
    return joined(match, first, last, chosen[1])


def joined(match: re.Match[str], first: Dates | None, last: Dates | None, reason: str) -> list[Resolved]:
    between = folded(match["between"] or "")
    if first is None or last is None:
        return one(first or last, reason)
    if match["and"] and not between and abs((last.start - first.start).days) > 1:
        return [
            Resolved(first, reason, start=match.start(), end=match.start("and")),
            Resolved(last, reason, start=match.end("and"), end=match.end()),
        ]
    part: PartOfDay | None = (
        "during_the_night" if "night" in between or match.groupdict().get("night") else None
    )
    start = match.start() if "night" in between else match.end("between") if between else match.start()
    return [Resolved(moments.days(first.start, last.start), reason, part, start=start)]


def read_ordinal(match: re.Match[str], context: DateContext) -> list[Resolved]:
    if context.focus is None:
        return []
    dates = moments.day(context.focus.start.year, context.focus.start.month, day_of(match["day"]))
    return one(dates, "month_from_text")


# ---------------------------------------------------------------- months, seasons, years


def read_month_year(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    return one(
        moments.month(int(match["year"]), date_lexicon().month(match["month"]), _third(match)),
        "stated",
        focus=False,
    )


def read_months(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    lexicon = date_lexicon()
    month_1, month, year = lexicon.month(match["month_1"]), lexicon.month(match["month"]), int(match["year"])
    first = moments.month(int(match["year_1"] or year - (month_1 > month)), month_1)
    return one(moments.days(first.start, moments.month(year, month).end), "stated", focus=False)


def read_month_alone(match: re.Match[str], context: DateContext) -> list[Resolved]:
    month = date_lexicon().month(match["month"])
    near = folded(match["near"] or "")
    chosen = _year_for(month, 1, context, coming=near == "next" or is_coming(match))
    if chosen is None:
        return []
    anchor = context.anchor
    if near == "last" and anchor is not None and (anchor.year, anchor.month) == (chosen[0], month):
        chosen = (chosen[0] - 1, chosen[1])
    return one(moments.month(chosen[0], month, _third(match)), chosen[1], focus=False)


def read_season(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    name = date_lexicon().seasons[match["season"].lower()]
    return one(moments.season(int(match["year"]), name), "stated", focus=False)


def read_years(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    first = int(match["year_1"])
    last = int(match["year"]) if len(match["year"]) > 2 else first // 100 * 100 + int(match["year"])
    return one(moments.years(first, last), "stated", focus=False) if last > first else []


def read_decade(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    first = int(match["decade"])
    return one(moments.years(first, first + 9), "stated", focus=False)


def read_year(match: re.Match[str], _context: DateContext) -> list[Resolved]:
    return one(moments.year(int(match["year"]), _third(match)), "stated", focus=False)
