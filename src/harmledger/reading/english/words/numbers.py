"""A position of an English text in, the number said there out ("5,000", "a hundred and two")."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Literal

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.records.figure import QuantityKind

BLANKS = r"(?:[ \t\r\n\u00a0\u2009\u202f]{1,3})"
"""What may stand between the words of one phrase. Bounded, so that no pattern built with it can run away."""
DIGITS_ALONE = r"(?<![\w.:/#$€£¥°'’^+\-])(?<!\d,)"
"""Before digits: they are not the rest of a longer number, a name ("F-16") or a sum of money."""
LARGEST = 10**10
"""A larger number is an identifier, not a count of people."""
_WORDS_AT_MOST = 10
_HUNDRED = 100
Rate = Literal["hour", "day", "week", "month", "year"]


class Vague(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words from which no number can be read, and where they say nothing."""

    words: tuple[str, ...]
    multipliers: tuple[str, ...]
    plurals: tuple[str, ...]
    needs_of: frozenset[str]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    of_nothing: tuple[str, ...]


class Nobody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for no people at all, and for nothing reported."""

    words: tuple[str, ...]
    nouns: tuple[str, ...]
    reports: tuple[str, ...]
    reported: tuple[str, ...]


class Rates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a rate is said."""

    every: tuple[str, ...]
    units: dict[str, Rate]
    adverbs: dict[str, Rate]


