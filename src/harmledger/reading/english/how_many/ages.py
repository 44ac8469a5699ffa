"""A stretch of English text in, the ages stated in it out ("a 12-year-old", "aged 3 and 5", "in his 50s")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

import msgspec

from harmledger.reading.english.words.numbers import BLANKS, alternation, number_lexicon, read_number
from harmledger.records.span import Span

OLDEST_YEARS = 119
_MONTHS_A_YEAR = 12
_WHO = (
    r"man|woman|boy|girl|child|wife|husband|son|daughter|brother|sister|mother|father|cousin|nephew|niece|"
    r"uncle|aunt|victim"
)
_PEOPLE = (
    r"(?ai:children|kids|boys|girls|minors|infants|those|people|anyone|everyone|persons|men|women|"
    r"civilians|youths?|child)"
)
_NOT_A_NAME = (
    r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b)"
)
_SEVERAL = (
    r"(?ai:men|women|boys|girls|males|females|teens|teenagers|brothers|sisters|sons|daughters|children|victims|people|"
    r"civilians|soldiers|officers|students|others)"
)
_EITHER = rf"(?:(?ai:aged|either|(?:identified|given){BLANKS}as{BLANKS}either){BLANKS})?"
_PART_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}


class AgeMention(msgspec.Struct, frozen=True, kw_only=True):
    """An age as said. `low` and `high` are whole years, both included; null is no bound ("over 60")."""

    span: Span
    years: int | None = None
    """Set where one age in years is stated."""
    months: int | None = None
    """Set where the age is stated in months."""
    low: int | None = None
    high: int | None = None


@functools.cache
def _number() -> str:
    words = number_lexicon()
    spelled = alternation({*words.units, *words.teens, *words.tens})
    return rf"(?:(?<![\w.$])(?<!\d,)[0-9]{{1,3}}(?![0-9])|\b{spelled}(?:[- ]{alternation(words.units)})?\b)"


@functools.cache
def age_patterns() -> Mapping[str, tuple[str, str]]:
    """The shapes of ages: the characters that each may begin with, and the source of a pattern, no groups.

    A number inside one never counts people.
    """
    number = _number()
    link = rf"(?:,{BLANKS}(?:and{BLANKS})?|{BLANKS}(?:and|or|to|&){BLANKS}|{BLANKS}?[-–]{BLANKS}?)"
    next_ = rf"{link}{number}(?!{BLANKS}{_PEOPLE})"
    unit = r"(?ai:years?|yrs?|months?|weeks?|days?)"
    limit = rf"(?ai:under|below|over|above|younger{BLANKS}than|older{BLANKS}than|up{BLANKS}to)"
    return {
        "old": (
            "0-9efnostzEFNOSTZ",
            rf"(?:{number}-?(?:,{BLANKS}|{BLANKS}(?:and|or|to){BLANKS}|[-–])){{0,3}}{number}"
            rf"(?:[-‑–]{BLANKS}?|{BLANKS})?{unit}(?:[-‑–]|{BLANKS})(?ai:olds?|of{BLANKS}age)\b",
        ),
        "limit": (
            "a-zA-Z",
            rf"(?:{_PEOPLE}{BLANKS}(?:aged?{BLANKS})?{limit}{BLANKS}|{limit}{BLANKS}(?ai:the{BLANKS}ages?{BLANKS}of){BLANKS}"
            rf"|(?ai:aged?){BLANKS}{limit}{BLANKS}|(?ai:younger|older){BLANKS}than{BLANKS}|(?ai:under|over)-){number}(?:{BLANKS}(?ai:years?(?:{BLANKS}of{BLANKS}age)?))?",
        ),
        "aged": (
            "abAB",
            rf"(?ai:aged|ages?(?:{BLANKS}of{BLANKS}(?:the|those|all){BLANKS}\w{{1,20}})?(?:{BLANKS}(?:as|are|were))?"
            rf"|(?:at|between){BLANKS}the{BLANKS}ages?{BLANKS}of)(?:{BLANKS}|:{BLANKS}?)"
            rf"(?:(?ai:between|from|about|around|just|only){BLANKS})?{number}(?:{next_}){{0,8}}(?:{BLANKS}{unit}\b)?",
        ),
        **_beside_people(),
    }


def _beside_people() -> Mapping[str, tuple[str, str]]:
    """Ages said beside a name or a word for a person."""
    words = number_lexicon()
    numbers = alternation({*words.units, *words.teens, *words.tens, *words.magnitudes})
    not_a_name = rf"{_NOT_A_NAME}(?!{numbers}\b)"
    return {
        "comma": (
            "A-Za-z",
            rf"{not_a_name}(?:[A-Z][\w’'\-]{{1,30}}|{_WHO}),{BLANKS}(?:(?ai:an?){BLANKS}?)?[0-9]{{1,3}}"
            rf"(?={BLANKS}?[,;.)]|{BLANKS}(?:and|was|were|is|of|from|who|died)\b|{BLANKS}?$)",
        ),
        "several": (
            "A-Za-z",
            rf"{_SEVERAL},{BLANKS}(?:both{BLANKS})?[0-9]{{1,3}}(?:,{BLANKS}[0-9]{{1,3}}){{0,8}}(?:,?{BLANKS}and{BLANKS}[0-9]{{1,3}})"
            rf"(?={BLANKS}?[,;.)]|{BLANKS}(?:and|was|were|are|of|from|who|died)\b|{BLANKS}?$)",
        ),
        "brackets": (
            "A-Za-z",
            rf"{_SEVERAL}{BLANKS}\([0-9]{{1,3}}(?:,{BLANKS}[0-9]{{1,3}}){{0,8}}(?:,?{BLANKS}(?:and|&){BLANKS}[0-9]{{1,3}})\)",
        ),
        "both": (
            "abAB",
            rf"(?ai:both|also|all){BLANKS}[0-9]{{1,3}}(?={BLANKS}?[,;.)]|{BLANKS}(?:and{BLANKS})?(?:was|were|of|from)\b|{BLANKS}?$)",
        ),
        "is": (
            "a-zA-Z",
            rf"(?ai:{_WHO}|suspect|driver|teen|teenager|he|she){BLANKS}(?:is|was){BLANKS}[0-9]{{1,3}}(?={BLANKS}?[,;.)]|{BLANKS}?$)",
        ),
        "bracket": (
            "A-Za-z",
            rf"{not_a_name}(?:[A-Z][\w’'\-]{{1,30}}|{_WHO}){BLANKS}\({_EITHER}[0-9]{{1,3}}"
            rf"(?:(?:{BLANKS}(?ai:or){BLANKS}|{BLANKS}?[-–/]{BLANKS}?)[0-9]{{1,3}})?(?:\)|(?=,{BLANKS}(?:{_WHO})\)))",
        ),
        "decade": (
            "iI",
            rf"(?ai:in{BLANKS}(?:his|her|their){BLANKS}(?:early|mid|late)?)(?:{BLANKS}|-)?"
            rf"(?:[1-9]0['’]?s|{alternation(words.ages.decades)})\b",
        ),
    }


@functools.cache
def _finder() -> re.Pattern[str]:
    words = rf"{alternation(number_lexicon().ages.words)}\b"
    shapes = {**age_patterns(), "words": ("bintBINT", words)}
    parts = (f"(?=[{starts}])(?P<{name}>{source})" for name, (starts, source) in shapes.items())
    return re.compile(rf"(?<!\w)(?=[0-9A-Za-z])(?:{'|'.join(parts)})")


@functools.cache
def _number_finder() -> re.Pattern[str]:
    return re.compile(_number())


def find_ages(content: str, span: Span) -> tuple[AgeMention, ...]:
    """The ages stated inside `span`, left to right; a list of ages gives one mention a number."""
    return tuple(
        age for found in _finder().finditer(content, span.start, span.end) for age in _read(content, found)
    )


def _read(content: str, found: re.Match[str]) -> Iterator[AgeMention]:
    shape = str(found.lastgroup)
    whole = Span(found.start(), found.end())
    if shape == "words":
        low, high = number_lexicon().ages.words[found[0].lower()]
        yield AgeMention(span=whole, low=low, high=high)
    elif shape == "decade":
        yield _decade(found[0], whole)
    elif shape == "limit":
        yield from _limit(content, whole)
    else:
        yield from _listed(content, whole, shape)


def _decade(phrase: str, span: Span) -> AgeMention:
    digits = re.search(r"[1-9]0", phrase)
    word = re.sub(r"[^a-z]", " ", phrase.lower()).split()
    start = int(digits[0]) if digits else number_lexicon().ages.decades[word[-1]]
    first, last = next((_PART_OF_DECADE[w] for w in word if w in _PART_OF_DECADE), _PART_OF_DECADE[""])
    return AgeMention(span=span, low=start + first, high=start + last)


def _limit(content: str, span: Span) -> Iterator[AgeMention]:
    numbers = _numbers(content, span)
    if not numbers:
        return
    value = numbers[-1][1]
    upper = re.search(r"(?i)\b(?:under|below|younger|up)\b", span.of(content)) is not None
    yield AgeMention(span=span, high=value - 1) if upper else AgeMention(span=span, low=value)


def _listed(content: str, span: Span, shape: str) -> Iterator[AgeMention]:
    unit = re.search(
        r"(?ai:\b|[-0-9])(?P<unit>years?|yrs?|months?|weeks?|days?)\b",
        span.of(content),
        re.ASCII | re.IGNORECASE,
    )
    numbers = _numbers(content, span)
    if shape == "bracket" and len(numbers) == 2:
        (first, one), (last, other) = numbers
        opening = content.rindex("(", span.start, first.start) + 1
        yield AgeMention(span=Span(opening, last.end), low=min(one, other), high=max(one, other))
        return
    between = re.search(r"(?ai:\bbetween\b|\bto\b|[0-9][-–][0-9])", span.of(content))
    if between and len(numbers) == 2:
        yield AgeMention(span=span, low=numbers[0][1], high=numbers[1][1])
        return
    for place, (where, value) in enumerate(numbers):
        alone = Span(span.start, span.end) if len(numbers) == 1 else where
        bounds = Span(span.start, where.end) if place == 0 and len(numbers) > 1 else alone
        yield _aged(
            where if shape in ("comma", "several", "both", "is", "bracket", "brackets") else bounds,
            value,
            unit["unit"][0].lower() if unit else "y",
        )


def _aged(span: Span, value: int, unit: str) -> AgeMention:
    if unit == "y":
        return AgeMention(span=span, years=value, low=value, high=value)
    months = value if unit == "m" else 0
    return AgeMention(span=span, months=months, low=months // _MONTHS_A_YEAR, high=months // _MONTHS_A_YEAR)


def _numbers(content: str, span: Span) -> list[tuple[Span, int]]:
    """The numbers inside an age's words that a person's age can be."""
    found = []
    for match in _number_finder().finditer(content, span.start, span.end):
        numeral = read_number(content, match.start(), span.end) if not match[0][0].isdigit() else None
        value = int(match[0]) if numeral is None else numeral.value
        if value is not None and value <= OLDEST_YEARS:
            found.append((Span(match.start(), match.end()), value))
    return found
