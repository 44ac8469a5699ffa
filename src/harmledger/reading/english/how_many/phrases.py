"""A number in a text in, the words that bound it or make it a range out ("at least", "to 7", "or more")."""

from __future__ import annotations

import functools
import re

import msgspec

from harmledger.reading.english.words.numbers import (
    BLANKS,
    Numeral,
    alternation,
    folded,
    number_lexicon,
    read_number,
)

_RISE_REACH = 40
"""Characters before "from 12 to 15" in which a word like "rose" makes 12 the former count."""


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What the words before and behind a number say of it."""

    start: int
    end: int
    said: tuple[str, ...]


@functools.cache
def _before_word() -> re.Pattern[str]:
    return re.compile(rf"({alternation(number_lexicon().before)}){BLANKS}|(~)")


def words_before(content: str, found: re.Match[str], first: Numeral) -> Around:
    """The words before the number; its phrase does not begin with one that only leads to it ("just")."""
    said: list[str] = []
    start = first.start
    for word in _before_word().finditer(content, found.start(), found.end()):
        meaning = number_lexicon().before[folded(word[1])] if word[1] else "about"
        if meaning != "filler" and not said:
            start = word.start()
        said.append(meaning)
    return Around(start=start, end=first.end, said=tuple(said))


@functools.cache
def _links() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads to an upper end: "5 *to* 7", "5 *and possibly up to* 7"; and behind "between"."""
    at_most = alternation(p for p, meaning in number_lexicon().before.items() if meaning == "at_most")
    widened = rf",?{BLANKS}(?ai:and|but|to|or|and{BLANKS}perhaps){BLANKS}(?:{at_most}{BLANKS}){{1,2}}"
    either = rf"{BLANKS}?[-–]{BLANKS}?|{BLANKS}(?ai:to|or){BLANKS}|{widened}"
    return re.compile(either), re.compile(rf"{BLANKS}(?ai:and|to){BLANKS}|{BLANKS}?[-–]{BLANKS}?")


def upper_end(content: str, first: Numeral, around: Around, stop: int) -> Numeral | None:
    """The upper end of a range, where a larger number follows as one."""
    link = _links()[1 if "between" in around.said else 0].match(content, first.end, stop)
    second = read_number(content, link.end(), stop) if link else None
    if second is None or second.value is None or first.value is None:
        return None
    return second if lower_value(first, second) < second.value else None


def lower_value(first: Numeral, second: Numeral) -> int:
    """The lower end, with the magnitude that it shares with the upper one ("2 to 3 million")."""
    value, upper = first.value or 0, second.value or 0
    shared = value * second.magnitude
    return shared if not first.scaled and shared < upper else value


def is_change(content: str, at: int) -> bool:
    words = re.findall(r"[a-z]+", content[max(0, at - _RISE_REACH) : at].lower())[-4:]
    return any(word in number_lexicon().not_people.rises for word in words)


@functools.cache
def _after_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = number_lexicon()
    after = words.after
    alone = rf"(?!{BLANKS}(?:[0-9]|{alternation({*words.units, *words.teens, *words.tens})}\b))"
    late = alternation(
        phrase for phrase, meaning in after.items() if meaning != "additional" and phrase != "plus"
    )
    return (
        re.compile(
            rf"(?:,?{BLANKS}|-)(?P<word>{alternation(after)})\b(?!{BLANKS}than\b){alone}|(?P<plus>\+)(?![0-9])"
        ),
        re.compile(rf"(?:{BLANKS}\w{{2,20}}){{1,2}}{BLANKS}(?P<word>{late})\b{alone}"),
    )


def with_words_behind(content: str, around: Around, last: Numeral, stop: int) -> Around:
    """`around` with what the words behind the number add; those behind its noun are no part of the phrase."""
    directly, late = _after_words()
    after = number_lexicon().after
    if found := directly.match(content, last.end, stop):
        meaning = after[folded(found["word"])] if found["word"] else "at_least"
        return Around(start=around.start, end=found.end(), said=(meaning, *around.said))
    if found := late.match(content, last.end, stop):
        return Around(start=around.start, end=last.end, said=(after[folded(found["word"])], *around.said))
    return Around(start=around.start, end=last.end, said=around.said)
