"""A folded Arabic text and its day of publication in, the moments that it names out, as local civil dates.

What a date leaves open is counted from the day of publication; where none is known, from the latest date that the text
writes in full: pages bear the day of their publication beside their words.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

import msgspec
from hijridate import Hijri

from harmledger.reading import moments
from harmledger.reading.arabic.when.lexicon import any_of, date_words
from harmledger.reading.arabic.when.shapes import find_shapes, shape_of
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.moments import DAY_OF_WORDS, Dates
from harmledger.records.moment import Moment, PartOfDay

_LAST_MONTH = 12
_ONE_DAY = dt.timedelta(days=1)
_TODAY_REACH = 24
"""Letters before a date within which "today" says that it is that of the words."""
_WEEKDAY_REACH = 24
"""Letters before a date within which its weekday is named."""
_YEARS_AHEAD = 4
_YEARS_BACK = 6
OF_AGREEMENT = "day_of_agreement"
"""Reason of a moment that dates a treaty or the beginning of a time, and no event."""
_AGREEMENT_REACH = 80
"""Letters before a date within which a treaty is named."""
_HIJRI_YEARS = range(1343, 1501)
"""What the table of the Umm al-Qura calendar covers."""


class _Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the open dates of a text are counted from."""

    published_on: dt.date | None
    written: dt.date | None
    """The latest day that the text writes in full as that of its words."""
    year: int | None
    """The latest year that it writes."""
    captured_on: dt.date | None
    """No day that it tells of is later."""

    @property
    def anchor(self) -> dt.date | None:
        return self.published_on or self.written

    @property
    def reason(self) -> str:
        """How a day counted from the anchor was read."""
        return "relative_to_publication" if self.published_on else "relative_to_last_date"


def read_dates(
    text: Folded,
    published_on: dt.date | None,
    until: int | None = None,
    *,
    captured_on: dt.date | None = None,
) -> tuple[Moment, ...]:
    """Every moment that the text names and that can be told, in order. Linear in the text.

    Behind the letter `until` (null: none) of the folded text other pages speak: their dates say nothing of this one.
    """
    found = [(match, shape_of(match)) for match in find_shapes(text.words)]
    own = [one for one in found if until is None or one[0].start() < until]
    whole = [
        date for match, shape in own
        if (date := _whole(match, shape)) is not None and _is_of_page(text.words, match)
    ]  # fmt: skip
    years = [int(year[0]) for match, _ in own if (year := re.search(r"(?:19|20)\d\d", match[0]))]
    written = max(whole, default=None)  # no page is older than what it tells
    context = _Context(
        published_on=published_on, written=written, year=max(years, default=None), captured_on=captured_on
    )
    return tuple(_moments(text, found, context))


def _moments(text: Folded, found: list[tuple[re.Match[str], str]], context: _Context) -> Iterator[Moment]:
    for match, shape in found:
        read = _read(match, shape, context)
        if read is None:
            continue
        dates, reason, part = read
        if _stands_alone(text.words, match) and shape in ("iso", "numeric", "daymonth", "monthday"):
            reason = DAY_OF_WORDS
        elif shape not in ("relative", "weekday") and _of_agreement(text.words, match):
            reason = OF_AGREEMENT
        yield Moment(
            start=dates.start, end=dates.end, precision=dates.precision, part_of_day=part, reason=reason,
            span=text.span(match.start(), match.end()),
        )  # fmt: skip


def _of_agreement(folded: str, match: re.Match[str]) -> bool:
    """Whether a date is behind a word for a treaty, a resolution or "since", in the same sentence."""
    before = re.split(r"[.\n]", folded[max(0, match.start() - _AGREEMENT_REACH) : match.start()])[-1]
    return any(word in date_words().cues.agreed for word in before.split())


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """Whether a date is a line of its own, or behind a word of publishing: it dates words."""
    start = folded.rfind("\n", 0, match.start()) + 1
    end = folded.find("\n", match.end())
    line = folded[start : len(folded) if end < 0 else end]
    before = folded[start : match.start()]
    return len(line.split()) <= len(match[0].split()) + 4 or any(
        cue in before[-24:] for cue in date_words().cues.spoken
    )


def _is_of_page(folded: str, match: re.Match[str]) -> bool:
    """Whether a date is that of the words themselves."""
    return _stands_alone(folded, match) or _is_today(folded, match)


def _is_today(folded: str, match: re.Match[str]) -> bool:
    """Whether "today" stands just before a date: the words are of that day."""
    return (
        re.search(r"اليوم[^\n.]{0,16}$", folded[max(0, match.start() - _TODAY_REACH) : match.start()])
        is not None
    )


def _whole(match: re.Match[str], shape: str) -> dt.date | None:
    """The day of a date that is written in full."""
    dates = _WHOLE[shape](match) if shape in _WHOLE else None
    return dates.start if dates is not None else None


