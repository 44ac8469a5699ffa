"""Words of an Arabic text in, the number that is written from one of them on out: digits, words, or both."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.split import Reading, Word

_MOST_PARTS = 12
"""Words of one number: "three hundred thousand and five hundred and twenty-six" has nine."""
_MOST_DIGITS = 12


class Numeral(NamedTuple):
    """A number and the words it is written with, first and last included."""

    value: int
    first: int
    last: int
    definite: bool = False
    """Whether it bears the article ("the three")."""


class NumberWords(msgspec.Struct, frozen=True, kw_only=True):
    """Number words, folded, by what they do."""

    units: dict[str, int]
    tens: dict[str, int]
    ten: dict[str, int]
    hundreds: dict[str, int]
    magnitudes: dict[str, int]
    duals: dict[str, int]
    days: frozenset[str]
    before: dict[str, str]
    after: dict[str, str]
    vague: tuple[str, ...]


@functools.cache
def number_words() -> NumberWords:
    """The number words of `data/arabic_numbers.toml`, with the hundreds that are made of two words or one."""
    raw = files("harmledger.reading.data").joinpath("arabic_numbers.toml").read_text("utf-8")
    data = tomllib.loads(raw)
    tables = {
        name: {fold(word): value for word, value in data[name].items()}
        for name in ("units", "tens", "ten", "hundreds", "magnitudes", "duals")
    }
    for unit, value in tables["units"].items():
        for hundred in ("ميه", "مايه"):
            if value > 2:
                tables["hundreds"][unit + hundred] = 100 * value
    return NumberWords(
        **tables, days=frozenset(map(fold, data["days"]["words"])),
        before=data["before"], after=data["after"], vague=tuple(data["vague"]["words"]),
    )  # fmt: skip


def read_number(words: Sequence[Word], at: int) -> Numeral | None:
    """The number that begins at `words[at]`; null where none does."""
    whole = _group(words, at, joined=False)
    if whole is None:
        return None
    value, scale, last = whole
    for _ in range(_MOST_PARTS):
        more = _group(words, last + 1, joined=True)
        if more is None or more[0] >= scale or scale < 100:
            break
        value, scale, last = value + more[0], more[1], more[2]
    return Numeral(value, at, last, _bears_article(words[at]))


def _bears_article(word: Word) -> bool:
    words = number_words()
    for reading in word.readings:
        if any(reading.stem in table for table in (words.units, words.ten, words.tens, words.hundreds)):
            return reading.article
    return False


def _group(words: Sequence[Word], at: int, *, joined: bool) -> tuple[int, int, int] | None:
    """A number below a thousand with its magnitude, its smallest scale, and its last word."""
    below = _below_thousand(words, at, joined=joined)
    if below is None:
        return _magnitude_alone(words, at, joined=joined)
    value, scale, last = below
    magnitude = _plain(words, last + 1, number_words().magnitudes)
    if magnitude is None:
        return value, scale, last
    return value * magnitude, magnitude, last + 1


def _magnitude_alone(words: Sequence[Word], at: int, *, joined: bool) -> tuple[int, int, int] | None:
    lexicon = number_words()
    one = _value(words, at, lexicon.magnitudes, joined=joined)
    if one is not None and fold("آلاف") not in words[at].text and fold("ملايين") not in words[at].text:
        return one, one, at
    two = _value(words, at, lexicon.duals, joined=joined)
    return None if two is None else (two, two // 2, at)


def _below_thousand(words: Sequence[Word], at: int, *, joined: bool) -> tuple[int, int, int] | None:
    digits = _digits(words, at, joined=joined)
    if digits is not None:
        return digits, 1_000 if digits and digits % 1_000 == 0 else 1, at
    hundreds = _hundreds(words, at, joined=joined)
    if hundreds is None:
        return _below_hundred(words, at, joined=joined)
    value, last = hundreds
    rest = _below_hundred(words, last + 1, joined=True)
    return (value, 100, last) if rest is None else (value + rest[0], rest[1], rest[2])


def _digits(words: Sequence[Word], at: int, *, joined: bool) -> int | None:
    """A number in digits. After another number only where the conjunction stands with it, which digits never do."""
    if joined or at >= len(words) or not words[at].text[0].isdigit():
        return None
    plain = words[at].text.replace(",", "").replace(".", "")
    return int(plain) if len(plain) <= _MOST_DIGITS else None


def _hundreds(words: Sequence[Word], at: int, *, joined: bool) -> tuple[int, int] | None:
    lexicon = number_words()
    value = _value(words, at, lexicon.hundreds, joined=joined)
    if value is not None:
        return value, at
    unit = _value(words, at, lexicon.units, joined=joined)
    hundred = _plain(words, at + 1, lexicon.hundreds)
    return (unit * 100, at + 1) if unit is not None and unit > 2 and hundred == 100 else None


def _below_hundred(words: Sequence[Word], at: int, *, joined: bool) -> tuple[int, int, int] | None:
    lexicon = number_words()
    unit = _value(words, at, lexicon.units, joined=joined)
    if unit is not None:
        if _plain(words, at + 1, lexicon.ten) is not None:
            return unit + 10, 1, at + 1
        tens = _value(words, at + 1, lexicon.tens, joined=True)
        return (unit, 1, at) if tens is None else (unit + tens, 1, at + 1)
    ten = _value(words, at, lexicon.ten, joined=joined) or _value(words, at, lexicon.tens, joined=joined)
    return None if ten is None else (ten, 1, at)


def _value(words: Sequence[Word], at: int, table: dict[str, int], *, joined: bool) -> int | None:
    """What the word is worth; `joined`: only with "and" before it. Days of the week count nobody."""
    if at >= len(words):
        return None
    for reading in words[at].readings:
        value = table.get(reading.stem)
        if value is not None and (reading.conjunction == "و" or not joined):
            return None if _is_day(reading) else value
    return None


def _is_day(reading: Reading) -> bool:
    return reading.article and reading.stem in number_words().days


def _plain(words: Sequence[Word], at: int, table: dict[str, int]) -> int | None:
    """What a word without clitics is worth."""
    return table.get(words[at].text) if at < len(words) else None
