"""A word of a text in, the place whose name begins there out, if its form shows it ("Nasser Street")."""

from __future__ import annotations

from typing import NamedTuple

from harmledger.reading.english.where.words_of_text import WordsOfText
from harmledger.records.place import Level

_MOST_WORDS = 4
_LONGEST_NUMBER = 4


class Form(NamedTuple):
    """A name of a place known by its form."""

    last: int
    """Index of its last word."""
    level: Level
    end: int
    """Where it ends in the text: behind the point of "Main St."."""


def find_form(text: WordsOfText, at: int) -> Form | None:
    """The name that begins at word `at`, if it is one by its form; no gazetteer may hold it."""
    return _numbered(text, at) or _by_last_word(text, at) or _by_first_word(text, at)


def _numbered(text: WordsOfText, at: int) -> Form | None:
    """A road by its number: "Highway 30", "County Road 12", "US-50", "Ohio 7"."""
    word, number = text[at], text.find(at + 1)
    if not word.is_name:
        return None
    if number is not None and number.lower in text.lexicon.streets and number.gap == " ":
        word, number, at = number, text.find(at + 2), at + 1
    if (
        number is None
        or number.gap not in (" ", "-")
        or not number.text.isdigit()
        or len(number.text) > _LONGEST_NUMBER
    ):
        return None
    is_state = (
        word.text in text.lexicon.abbreviations or word.text in text.lexicon.postal
    ) and word.gap == " "
    return Form(at + 1, "street", number.end) if is_state or word.lower in text.lexicon.numbered else None


def _by_last_word(text: WordsOfText, at: int) -> Form | None:
    """A name by its last word: "Nasser Street", "N. 5th Avenue South", "Orontes River"."""
    lexicon, first = text.lexicon, text[at]
    if not (first.is_name or _is_ordinal(first.text)) or first.lower in lexicon.openers:
        return None
    for last in range(at + 1, min(at + _MOST_WORDS, len(text))):
        word = text[last]
        if not text.is_joined(last) or not (word.is_name or _is_ordinal(word.text)):
            return None
        if word.lower in lexicon.streets:
            return _street(text, last)
        if word.lower in lexicon.sites or word.lower in lexicon.civil:
            return _ended(text, last, "landmark")
    return None


def _is_ordinal(written: str) -> bool:
    return written[0].isdigit() and written[-2:] in ("st", "nd", "rd", "th")


def _street(text: WordsOfText, last: int) -> Form | None:
    following = text.find(last + 1)
    if (
        following is not None
        and following.is_name
        and following.gap == " "
        and following.lower in text.lexicon.directions
    ):
        return _ended(text, last + 1, "street")
    return _ended(text, last, "street")


def _ended(text: WordsOfText, last: int, level: Level) -> Form | None:
    """The form up to `last`, unless the name goes on ("Florida Highway Patrol")."""
    word, following = text[last], text.find(last + 1)
    if following is not None and following.is_name and following.gap == " ":
        return None
    is_short = word.lower in text.lexicon.point_ends and text.content[word.end : word.end + 1] == "."
    return Form(last, level, word.end + is_short)


def _by_first_word(text: WordsOfText, at: int) -> Form | None:
    """A name by its first word: "Lake Assad", "Mount Hermon", "Camp Bucca"."""
    following = text.find(at + 1)
    if following is None or text[at].lower not in text.lexicon.first or not text[at].is_name:
        return None
    if (
        not following.is_name
        or following.gap not in (" ", ". ")
        or (following.gap == ". " and not text.is_joined(at + 1))
    ):
        return None
    return Form(at + 1, "landmark", following.end)
