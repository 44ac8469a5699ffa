"""Folded text in, where its sentences begin and end out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harmledger.records.span import Span

_BREAK = re.compile(r"\n|(?<![0-9a-z])[.]+(?=[\s\"'\u0621-\u064a]|$)|(?<=[0-9a-z])[.](?=\s|$)|[!?؟…]+")
LONGEST = 2_000
"""Letters. Longer stretches without an end are cut at a blank, so that cost stays linear."""


def split_sentences(folded: str, start: int, end: int) -> Iterator[Span]:
    """The sentences between two places of a folded text, in order, without surrounding blanks."""
    for found in _BREAK.finditer(folded, start, end):
        yield from _cut(folded, start, found.end() if found[0] != "\n" else found.start())
        start = found.end()
    yield from _cut(folded, start, end)


def _cut(folded: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        while start < end and folded[start].isspace():
            start += 1
        stop = end
        if stop - start > LONGEST:
            blank = folded.rfind(" ", start + 1, start + LONGEST)
            stop = blank if blank > 0 else start + LONGEST
        last = stop
        while last > start and folded[last - 1].isspace():
            last -= 1
        if start < last:
            yield Span(start, last)
        start = stop
