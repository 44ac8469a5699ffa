"""Names that must not appear in, the words of a text that could be one of them, in any spelling, out.

Over-masking is harmless here, under-masking is not: "Mohammed" hides "Muhammad", "Mohamad" and "محمد".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from harmledger.places.names import ARTICLES, fold, skeleton
from harmledger.records.span import Span

_WORD = re.compile(r"[^\W_]+")
_WINDOW = 4
"""Words of a text that may together spell one word of a name ("Abd al Rahman", "Abdulrahman")."""
_SURE_SKELETON = 3
"""Sounds from which two words with the same skeleton are taken for one name without looking closer."""
_ALIKE = 55.0
"""Of 100: shorter skeletons are shared by many words; "Mohammed" and "Muhammad" reach 75, "made" and
"Mohammed" 50."""
_PARTICLES = "وفبلك"
"""Arabic particles that are written together with the name after them."""
_SHORTEST_WITH_PARTICLE = 3
_SERVANT = re.compile("^abdl")
"""`Abdul-`, `Abd al-`: the article within a name."""


class HiddenNames:
    """A set of names, asked whether words spell one of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folded: set[str] = set()
        self._by_sound: dict[str, set[str]] = {}
        for name in names:
            self._add([word for word in fold(name).split() if word not in ARTICLES])

    def _add(self, words: list[str]) -> None:
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _WINDOW) + 1):
                run = "".join(words[start:end])
                if len(run) > 1:
                    self._folded.add(run)
                    self._by_sound.setdefault(_sound(run), set()).add(run)

    def spans(self, text: str) -> Iterator[Span]:
        """The words of `text` that could spell a hidden name, alone or with their neighbours; spans may
        overlap."""
        if not self._folded:
            return
        words = [Span(*found.span()) for found in _WORD.finditer(text)]
        alone = [self.hides(word.of(text)) for word in words]
        yield from (word for word, hidden in zip(words, alone, strict=True) if hidden)
        for at, first in enumerate(words):
            for last in range(at + 1, min(at + _WINDOW, len(words))):
                if not any(alone[at : last + 1]) and self.hides(text[first.start : words[last].end]):
                    yield Span(first.start, words[last].end)

    def hides(self, words: str) -> bool:
        """Whether these words, read as one, could spell a hidden name."""
        whole = "".join(word for word in fold(words).split() if word not in ARTICLES)
        return any(self._spells(form) for form in _forms(whole))

    def _spells(self, form: str) -> bool:
        if form in self._folded:
            return True
        sound = _sound(form)
        return any(
            len(sound) >= _SURE_SKELETON
            or form.isascii() != name.isascii()
            or fuzz.ratio(form, name) >= _ALIKE
            for name in self._by_sound.get(sound, ())
        )


def _forms(word: str) -> Iterator[str]:
    """The word, and what stands behind an Arabic particle."""
    if len(word) > 1:
        yield word
    if len(word) > _SHORTEST_WITH_PARTICLE and word[0] in _PARTICLES:
        yield word[1:]


@functools.lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    return _SERVANT.sub("abd", skeleton(word))
