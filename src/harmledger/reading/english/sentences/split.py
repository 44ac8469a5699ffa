"""English text in, spans of its sentences out."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from harmledger.records.span import Span

_BREAK = re.compile(
    r"""(?P<end>(?<![.!?…])[.!?…]++["'”’)\]]*+)(?=\s++["'“‘(\[]*+[A-Z0-9@#])  # a full stop, then what may begin one
      | (?P<glued>(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]{1,12}\s)               # the same, the blank lost
                 |(?<=[0-9]{2}\.)(?=[A-Z][a-z]{0,12}\s[a-z]))            # behind a number
      | (?P<line>(?<!\s)[^\S\n]*+\n\s*+)                                 # the end of a line, with all blanks
    """,
    re.VERBOSE,
)
"""Each run of stops or blanks is looked at once, from its beginning: cost stays linear."""
_ENDING, _ITEM = frozenset('.!?:"”'), re.compile(r"(?:[-*•▪]|[0-9]{1,3}[.)])\s")
_ITEM_NUMBER = re.compile(r"\s*[0-9]{1,3}$")
_NUMBERING = re.compile(r"^[0-9]{1,4}\.(?=[A-Za-z])")
"""A number of a list that lost its blank ("16.Nov.")."""
_DAY = re.compile(r"\s*(?:[0-9]{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s+[0-9]{1,2})(?:,?\s+[12][0-9]{3})?")
_LAST_WORD = re.compile(r"[\w.]+$")
LONGEST = 2_000
"""Code points. Longer stretches without an end are cut at a blank, so that cost stays linear (tables,
menus, attacks)."""


@functools.cache
def _abbreviations() -> frozenset[str]:
    raw = files("harmledger.reading.data").joinpath("english_sentences.toml").read_text("utf-8")
    lists: dict[str, list[str]] = tomllib.loads(raw)["abbreviations"]
    return frozenset(word for words in lists.values() for word in words)


def split_sentences(content: str) -> tuple[Span, ...]:
    """The sentences of `content` in order, without surrounding blanks. They cover all of its words."""
    return tuple(piece for span in _stretches(content) for piece in _cut(content, span))


def _stretches(content: str) -> Iterator[Span]:
    start = 0
    for found in _BREAK.finditer(content):
        if found.lastgroup == "end" and _is_abbreviation(content, start, found):
            continue
        if found.lastgroup == "line" and not _ends_there(content, start, found):
            continue
        yield Span(start, found.end("end") if found.lastgroup == "end" else found.start())
        start = found.end()
    yield Span(start, len(content))


def _ends_there(content: str, start: int, found: re.Match[str]) -> bool:
    """Whether a line's end is a sentence's: an empty line or a list item, unless it goes on behind it; before a list
    item; or behind what ends a sentence."""
    following = content[found.end() : found.end() + 1]
    apart = found["line"].count("\n") > 1 or _ITEM.match(content, start) is not None
    if apart and not ("a" <= following <= "z"):
        return True
    ended = found.start() > 0 and content[found.start() - 1] in _ENDING
    return ended or _ITEM.match(content, found.end()) is not None


def _is_abbreviation(content: str, start: int, found: re.Match[str]) -> bool:
    if found["end"] != ".":
        return False
    before = content[max(start, found.start() - 20) : found.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    if _DAY.fullmatch(content, start, found.start()):
        return True  # "8 May. Hella: …": the day of an entry in a list
    if start + len(before) == found.start() and _ITEM_NUMBER.match(before):
        return True  # "1. Anna": the number of a list item
    text = _NUMBERING.sub("", word[0])
    return text.lower() in _abbreviations() or (len(text) == 1 and text.isupper())


def _cut(content: str, span: Span) -> Iterator[Span]:
    start, end = span.start, span.end
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        blank = content.rfind(" ", start + 1, start + LONGEST)
        stop = blank if blank > 0 else start + LONGEST
        yield Span(start, stop)
        start = stop
        while start < end and content[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
