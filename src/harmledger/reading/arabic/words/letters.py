"""A text as given in, the same in one spelling out, with the way back from each letter to its place.

Claims quote the text as given (law 2), so that nothing is normalised away: every letter of the folded text knows
the code point that it came from.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from array import array

from harmledger.records.span import Span

_ONE_SPELLING = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه",
    "ہ": "ه", "ھ": "ه", "ک": "ك", "گ": "ك", "ڤ": "ف", "ء": "", "ـ": "", "٫": ".", "٬": ",", "؛": ";", "٪": "%",
    "#": " ", "_": " ", "\u00a0": " ", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "–": "-", "—": "-", "\t": " ", "\r": " ",
}  # fmt: skip
"""Spellings of one letter, as Arabic typing varies; tatweel and the lone hamza fall away, as in the gazetteer. The
parts of a hashtag are words."""
_LETTER = r"[\u0621-\u063a\u0641-\u064a]"
_HIDDEN = re.compile(
    rf"(?<={_LETTER})(?:ـ{{1,9}}[.*•]{{1,9}}ـ{{0,9}}|[.*•]{{1,9}}ـ{{1,9}}|\*{{1,9}}|ـ{{1,9}} ?ـ{{1,9}})(?={_LETTER})"
)
"""What people write into a word so that a platform does not find it ("قصـ.ـف", "قصـ ـف"): no letters."""
_FORMAT = frozenset(("Mn", "Me", "Cf"))
"""Diacritics, joiners and marks of direction: they change no word."""


class Folded:
    """A text in one spelling. `words` is what patterns look at; `span` leads back to the text as given."""

    __slots__ = ("_ends", "_starts", "content", "words")

    def __init__(self, content: str) -> None:
        """Folds `content`; linear in its length."""
        self.content = content
        letters: list[str] = []
        starts, ends = array("l"), array("l")
        hidden = {at for found in _HIDDEN.finditer(content) for at in range(*found.span())}
        for at, letter in enumerate(content):
            spelled = "" if at in hidden else _spelled(letter)
            if spelled:
                letters.append(spelled)
                starts.extend([at] * len(spelled))
                ends.extend([at + 1] * len(spelled))
            elif ends and ends[-1] == at:
                ends[-1] = at + 1  # a diacritic belongs to the letter before it
        self.words = "".join(letters)
        self._starts = starts
        self._ends = ends

    def span(self, start: int, end: int) -> Span:
        """The code points of the text as given from which `words[start:end]` (at least a letter) was folded."""
        return Span(self._starts[start], self._ends[end - 1])

    def start_of(self, at: int) -> int:
        """The code point of the text as given at which the letter `at` of the folded text stands."""
        return self._starts[at] if at < len(self._starts) else len(self.content)


@functools.lru_cache(maxsize=4_096)
def _spelled(letter: str) -> str:
    """A code point in one spelling: none, one or several letters."""
    if letter in _ONE_SPELLING:
        return _ONE_SPELLING[letter]
    if unicodedata.category(letter) in _FORMAT:
        return ""
    digit = unicodedata.digit(letter, None)
    if digit is not None and letter.isdecimal():
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter)
    if plain != letter:  # presentation forms, as old typesetting leaves them
        return "".join(_spelled(part) for part in plain if part != letter)
    return letter.lower() if len(letter.lower()) == 1 else letter


def fold(words: str) -> str:
    """`words` of a lexicon in the spelling that folded texts have."""
    return Folded(words).words
