"""A report's title and its text in; the pieces of the title, and the title as its words are written in running text,
out.

Headlines are set in capitals ("Two Killed In Harbour Fire"), which a parser takes for names. How the text beneath
writes a word says what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon
from harmledger.records.span import Span

_WORD = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(r"\s+[-–—|•»]+(?:\s+|$)|[.!?;]\s+")
"""What parts a headline from the name of its paper."""
_SAID = re.compile(r"\w+")
_FUNCTION_WORDS = frozenset((
    "a", "about", "after", "against", "among", "an", "and", "are", "as", "at", "be", "before", "behind", "by", "during",
    "for", "from", "had", "has", "have", "he", "her", "hers", "herself", "him", "himself", "his", "if", "in", "inside",
    "into", "is", "it", "its", "near", "not", "of", "off", "on", "or", "out", "outside", "over", "she", "so", "than",
    "that", "the", "their", "them", "then", "they", "through", "to", "under", "was", "were", "what", "when", "where",
    "while", "who", "why", "with", "leave", "leaves", "says", "say", "gunfire", "hospital", "hospitalized",
    "year", "years", "month", "months", "old",
))  # fmt: skip
"""Words that are no names, whether the text beneath uses them or not."""
_FEWEST_AGAIN = 3
"""So many words that come again are a repetition."""
_LONG = 4
"""Shorter words stay in lower case in most headlines ("of", "and"), and say nothing of the style."""
_MOSTLY = 0.7
"""A title of which so many long words begin with a capital is set in capitals."""


def pieces_of(content: str, title: Span) -> tuple[Span, ...]:
    """The stretches of a title between dashes and bars, in order, without those that hold no word. What is said
    again, as in addresses and previews of posts, is there once."""
    first: dict[tuple[str, ...], Span] = {}
    for piece in _pieces(content, title):
        once = _once(content, piece)
        first.setdefault(_said(content, once), once)
    return tuple(first.values())


def _once(content: str, piece: Span) -> Span:
    """A piece up to where its words begin again ("Two dead in Hella *Two dead in Hella*")."""
    words = list(_SAID.finditer(content, piece.start, piece.end))
    said = [word[0].casefold() for word in words]
    for period in range(_FEWEST_AGAIN, len(said) // 2 + 1):
        if said[period:] == said[:-period]:
            return Span(piece.start, words[period - 1].end())
    return piece


def _said(content: str, piece: Span) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _SAID.findall(content, piece.start, piece.end))


def _pieces(content: str, title: Span) -> Iterator[Span]:
    start = title.start
    for parted in _PARTED.finditer(content, title.start, title.end):
        yield from _with_words(content, Span(start, parted.start()))
        start = parted.end()
    yield from _with_words(content, Span(start, title.end))


def _with_words(content: str, piece: Span) -> Iterator[Span]:
    if _WORD.search(content, piece.start, piece.end) is not None:
        yield piece


def in_running_case(content: str, title: Span) -> str:
    """`content`, as long as before, with the words of a title set in capitals written as in the text before it.

    Words that the text does not hold are names, unless they are known as words of harm or for people.
    """
    words = list(_WORD.finditer(content, title.start, title.end))
    long = [word[0] for word in words[1:] if len(word[0]) >= _LONG]
    if sum(word[:1].isupper() for word in long) < _MOSTLY * len(long) or not long:
        return content
    often = Counter(_WORD.findall(content, 0, title.start))
    made, end = [content[: title.start]], title.start
    for word in words:
        begins = word.start() == title.start
        made += [content[end : word.start()], _first(word[0]) if begins else _written(word[0], often)]
        end = word.end()
    return "".join([*made, content[end:]])


def _first(word: str) -> str:
    """The first word of a title, whose capital says nothing; one in capitals as sentences begin."""
    lowered = word[:1] + word[1:].lower()
    return lowered if word.isupper() and len(lowered) == len(word) else word


def _written(word: str, often: Counter[str]) -> str:
    lower, capital = word.lower(), word[:1] + word[1:].lower()
    if len(lower) != len(word) or len(capital) != len(word):
        return word  # a letter that changes its length with its case
    if often[lower] or often[capital]:
        return lower if often[lower] >= often[capital] else capital
    return (
        lower if lower in _FUNCTION_WORDS or lower in _common() else word if not word.isupper() else capital
    )


def _common() -> Set[str]:
    return harm_lexicon().triggers.keys() | people_lexicon().nouns.keys()
