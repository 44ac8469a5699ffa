"""An English text in, its words out, with what stands between them: the ground for spotting places."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from harmledger.reading.english.words.toponyms import ToponymWords, toponym_words
from harmledger.records.span import Span

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_POSSESSIVES = ("'s", "’s", "`s", "'S", "’S")
_LONGEST_SHOWN_GAP = 40
_LONGEST_NAME = 6
_LONGEST_INITIAL = 2
_JOINING_GAPS = frozenset((" ", "-", "–", "\u00a0", "’", "'"))
_ENDS_OF_SENTENCES = frozenset('.!?:;\n"“”•|')


class Word(NamedTuple):
    """A word of the text."""

    text: str
    """Without a possessive "'s"."""
    lower: str
    start: int
    end: int
    full_end: int
    """Behind the possessive."""
    gap: str
    """The characters since the word before, the last 40 of them."""
    is_name: bool
    """Whether it begins with a capital."""


class WordsOfText:
    """The words of one text, and what can be said of them without looking anything up."""

    def __init__(self, content: str) -> None:
        """Splits `content`; linear in its length."""
        self.content = content
        self.lexicon: ToponymWords = toponym_words()
        self.words = _split(content)
        self.plain = frozenset(word.text for word in self.words if not word.is_name)
        """Words that this text also writes small."""
        self.persons = frozenset(self._persons())
        """Surnames of the persons named in it."""

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, at: int) -> Word:
        return self.words[at]

    def find(self, at: int) -> Word | None:
        """The word at an index, or null before the first and behind the last."""
        return self.words[at] if 0 <= at < len(self.words) else None

    def span(self, first: int, last: int) -> Span:
        """From the first of two words to the last one, without its possessive."""
        return Span(self.words[first].start, self.words[last].end)

    def begins(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins with this word."""
        gap = self.words[at].gap
        if at == 0:
            return True
        if gap == ". ":
            before = self.words[at - 1]
            return before.lower not in self.lexicon.points_after and not (
                before.is_name and len(before.text) <= _LONGEST_INITIAL
            )
        return any(mark in _ENDS_OF_SENTENCES for mark in gap)

    def is_joined(self, at: int) -> bool:
        """Whether this word may go on a name that the word before began ("St. Louis", "Deir ez-Zor")."""
        word, before = self.words[at], self.words[at - 1]
        if word.gap == ". ":
            return before.lower in self.lexicon.points_after or before.text in self.lexicon.initials
        return word.gap in _JOINING_GAPS and before.full_end == before.end

    def reach(self, at: int) -> int:
        """The last word that may belong to a name that begins at `at`."""
        last, lexicon = at, self.lexicon
        while last + 1 < len(self.words) and last - at + 1 < _LONGEST_NAME and self.is_joined(last + 1):
            following = self.words[last + 1]
            if not (following.is_name or following.text[0].isdigit() or following.lower in lexicon.inner
                    or following.lower in lexicon.endings or following.lower == "refugee"):  # fmt: skip
                break
            last += 1
        return last

    def _persons(self) -> set[str]:
        """What follows a title or a given name: persons, wherever they come back."""
        found: set[str] = set()
        lexicon = self.lexicon
        for at in range(1, len(self.words)):
            word, before = self.words[at], self.words[at - 1]
            if not (word.is_name and before.is_name and word.gap in (" ", ". ")):
                continue
            is_title = before.lower in lexicon.titles and before.lower not in lexicon.organisations
            if is_title or before.lower in lexicon.given:
                found.add(word.text)
                following = self.find(at + 1)
                if following is not None and following.gap == " " and following.is_name:
                    found.add(following.text)
        return found


def _split(content: str) -> list[Word]:
    """The words in order; abbreviations of places ("Mich.", "U.S.") are one word, with their points."""
    words: list[Word] = []
    end = 0
    fixed = {match.start(): match for match in _abbreviations().finditer(content)}
    for found in _WORD.finditer(content):
        start = found.start()
        if start >= end:
            match = fixed.get(start, found)
            words.append(_word(match, content[max(end, start - _LONGEST_SHOWN_GAP) : start]))
            end = match.end()
    return words


@functools.cache
def _abbreviations() -> re.Pattern[str]:
    """Any of the abbreviations of places, the longest first."""
    written = sorted(toponym_words().abbreviations, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, written))})(?!\w)")


def _word(match: re.Match[str], gap: str) -> Word:
    text, (start, end) = match[0], match.span()
    if text.endswith(_POSSESSIVES):
        text = text[:-2]
    return Word(text, text.lower(), start, start + len(text), end, gap, text[0].isupper())
