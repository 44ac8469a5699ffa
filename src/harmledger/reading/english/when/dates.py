"""English text in, the moments that it speaks of out: when, how precisely, by which words, and why."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence

import msgspec

from harmledger.reading import moments
from harmledger.reading.english.when.context import DateContext, read_context, whole_date
from harmledger.reading.english.when.resolution import resolve
from harmledger.reading.english.when.shapes import find_shapes
from harmledger.reading.english.when.stated import Resolved
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.english.words.numbers import BLANKS, alternation, folded
from harmledger.records.moment import Moment, PartOfDay
from harmledger.records.span import Span

_PART_REACH = 48
"""Characters beside a date in which a part of the day belongs to it."""
_HALF_DAY = 12
_ONE_DAY = dt.timedelta(1)
_WORDS_REACH = 40
_SPOKEN_BEFORE = re.compile(
    r"([a-z]+):?(?:\s+(?:on|late|early|in a statement|(?:at|during) a news conference|here))?[\s:]+$"
)


def read_dates(
    content: str,
    sentences: Sequence[Span],
    published_on: dt.date | None,
    captured_on: dt.date | None = None,
) -> tuple[Moment, ...]:
    """All moments of a text, sentence by sentence, each counted from those before it where its words say so.

    Words that the text leaves open (a day without year or anchor, 7/10/2023 without a hint) give no moment.
    """
    context = read_context(content, published_on, captured_on)
    found: list[Moment] = []
    for sentence in sentences:
        here, context = _read(content, sentence, context)
        found += here
    return tuple(found)


def find_moments(content: str, span: Span, context: DateContext) -> tuple[Moment, ...]:
    """The moments inside `span`, left to right; `context` is that of the text before it (see `after`)."""
    return tuple(_read(content, span, context)[0])


def after(content: str, span: Span, context: DateContext) -> DateContext:
    """The context behind `span`: the day last spoken of in it is what "the next day" is counted from."""
    return _read(content, span, context)[1]


def find_times(content: str, span: Span) -> tuple[Span, ...]:
    """All words inside `span` that say when, whether or not the text tells which day that was."""
    return tuple(_words(match) for _, match in find_shapes(content, span.start, span.end))


def is_of_words(content: str, span: Span) -> bool:
    """Whether the date at `span` says when words were said, posted or ruled ("police said Monday")."""
    before = content[max(0, span.start - _WORDS_REACH) : span.start].lower()
    found = _SPOKEN_BEFORE.search(before)
    return found is not None and found[1] in date_lexicon().words.spoken


def _read(content: str, span: Span, context: DateContext) -> tuple[list[Moment], DateContext]:
    found: list[Moment] = []
    for shape, match in find_shapes(content, span.start, span.end):
        for resolved in resolve(shape, match, context):
            found.append(_moment(content, span, match, resolved))
            context = _moved(context, resolved, whole_date(shape, match))
    return _either(content, found), context


@functools.cache
def _or() -> re.Pattern[str]:
    lead = r"(?:on|at|in|early|late|during|the|of)"
    return re.compile(rf",?{BLANKS}or{BLANKS}(?:{lead}{BLANKS}){{0,4}}", re.IGNORECASE)


def _either(content: str, found: Sequence[Moment]) -> list[Moment]:
    """The moments, with one for two days in a row that "or" joins ("late on 10 May or at dawn on 11 May")."""
    kept: list[Moment] = []
    for moment in found:
        former = kept[-1] if kept else None
        if former is not None and _are_alternatives(content, former, moment):
            kept[-1] = _both(former, moment)
        else:
            kept.append(moment)
    return kept


def _are_alternatives(content: str, one: Moment, other: Moment) -> bool:
    if one.span is None or other.span is None or (one.precision, other.precision) != ("day", "day"):
        return False
    in_a_row = other.start - one.end == _ONE_DAY
    return in_a_row and _or().fullmatch(content, one.span.end, other.span.start) is not None


def _both(one: Moment, other: Moment) -> Moment:
    first, last = one.span or Span(0, 0), other.span or Span(0, 0)
    return msgspec.structs.replace(
        one, end=other.end, precision="days", part_of_day=None, span=Span(first.start, last.end)
    )


def _moved(context: DateContext, resolved: Resolved, stated: dt.date | None) -> DateContext:
    if stated is not None:
        context = msgspec.structs.replace(context, year=stated.year, stated=stated)
    return msgspec.structs.replace(context, focus=resolved.dates) if resolved.focus else context


def _moment(content: str, within: Span, match: re.Match[str], resolved: Resolved) -> Moment:
    words = _words(match)
    start = words.start if resolved.start is None else resolved.start
    end = words.end if resolved.end is None else resolved.end
    part = resolved.part
    if part is None and resolved.dates.precision in ("day", "days"):
        part, start, end = _with_part(content, within, start, end)
    return Moment(
        start=resolved.dates.start,
        end=resolved.dates.end,
        precision=resolved.dates.precision,
        part_of_day=part,
        span=Span(start, end),
        reason=resolved.reason,
    )  # fmt: skip


def _words(match: re.Match[str]) -> Span:
    """The words of the date itself, without a preposition that its shape needed."""
    groups = match.re.groupindex
    start, end = match.span("core") if "core" in groups else match.span()
    for part in ("third", "near"):
        if part in groups and match[part]:
            start = match.start(part)
    return Span(start, end)


# ---------------------------------------------------------------- parts of the day


@functools.cache
def _part_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    part = rf"(?P<part>{alternation(date_lexicon().parts)})\b(?:{BLANKS}hours)?"
    clock = (
        r"(?<![\d:.])(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?"
        r"(?:[ \u00a0\u202f]?(?P<half>[AaPp])\.?[Mm]\b\.?|(?<=:[0-9]{2})(?![0-9]))"
        r"(?:,?[ ](?:local time|[A-Z]{2,4}))?"
    )
    before = rf"\b(?:{part}|{clock},?){BLANKS}?(?:(?:of|on|in|from|between){BLANKS})?(?:the{BLANKS})?$"
    lead = (
        r"(?ai:in|at|during|around|about|just|shortly|before|after|the|approximately|very|late in|early in)"
    )
    behind = rf"(?:,?{BLANKS}(?:{lead}{BLANKS}){{1,4}}?|{BLANKS})(?:{part}|{clock})"
    return re.compile(before), re.compile(behind)


def _with_part(content: str, within: Span, start: int, end: int) -> tuple[PartOfDay | None, int, int]:
    """The part of the day said directly beside a date, with the words of both."""
    before, behind = _part_patterns()
    window = max(within.start, start - _PART_REACH)
    stretch = content[window:start]
    if found := before.search(stretch):
        return _part(found), window + found.start() if found["part"] else start, end
    if found := behind.match(content, end, min(within.end, end + _PART_REACH)):
        return _part(found), start, found.end() if found["part"] else end
    return None, start, end


def _part(found: re.Match[str]) -> PartOfDay | None:
    if found["part"]:
        return date_lexicon().parts[folded(found["part"])]
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _HALF_DAY + (_HALF_DAY if found["half"].lower() == "p" else 0)
    return moments.part_of_clock(hour, int(found["minute"] or 0))
