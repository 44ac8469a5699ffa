"""A whole English text in, what decides its open dates out: anchor, year, order of day and month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import msgspec

from harmledger.reading import moments
from harmledger.reading.english.when.shapes import find_shapes
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.moments import Dates

_MONTHS = 12
_POSTED_REACH = 24
_LATEST_CHANGE = dt.timedelta(days=60)
"""A page that was changed longer ago than this after it was posted is rather of another day."""
_THIS_CENTURY_UNTIL = 69
"""Two-digit years up to this one are of this century (the rule of POSIX `strptime`)."""


class DateContext(msgspec.Struct, frozen=True, kw_only=True):
    """What the dates of a text are counted from. `focus` and `stated` move on as the text is read."""

    published_on: dt.date | None = None
    captured_on: dt.date | None = None
    """The day of the capture: nothing that a text tells happened later."""
    last_date: dt.date | None = None
    """The latest day that the text states whole: no report is older than what it tells."""
    first_date: dt.date | None = None
    """The first day that the text states whole."""
    year: int | None = None
    """The year last stated, or else the first that will be."""
    day_first: bool | None = None
    """Whether 7/10 is the 7th of October; null where nothing tells."""
    focus: Dates | None = None
    """The day last spoken of."""
    stated: dt.date | None = None
    """The day last stated with its year."""

    @property
    def anchor(self) -> dt.date | None:
        """The day that "today" is: of publication, else the last date in the text."""
        return self.published_on or self.last_date


def read_context(
    content: str, published_on: dt.date | None, captured_on: dt.date | None = None
) -> DateContext:
    """The context at the beginning of `content`."""
    found = list(find_shapes(content, 0, len(content)))
    whole = [date for shape, match in found if (date := whole_date(shape, match)) is not None]
    return DateContext(
        published_on=_posted_on(found, published_on),
        captured_on=captured_on,
        last_date=max(whole, default=None),
        first_date=whole[0] if whole else None,
        year=_first_year(whole, found),
        day_first=_day_first(found, {*whole, *([published_on] if published_on else [])}),
    )


def _posted_on(found: Iterable[tuple[str, re.Match[str]]], published_on: dt.date | None) -> dt.date | None:
    """The day on which a page says that it was posted, where a later change was taken for its publication."""
    for shape, match in found:
        date = whole_date(shape, match)
        if date is None or published_on is None or not _is_posted(match):
            continue
        return date if dt.timedelta(0) < published_on - date <= _LATEST_CHANGE else published_on
    return published_on


def _is_posted(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _POSTED_REACH) : match.start()].lower()
    return before.rstrip(" :\t").removesuffix(" on").endswith(date_lexicon().words.posted)


def whole_date(shape: str, match: re.Match[str]) -> dt.date | None:
    """The day that `match` states with its year and in words (or year first), if it does."""
    if shape not in ("iso", "day_month", "month_day", "day_to_day", "month_to_day") or not _year_of(match):
        return None
    month = (
        int(match["month_number"])
        if shape == "iso"
        else date_lexicon().month(match["month"] or match["month_1"])
    )
    found = moments.day(int(_year_of(match)), month, day_of(match["day"]))
    return found.start if found else None


def _year_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups["year"] or groups.get("year_1") or ""


def day_of(written: str) -> int:
    """The number of a day from "7", "07" or "7th"."""
    return int(re.sub(r"[^0-9]", "", written))


def _first_year(whole: list[dt.date], found: Iterable[tuple[str, re.Match[str]]]) -> int | None:
    """The year of the first whole date, else of the first month with a year, else the only year spoken of."""
    if whole:
        return whole[0].year
    by_month = [int(m["year"]) for shape, m in found if shape in ("month_year", "months", "season")]
    if by_month:
        return by_month[0]
    alone = {int(m["year"]) for shape, m in found if shape == "year"}
    return alone.pop() if len(alone) == 1 else None


def _day_first(found: Iterable[tuple[str, re.Match[str]]], known: set[dt.date]) -> bool | None:
    """Whether numeric dates put the day first, where all that tell agree."""
    numeric = [match for shape, match in found if shape == "numeric"]
    told = {answer for match in numeric for answer in _orders(match, known)}
    return told.pop() if len(told) == 1 else None


def _orders(match: re.Match[str], known: set[dt.date]) -> Iterator[bool]:
    first, second = int(match["first"]), int(match["second"])
    if first > _MONTHS >= second:
        yield True
    elif second > _MONTHS >= first:
        yield False
    elif first != second:
        year = full_year(match["year"])
        as_day = moments.day(year, second, first)
        as_month = moments.day(year, first, second)
        if as_day and as_day.start in known:
            yield True
        if as_month and as_month.start in known:
            yield False


def full_year(written: str) -> int:
    """A year of two or four digits, in full."""
    number = int(written)
    if len(written) > 2:
        return number
    return number + (2000 if number <= _THIS_CENTURY_UNTIL else 1900)
