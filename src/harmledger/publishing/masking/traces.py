"""A text in, the spans by which somebody could be found out: addresses, handles, telephone numbers, exact
coordinates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from harmledger.records.span import Span

_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|^\W?www\.|^\W?#\w|^\W?u/\w|\.\w{1,24}/", re.IGNORECASE)
"""What makes a run of characters without a blank an address, a handle or a hashtag, wherever in it this
stands."""
_DIGITS = re.compile(r"[+(]?\d[\d \t().\-/\u2010-\u2015]{5,40}\d")
_DATE = re.compile(r"\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}[./\-]\d{1,2}[./\-]\d{4}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,4}")
"""A sum with its thousands parted, which is no telephone number."""
_LEAST_DIGITS = 7
"""Of a telephone number without its prefix."""
_DEGREES = re.compile(r"[-+]?\d{1,3}[.,٫]\d{3,12}|\d{1,3}\s?°[\d\s'’′\"”″.,]{0,24}[NSEWnsew]?")
_GRID = re.compile(r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` without look-alikes that would hide a trace: full-width forms, marks of direction, invisible
    joiners."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")


def traces(text: str) -> Iterator[Span]:
    """The spans of `text`, given plain, that lead to a person or an exact place; they may overlap."""
    for found in _TOKEN.finditer(text):
        if _ADDRESS.search(found[0]):
            yield Span(*found.span())
    for pattern in (_GRID, _DEGREES, _DIGITS):
        for found in pattern.finditer(text):
            if pattern is _GRID or not _is_harmless(
                found[0], least_digits=_LEAST_DIGITS if pattern is _DIGITS else 0
            ):
                yield Span(*found.span())


def _is_harmless(number: str, *, least_digits: int) -> bool:
    """Whether digits are a date, a sum of people, or too few to reach anybody."""
    if _GROUPED.fullmatch(number) or _DATE.fullmatch(number):
        return True
    return sum(character.isdecimal() for character in number) < least_digits