class NotPeople(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands beside a number that counts no people."""

    units_after: tuple[str, ...]
    before: frozenset[str]
    designators: frozenset[str]
    years_after: frozenset[str]
    years_perhaps_after: frozenset[str]
    streets: tuple[str, ...]
    one_of: tuple[str, ...]
    one_before: frozenset[str]
    groups_after: tuple[str, ...]
    one_follows: frozenset[str]
    one_after: frozenset[str]
    rises: frozenset[str]


class AgeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How ages are said."""

    words: dict[str, tuple[int, int]]
    decades: dict[str, int]


class NumberLexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of `data/english_numbers.toml`; what each table means is said there."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    magnitudes: dict[str, int]
    fixed: dict[str, int]
    before: dict[str, QuantityKind | Literal["from", "total", "additional", "filler"]]
    after: dict[str, QuantityKind | Literal["total", "additional"]]
    vague: Vague
    none: Nobody
    rate: Rates
    not_people: NotPeople
    ages: AgeWords


class Numeral(msgspec.Struct, frozen=True, kw_only=True):
    """A number at `[start, end)` of a text. `value` is null where the words give none ("dozens")."""

    start: int
    end: int
    value: int | None
    scaled: bool = False
    """It has a magnitude of its own ("3 million"), which a number before it may share ("2 to 3 million")."""
    magnitude: int = 1


@functools.cache
def number_lexicon() -> NumberLexicon:
    """The number words of English."""
    raw = files("harmledger.reading.data").joinpath("english_numbers.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(raw), NumberLexicon)


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases`, longest first, with any blanks between their words."""
    return any_of(phrases, blank=BLANKS)


def folded(phrase: str) -> str:
    """`phrase` as the lexicon spells it: lower case, single blanks, straight apostrophes."""
    return " ".join(phrase.lower().replace("’", "'").split())


@functools.cache
def digits_pattern() -> str:
    """Digits as a count is written, with thousands separators, or decimals before a magnitude."""
    magnitudes = alternation(number_lexicon().magnitudes)
    return (
        r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,3}"
        rf"|[0-9]{{1,7}}\.[0-9]{{1,3}}(?=(?:(?:{BLANKS}?[-–]{BLANKS}?|{BLANKS}(?ai:to|and|or){BLANKS})[0-9.]{{1,8}})?{BLANKS}{magnitudes}\b)|[0-9]{{1,11}})"
        r"(?![0-9]|[.,:/’'][0-9]|[^\W\d_]|[°º%‰]))"
    )


@functools.cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = number_lexicon()
    item = alternation({*words.units, *words.teens, *words.tens, *words.magnitudes})
    magnitude = alternation(words.magnitudes)
    many = alternation((*words.vague.plurals,))
    more = alternation((*words.vague.multipliers,))
    link = rf"(?ai:of|and|or|if{BLANKS}not|or{BLANKS}even|perhaps{BLANKS}even)"
    return {
        "digits": re.compile(
            rf"(?P<digits>{digits_pattern()})(?:(?:{BLANKS}|-)(?P<by>{magnitude})\b|(?<=[0-9]\.[0-9])(?=.{{1,16}}?\b(?P<shared>{magnitude})\b))?"
        ),
        "fixed": re.compile(rf"{alternation(words.fixed)}\b"),
        "chain": re.compile(
            rf"\b(?:(?:(?ai:an?){BLANKS})(?={magnitude}\b))?{item}\b"
            rf"(?:(?:{BLANKS}(?:(?ai:and){BLANKS})?|-){item}\b){{0,{_WORDS_AT_MOST}}}"
        ),
        "vague": re.compile(
            rf"\b(?:{more}{BLANKS}{magnitude}|{many}(?:{BLANKS}{link}{BLANKS}{many})?"
            rf"|1[0,]{{1,5}}s(?={BLANKS}of\b))\b"
        ),
        "word": re.compile(r"[A-Za-z]+"),
    }


def read_number(content: str, at: int, end: int) -> Numeral | None:
    """The number that begins at `at` and ends by `end`, or None; words that cannot continue it are left."""
    patterns = _patterns()
    if found := patterns["vague"].match(content, at, end):
        return Numeral(start=at, end=found.end(), value=None)
    if found := patterns["digits"].match(content, at, end):
        return _digits(found)
    if found := patterns["fixed"].match(content, at, end):
        return Numeral(start=at, end=found.end(), value=number_lexicon().fixed[folded(found[0])])
    if found := patterns["chain"].match(content, at, end):
        return _spelled(content, found.start(), found.end())
    return None


def _digits(found: re.Match[str]) -> Numeral | None:
    said = found["by"] or found["shared"]
    magnitude = number_lexicon().magnitudes[said.lower()] if said else 1
    plain = re.sub(r"[^0-9.]", "", found["digits"])
    whole, _, fraction = plain.partition(".")
    value = int(whole) * magnitude + int(fraction or "0") * magnitude // 10 ** len(fraction)
    if value >= LARGEST:
        return None
    return Numeral(
        start=found.start(), end=found.end(), value=value, scaled=magnitude > 1, magnitude=magnitude
    )


def _spelled(content: str, start: int, end: int) -> Numeral | None:
    """The longest beginning of the words that is one number ("two hundred and five")."""
    sum_ = _Sum()
    last = start
    for word in _patterns()["word"].finditer(content, start, end):
        if not sum_.take(word[0].lower()):
            break
        if word[0].lower() != "and":
            last = word.end()
    if last == start or sum_.value >= LARGEST:
        return None
    return Numeral(
        start=start, end=last, value=sum_.value, scaled=sum_.magnitude > 1, magnitude=sum_.magnitude
    )  # fmt: skip


class _Sum:
    """A spelled-out number under way: which words may still come, and what they add up to."""

    def __init__(self) -> None:
        self.done = 0
        self.current = 0
        self.last = "nothing"
        self.magnitude = 1
        self.ceiling = LARGEST

    @property
    def value(self) -> int:
        return self.done + self.current

    def take(self, word: str) -> bool:
        """Whether `word` continues the number; if so it is added."""
        words = number_lexicon()
        if word in ("a", "an") and self.last == "nothing":
            self.current, self.last = 1, "a"
            return True
        if word == "and":
            allowed, self.last = self.last in ("hundred", "magnitude"), "and"
            return allowed
        if word in words.units:
            return self._add(words.units[word], "unit", ("nothing", "tens", "hundred", "magnitude", "and"))
        if word in words.teens or word in words.tens:
            value, kind = (words.teens[word], "teen") if word in words.teens else (words.tens[word], "tens")
            return self._add(value, kind, ("nothing", "hundred", "magnitude", "and"))
        return self._multiply(words.magnitudes.get(word, 0))

    def _add(self, value: int, kind: str, after: tuple[str, ...]) -> bool:
        if self.last not in after:
            return False
        self.current += value
        self.last, self.magnitude = kind, 1
        return True

    def _multiply(self, by: int) -> bool:
        """Hundreds, dozens and scores multiply what is under way; thousands and more close it."""
        small = by in (12, 20, 100)
        if not by or self.last in ("nothing", "and", "closed") or not self.current or by >= self.ceiling:
            return False
        if small and self.current >= _HUNDRED:
            return False
        self.current *= by
        self.last, self.magnitude = ("hundred" if by == _HUNDRED else "closed" if small else "magnitude"), by
        if not small:
            self.done, self.current, self.ceiling = self.done + self.current, 0, by
        return True
