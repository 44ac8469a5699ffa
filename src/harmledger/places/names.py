"""A place's name in, the keys under which the gazetteer files it out: one spelling, and a skeleton."""

from __future__ import annotations

import functools
import re
import unicodedata

_ARABIC_LETTERS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ة": "ه", "ۀ": "ه",
    "ؤ": "و", "ک": "ك", "گ": "ك", "ـ": None, "ء": None,
})  # fmt: skip
"""Spellings of one letter, as Arabic typing varies; tatweel and a lone hamza fall away."""
_LATIN_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_QUOTES = re.compile(r"['’‘ʼʻʾʿ`´′]")
_BREAKS = re.compile(r"[\W_]+")
_SHORT_FORMS = {"saint": "st", "ft": "fort", "mt": "mount", "twp": "township", "co": "county"}
ARTICLES = frozenset([
    "al", "el", "il", "ul", "ar", "as", "ad", "at", "an", "az", "ash", "ath", "adh", "es", "ez", "er",
    "ed", "et", "en", "esh",
])  # fmt: skip
"""The Arabic article in Latin letters, as it sounds before each letter."""
_ARABIC_ARTICLE = "ال"
_SHORTEST_STEM = 3

_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"),
    ("q", "k"), ("c", "k"), ("x", "ks"), ("j", "g"), ("z", "s"), ("v", "f"),
)  # fmt: skip
"""Letters that transliterations of one Arabic or Cyrillic name exchange."""
_SILENT = re.compile(r"(?<=.)[aeiouywh]")
_REPEATED = re.compile(r"(.)\1+")
_FROM_ARABIC = str.maketrans({
    "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r",
    "ز": "s", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "s", "ع": "a", "غ": "g", "ف": "f",
    "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "پ": "b", "چ": "s", "ڤ": "f",
})  # fmt: skip


@functools.lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """`name` in one spelling: lower case, no diacritics, Arabic letter variants as one, blanks between words.

    "Deir ez-Zôr" and "deir ez zor" are one; "St." and "Saint" are one. Empty if no letter or digit is left.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_ARABIC_LETTERS))
        name = "".join(letter for letter in name if not unicodedata.combining(letter)).translate(
            _ARABIC_LETTERS
        )
    lowered = _QUOTES.sub("", name.casefold().translate(_LATIN_LETTERS))
    if "." in lowered:
        lowered = _without_points(lowered)
    words = _BREAKS.sub(" ", lowered).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def _without_points(lowered: str) -> str:
    """Without the points of "u.s." and "d.c.", so that the letters of one abbreviation stay one word."""
    return re.sub(r"(?<=\w)\.(?=\w)", "", lowered)


def without_article(key: str) -> str:
    """A folded name without its Arabic article ("al raqqah", "raqqah" are one); the name itself if none."""
    first, _, rest = key.partition(" ")
    if rest and first in ARTICLES and len(rest) >= _SHORTEST_STEM:
        return rest
    if key.startswith(_ARABIC_ARTICLE) and len(key) >= len(_ARABIC_ARTICLE) + _SHORTEST_STEM:
        return key.removeprefix(_ARABIC_ARTICLE)
    return key


def skeleton(key: str) -> str:
    """The sounds that survive transliteration: consonants of a folded name, without articles, likes as one.

    "khan younis", "kan yunus" and "خان يونس" share theirs. Different names may share one: compare them then.
    """
    stems = [_stem(word) for word in key.split() if word not in ARTICLES]
    sounds = "".join(stems).translate(_FROM_ARABIC)
    for pair, sound in _SOUNDS:
        sounds = sounds.replace(pair, sound)
    if sounds[:1] in "eiou":
        sounds = "a" + sounds[1:]
    return _REPEATED.sub(r"\1", _SILENT.sub("", sounds))


def _stem(word: str) -> str:
    return without_article(word) if word.startswith(_ARABIC_ARTICLE) else word
