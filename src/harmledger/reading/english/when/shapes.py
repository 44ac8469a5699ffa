"""A text in, the dates in it out: each by its shape, with a match whose named groups are its parts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.english.words.numbers import BLANKS, alternation


def _named(full: Iterable[str], short: Iterable[str] = ()) -> str:
    """Names as they are capitalised in print: "October", "OCTOBER", "Oct."; never "may" or "march"."""
    forms = dict.fromkeys(full, r"\b") | dict.fromkeys(short, r"\b\.?")
    both = forms | {form.upper(): end for form, end in forms.items()}
    ordered = sorted(both, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(form + both[form] for form in ordered) + ")"


_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![0-9A-Za-z]|[.,:][0-9]{2}|[%°])"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|[.,:][0-9]|[A-Za-z])"
_TO = rf"(?:{BLANKS}?[-–—/]{BLANKS}?|{BLANKS}(?:to|until|till|through){BLANKS}(?:the{BLANKS})?)"
_AND = rf"(?:{BLANKS}(?:and|&|or){BLANKS}(?:the{BLANKS})?)"
_BETWEEN = rf"(?P<between>(?ai:between|from|night{BLANKS}of|night{BLANKS}between){BLANKS}(?:the{BLANKS})?)"
_BEFORE_YEAR = rf"(?:,?{BLANKS}(?:of{BLANKS}|in{BLANKS})?|,)"
_ALONE = r"(?<![0-9.,/:$€£#-])"
"""Not inside a longer number."""
_PREPOSITION = (
    r"(?ai:in|since|during|of|by|until|till|from|before|after|through|throughout"
    rf"|back{BLANKS}in|as{BLANKS}of)"
)
_THIRD = (
    rf"(?P<third>(?ai:early|mid|late|the{BLANKS}beginning{BLANKS}of|the{BLANKS}start{BLANKS}of|the{BLANKS}end{BLANKS}of"
    rf"|the{BLANKS}middle{BLANKS}of))"
)
_STOP = rf"(?={BLANKS}?[,.;:)]|{BLANKS}?$)"
_NOT_PEOPLE = rf"(?!{BLANKS}(?:people|civilians|men|women|children)\b)"


class _Shape(NamedTuple):
    """The source of a pattern, and the characters that it may begin with (what makes the search quick)."""

    starts: str
    source: str


def _shape(name: str, starts: str, source: str) -> tuple[str, _Shape]:
    return name, _Shape(starts, source)


def _starts(phrases: Iterable[str]) -> str:
    return "".join(sorted({form[0] for phrase in phrases for form in (phrase.lower(), phrase.upper())}))


def _capitals(names: Iterable[str]) -> str:
    return "".join(sorted({name[0] for name in names}))


def _digit_shapes() -> Iterator[tuple[str, _Shape]]:
    """Days written in digits alone."""
    yield _shape(
        "iso",
        "12",
        rf"{_ALONE}(?P<year>(?:19|20)[0-9]{{2}})(?P<mark>[-/.])(?P<month_number>1[0-2]|0?[1-9])(?P=mark)"
        r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9/-])(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})[0-9:.]{0,12}Z?)?",
    )
    yield _shape(
        "numeric",
        "0123456789",
        rf"{_ALONE}(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})(?P=mark)"
        r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2}(?=[\s,;)]))(?![0-9/-])",
    )


def _day_shapes() -> Iterator[tuple[str, _Shape]]:
    """Dates with a day of the month."""
    words = date_lexicon()
    month = _named(words.months, words.months_short)
    any_day = _named(words.weekdays, words.weekdays_short)
    part = rf"(?:{BLANKS}(?:{alternation(words.parts)}))?"
    before = rf"(?:(?P<weekday>{any_day}){part},?{BLANKS}(?:(?:the|on){BLANKS}(?:the{BLANKS})?)?)?"
    behind = rf"(?:{BLANKS}?\((?P<weekday_after>{any_day})\))?"
    year = rf"(?:{_BEFORE_YEAR}(?P<year>{_YEAR}))?"
    first_year = rf"(?:{_BEFORE_YEAR}(?P<year_1>{_YEAR}))?"
    months, weekdays = _capitals(words.months), _capitals(words.weekdays)
    yield _shape(
        "day_to_day",
        "0123456789bBfFnN" + weekdays,
        rf"{_BETWEEN}?{before}{_ALONE}(?P<day_1>{_DAY})(?:{BLANKS}(?:of{BLANKS})?(?P<month_1>{month}){first_year})?"
        rf"(?:{_TO}|(?P<and>{_AND}))(?P<day>{_DAY}){BLANKS}(?:of{BLANKS})?(?P<month>{month}){year}",
    )
    yield _shape(
        "month_to_day",
        "bBfFnN" + weekdays + months,
        rf"{_BETWEEN}?{before}(?P<month_1>{month}){BLANKS}(?:the{BLANKS})?(?P<day_1>{_DAY}){first_year}"
        rf"(?:{_TO}|(?P<and>{_AND}))(?:(?P<month>{month}){BLANKS})?(?:the{BLANKS})?(?P<day>{_DAY}){year}",
    )
    yield _shape(
        "day_month",
        "0123456789" + weekdays,
        rf"{before}{_ALONE}(?P<day>{_DAY})(?:{BLANKS}(?:of{BLANKS})?|-)(?P<month>{month})"
        rf"(?:{_BEFORE_YEAR}(?P<year>{_YEAR})|-(?P<year_1>{_YEAR}))?{behind}",
    )
    yield _shape(
        "month_day",
        weekdays + months,
        rf"{before}(?P<month>{month}){BLANKS}?(?:the{BLANKS})?(?P<day>{_DAY}){year}{behind}",
    )


def _feast_shapes() -> Iterator[tuple[str, _Shape]]:
    """Feasts of a fixed date, with or without a year; with either apostrophe."""
    names = alternation(date_lexicon().feasts).replace("'", "['’]")
    year = rf"(?:{_BEFORE_YEAR}(?P<year>{_YEAR}))?"
    yield _shape("feast", _starts(date_lexicon().feasts), rf"(?P<feast>{names})\b{year}")


def _month_shapes() -> Iterator[tuple[str, _Shape]]:
    """Months without a day."""
    words = date_lexicon()
    month = _named(words.months, words.months_short)
    full_month = _named(words.months)
    months = _capitals(words.months)
    yield _shape(
        "months",
        months,
        rf"(?P<month_1>{month})(?:{_BEFORE_YEAR}(?P<year_1>{_YEAR}))?(?:{_TO}|{_AND})(?P<month>{month}){_BEFORE_YEAR}(?P<year>{_YEAR})",
    )
    yield _shape(
        "month_year",
        "eEmMlLtT" + months,
        rf"(?:{_THIRD}(?:{BLANKS}|-))?(?P<month>{month}){_BEFORE_YEAR}(?P<year>{_YEAR})",
    )
    yield _shape(
        "month_alone",
        "iIsSdDoObBuUtTfFaAeEmMlLnN",
        rf"(?:(?:{_PREPOSITION}{BLANKS})?{_THIRD}(?:{BLANKS}|-)|{_PREPOSITION}{BLANKS}|(?P<near>(?ai:last|this|next){BLANKS}))"
        rf"(?P<core>(?P<month>{full_month}))(?!{BLANKS}?[0-9])",
    )


def _year_shapes() -> Iterator[tuple[str, _Shape]]:
    """Seasons and years."""
    season = alternation(date_lexicon().seasons)
    yield _shape(
        "season",
        "eElLmMsSaAfFwW",
        rf"(?:(?P<third>(?ai:early|mid|late))(?:{BLANKS}|-))?(?P<season>{season})(?:{BLANKS}of)?{BLANKS}(?P<year>{_YEAR})",
    )
    yield _shape("season_near", "lLtTnN", rf"(?P<near>(?ai:last|this|next)){BLANKS}(?P<season>{season})\b")
    yield _shape(
        "years",
        "12bBfFiI",
        rf"(?:(?ai:between|from|in){BLANKS})?(?P<core>{_ALONE}(?P<year_1>(?:19|20)[0-9]{{2}})"
        rf"(?:{BLANKS}?[-–/]{BLANKS}?|{BLANKS}(?:to|and|until|through){BLANKS})(?P<year>{_YEAR}|[0-9]{{2}}(?![0-9,.:/-])))",
    )
    yield _shape("decade", "12", r"(?P<decade>(?:19|20)[0-9]0)['’]?s\b")
    yield _shape(
        "year",
        "12iIsSdDoObBuUtTfFaAyYeEmMlLhH",
        rf"(?:{_PREPOSITION}{BLANKS}(?:the{BLANKS}(?:year|end|start|beginning){BLANKS}(?:of{BLANKS})?)?|(?ai:year){BLANKS}|"
        rf"(?P<third>(?ai:early|mid|late))(?:{BLANKS}|-)|(?ai:the|his|her|its|a){BLANKS}(?={_YEAR}{BLANKS}[a-z])|(?<=\()(?={_YEAR}\)))"
        rf"(?P<core>(?P<year>{_YEAR})){_NOT_PEOPLE}",
    )


def _weekday_shapes() -> Iterator[tuple[str, _Shape]]:
    """Days of the week."""
    words = date_lexicon()
    weekday = _named(words.weekdays)
    weekdays = _capitals(words.weekdays)
    yield _shape(
        "weekdays",
        "bBfFnN" + weekdays,
        rf"{_BETWEEN}?(?P<weekday_1>{weekday})(?:{BLANKS}(?P<night>night|evening))?"
        rf"(?:{BLANKS}?[-–]{BLANKS}?|{BLANKS}(?:to|into|through|until){BLANKS}(?:early{BLANKS})?|(?P<and>{_AND}))(?P<weekday>{weekday})",
    )
    yield _shape(
        "weekday",
        "lLpPtTnN" + weekdays,
        rf"(?:(?P<near>(?ai:last|this{BLANKS}past|past|this|next|the{BLANKS}following|the{BLANKS}previous|that)){BLANKS})?"
        rf"(?P<weekday>{weekday})",
    )


def _counted_shapes() -> Iterator[tuple[str, _Shape]]:
    """Days counted from another, in units or by a phrase of the lexicon."""
    words = date_lexicon()
    units = alternation(words.units)
    count = rf"(?P<count>[0-9]{{1,3}}|{alternation(words.counts)})"
    counts = "0123456789" + _starts(words.counts)
    yield _shape(
        "ago", counts, rf"{count}{BLANKS}(?:or{BLANKS}so{BLANKS})?(?P<unit>{units}){BLANKS}(?ai:ago)\b"
    )
    yield _shape(
        "stretch",
        "iIoOdDwWfF",
        rf"(?ai:in|over|during|within|for){BLANKS}(?P<core>the{BLANKS}(?:last|past|previous){BLANKS}{count}{BLANKS}(?P<unit>{units}))\b",
    )
    yield _shape(
        "later",
        counts,
        rf"{count}{BLANKS}(?P<unit>{units}){BLANKS}"
        rf"(?P<way>(?ai:later|afterwards?|after{BLANKS}that|earlier|previously)\b|(?ai:before){_STOP})",
    )
    yield _shape(
        "deictic",
        _starts(words.deictic),
        rf"(?P<phrase>{alternation(words.deictic)})\b(?!{BLANKS}of\b|['’]s{BLANKS}date)",
    )
    yield _shape(
        "anaphoric",
        _starts(words.anaphoric),
        rf"(?P<phrase>{alternation(words.anaphoric)})\b(?!{BLANKS}of\b)(?:(?<!after)(?<!before)|{_STOP})",
    )
    yield _shape(
        "ordinal",
        "oO",
        rf"(?ai:on){BLANKS}(?P<core>the{BLANKS}(?P<day>{_DAY})(?<=[a-z]))(?={BLANKS}?[,.;)]|{BLANKS}(?:and|at|in|of{BLANKS}this)\b)",
    )


@functools.cache
def _shapes() -> Mapping[str, _Shape]:
    """All shapes, those that say most first."""
    days = (*_feast_shapes(), *_digit_shapes(), *_day_shapes())
    parts = (*_month_shapes(), *_year_shapes())
    return dict((*days, *parts, *_weekday_shapes(), *_counted_shapes()))


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    """One shape by itself, to take its parts: made when the first date of its kind is met."""
    return re.compile(_shapes()[name].source)


@functools.cache
def _finder() -> re.Pattern[str]:
    """Finds the next date of any shape at the beginning of a word; the shape is the outermost group."""
    parts = (
        f"(?=[{shape.starts}])(?P<{name}>{_unnamed(shape.source, name)})" for name, shape in _shapes().items()
    )
    return re.compile(rf"(?<!\w)(?=\w)(?:{'|'.join(parts)})")


def _unnamed(source: str, shape: str) -> str:
    """`source` with its groups renamed, so that shapes can stand in one pattern."""
    return re.sub(r"\(\?P([<=])(\w+)", rf"(?P\1{shape}__\2", source)


def find_shapes(content: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Each date in `[start, end)` by its shape, with a match whose groups are its parts."""
    for found in _finder().finditer(content, start, end):
        shape = str(found.lastgroup)
        whole = _pattern(shape).match(content, found.start(), end)
        if whole is not None:
            yield shape, whole


@functools.cache
def dates_with_a_day() -> str:
    """The source of a pattern without groups for dates whose numbers are days and years, not people."""
    sources = (
        rf"(?=[{shape.starts}]){re.sub(r'[(][?]P<[^>]+>', '(?:', shape.source)}"
        for _, shape in _day_shapes()
        if "(?P=" not in shape.source
    )
    return "(?:" + "|".join(sources) + ")"
