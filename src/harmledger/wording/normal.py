"""Words of any report in, one spelling of them out: what search looks for, in English, Arabic and what is written
like them. The same function for every database, so that each finds the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")
_IN_TEXT = re.compile(r"[\w\u0640\u064b-\u065f\u0670]+")
"""A word as it is written: with Arabic vowel signs and the stroke that only stretches a word."""
_ONE_FOR_ANOTHER = str.maketrans(
    {
        "\u0640": None,  # tatweel
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه",
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ʻ": None, "ʼ": None, "’": None, "'": None,
    }
)  # fmt: skip
"""Letters that one writes for another and that Unicode does not decompose."""
PREFIX = "*"
LONGEST = 200
"""Characters of a word that is looked for: what is longer is no word of a language."""


def normal(text: str) -> str:
    """`text` without case, accents, vowel signs and tatweel; alef, ya, ta marbuta and digits in one form each.

    Idempotent. Offsets are not kept: `marks` finds words in the text as it is.
    """
    taken_apart = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in taken_apart if not unicodedata.combining(c)) if not text.isascii() else text
    folded = bare.casefold().translate(_ONE_FOR_ANOTHER)
    return folded if folded.isascii() else "".join(_digit(c) for c in folded)


def words_of(text: str) -> list[str]:
    """The normal words of `text`, in order, but for what is too long to be one."""
    return [word for word in _WORD.findall(normal(text)) if len(word) <= LONGEST]


def sought(query: str) -> tuple[str, ...]:
    """The words that somebody looks for, normal, each once; one that ends with `*` stands for all that begin so."""
    found: dict[str, None] = {}
    for part in query.split():
        words = words_of(part)
        if words and part.endswith(PREFIX):
            words[-1] += PREFIX
        found |= dict.fromkeys(words)
    return tuple(found)


def marks(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where `words` (as `sought` gives them) stand in `text`: half-open ranges of code points, in order."""
    whole = frozenset(word for word in words if not word.endswith(PREFIX))
    heads = tuple(word.removesuffix(PREFIX) for word in words if word.endswith(PREFIX))
    for match in _IN_TEXT.finditer(text):
        if any(word in whole or word.startswith(heads) for word in _known(match.group())):
            yield match.span()


@lru_cache(maxsize=65_536)
def _known(written: str) -> tuple[str, ...]:
    return tuple(words_of(written))


def _digit(character: str) -> str:
    value = unicodedata.digit(character, None) if not character.isascii() else None
    return character if value is None else str(value)