def _iso(match: re.Match[str]) -> Dates | None:
    return moments.day(int(match["iy"]), int(match["im"]), int(match["id"]))


def _numeric(match: re.Match[str]) -> Dates | None:
    """Day first, as Arabic pages write; month first only where no other reading is a date."""
    first, second, year = int(match["na"]), int(match["nb"]), int(match["ny"])
    return moments.day(year, second, first) or moments.day(year, first, second)


def _hijri(match: re.Match[str]) -> Dates | None:
    year, month, number = int(match["hy"]), date_words().hijri[match["hm"]], _day(match["hd"])
    if year not in _HIJRI_YEARS:
        return None
    try:
        date = Hijri(year, month, number).to_gregorian()
    except ValueError:
        return None
    return moments.day(date.year, date.month, date.day)


def _day_month(match: re.Match[str]) -> Dates | None:
    if match["dy"] is None:
        return None
    return moments.day(int(match["dy"]), date_words().months[match["dm"]], _day(match["dd"]))


def _month_day(match: re.Match[str]) -> Dates | None:
    return moments.day(int(match["my"]), date_words().months[match["mm"]], int(match["md"]))


_WHOLE = {"iso": _iso, "numeric": _numeric, "hijri": _hijri, "daymonth": _day_month, "monthday": _month_day}


def _day(word: str) -> int:
    return int(word) if word.isdigit() else date_words().ordinals[word]


def _read(match: re.Match[str], shape: str, context: _Context) -> tuple[Dates, str, PartOfDay | None] | None:
    """The dates that a stretch means, how they were read, and the part of the day."""
    if shape in _WHOLE and (whole := _WHOLE[shape](match)) is not None:
        return whole, "stated", None
    if shape == "daymonth":
        return _without_year(match, context)
    if shape == "monthyear":
        return moments.month(int(match["yy"]), date_words().months[match["ym"]]), "stated", None
    if shape == "year":
        return moments.year(int(match["only"])), "stated", None
    if shape in ("relative", "weekday") and context.anchor is not None:
        counted = _relative if shape == "relative" else _weekday
        return counted(match, context, context.anchor)
    return None


def _without_year(match: re.Match[str], context: _Context) -> tuple[Dates, str, None] | None:
    month, number = date_words().months[match["dm"]], _day(match["dd"])
    open_year = _open_year(match, context, month, number)
    dates = None if open_year is None else moments.day(open_year[0], month, number)
    return None if dates is None or open_year is None else (dates, open_year[1], None)


def _open_year(match: re.Match[str], context: _Context, month: int, number: int) -> tuple[int, str] | None:
    """The year that a date leaves open, and how it is known."""
    if context.published_on is not None:
        return moments.year_until(context.published_on + _ONE_DAY, month, number), "year_from_publication"
    if context.written is not None:
        return moments.year_until(context.written + _ONE_DAY, month, number), "year_from_text"
    year = _year_of_weekday(match, context, month, number)
    if year is not None:
        return year, "year_from_weekday"
    return (context.year, "year_from_text") if context.year is not None else None


def _year_of_weekday(match: re.Match[str], context: _Context, month: int, number: int) -> int | None:
    """The year in which the day is the weekday named just before it ("Tuesday the 24th of August"): the first from the
    latest that the text writes; where it writes none, the last until the text was captured."""
    named = _weekday_before().search(match.string, max(0, match.start() - _WEEKDAY_REACH), match.start())
    years = _years_to_try(context)
    if named is None or not years:
        return None
    weekday, latest = date_words().weekdays[named["name"]], context.captured_on or dt.date.max
    return moments.year_by_weekday(years, month, number, weekday, latest)


def _years_to_try(context: _Context) -> range:
    if context.year is not None:
        return range(context.year, context.year + _YEARS_AHEAD)
    last = context.captured_on.year if context.captured_on is not None else 0
    return range(last, last - _YEARS_BACK, -1) if last else range(0)


@functools.cache
def _weekday_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{any_of(date_words().weekdays)})\s*[،,]?\s*(?:(?:ال)?موافق\s*)?(?:في\s+)?\Z"
    )


def _relative(
    match: re.Match[str], context: _Context, anchor: dt.date
) -> tuple[Dates, str, PartOfDay | None] | None:
    words = date_words()
    dates = moments.shifted(anchor, words.relative[match["day"]], "day")
    return None if dates is None else (dates, context.reason, words.parts.get(match["rp"] or ""))


def _weekday(match: re.Match[str], context: _Context, anchor: dt.date) -> tuple[Dates, str, PartOfDay | None]:
    words = date_words()
    back = _ONE_DAY if match["wpast"] else dt.timedelta(0)
    date = moments.weekday_until(anchor - back, words.weekdays[match["name"]])
    reason = "weekday_before_publication" if context.published_on else "relative_to_last_date"
    return Dates(date, date, "day"), reason, words.parts.get(match["wp"] or "")
