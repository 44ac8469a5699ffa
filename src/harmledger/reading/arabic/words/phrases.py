"""Phrases of a lexicon with what they mean in; which of them stands at a word of a text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.split import Word, split_words

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases ready for look-up: at each word in time in proportion to the phrases that begin with it.

    The first word may bear clitics (وبأكثر من); the others stand as they are written.
    """

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        """The keys are phrases as one writes them."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in meanings.items():
            folded = fold(phrase)
            words = tuple(word.text for word in split_words(folded, 0, len(folded)))
            self._by_first.setdefault(words[0], []).append((words[1:], meaning))
        for rests in self._by_first.values():
            rests.sort(key=lambda rest: -len(rest[0]))

    def at(self, words: Sequence[Word], at: int) -> tuple[Meaning, int] | None:
        """What the longest phrase at `words[at]` means, and how many words it has; null where none stands."""
        if at >= len(words):
            return None
        best: tuple[Meaning, int] | None = None
        for reading in words[at].readings:
            for rest, meaning in self._by_first.get(reading.stem, ()):
                length = len(rest) + 1
                if (best is None or length > best[1]) and _follows(words, at + 1, rest):
                    best = meaning, length
        return best


def _follows(words: Sequence[Word], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(words[at + step].text == expected for step, expected in enumerate(rest))
