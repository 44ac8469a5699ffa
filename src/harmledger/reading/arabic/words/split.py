"""Folded text in, its words out, each with the readings that its clitics allow."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

_WORD = re.compile(
    r"[0-9]+(?:[.,][0-9]{3})*(?![0-9])|[0-9]+|[\u0621-\u064a\u066e-\u06d3]+|[a-z]+|\n|[^\s\w]|\w"
)
_SHORTEST_STEM = 2
Entry = TypeVar("Entry")


class Reading(NamedTuple):
    """One way to part a word into clitics and stem."""

    stem: str
    conjunction: str
    """و or ف, or empty."""
    preposition: str
    """ب, ل or ك, or empty."""
    article: bool


class Word(NamedTuple):
    """A word, a number, a mark or a line's end of a folded text."""

    text: str
    start: int
    end: int

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to part it, the word as it stands first."""
        return readings_of(self.text)


def split_words(folded: str, start: int, end: int) -> list[Word]:
    """The words between two places of a folded text, in order."""
    return [Word(found[0], *found.span()) for found in _WORD.finditer(folded, start, end)]


@functools.lru_cache(maxsize=65_536)
def readings_of(text: str) -> tuple[Reading, ...]:
    """The ways to part `text` into conjunction, preposition, article and stem: fewest clitics first."""
    found = [Reading(text, "", "", False)]
    for conjunction in ("", "و", "ف"):
        if not text.startswith(conjunction):
            continue
        rest = text[len(conjunction) :]
        for preposition in ("", "ب", "ل", "ك"):
            if rest.startswith(preposition):
                found += _with_article(rest[len(preposition) :], conjunction, preposition)
    return tuple(dict.fromkeys(one for one in found if len(one.stem) >= _SHORTEST_STEM))


def _with_article(rest: str, conjunction: str, preposition: str) -> list[Reading]:
    """What is left behind the first clitics, with and without the article (لل is ل and ال)."""
    found = [Reading(rest, conjunction, preposition, False)]
    if rest.startswith("ال"):
        found.append(Reading(rest[2:], conjunction, preposition, True))
    elif preposition == "ل" and rest.startswith("ل"):
        found.append(Reading(rest[1:], conjunction, preposition, True))
    return found


def look_up(word: str, table: Mapping[str, Entry]) -> tuple[Reading, Entry] | None:
    """The entry that `word` names, by its reading with fewest clitics; null if none does."""
    for reading in readings_of(word):
        entry = table.get(reading.stem)
        if entry is not None:
            return reading, entry
    return None
