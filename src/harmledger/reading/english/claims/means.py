"""A sentence in, what it says of means, evidence and rates out, by the lexicon."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.words.numbers import Rate
from harmledger.records.claim import Means
from harmledger.records.span import Span

_RATE_REACH = 70
"""Most characters between a figure and the words that make it a rate."""


class _MeansFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    means: dict[str, list[str]]
    evidence: dict[str, list[str]]
    rate: _RateTable


class _RateTable(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    units: dict[Rate, list[str]]


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    means: re.Pattern[str]
    by_word: dict[str, Means]
    evidence: re.Pattern[str]
    rates: tuple[tuple[Rate, re.Pattern[str]], ...]


@functools.cache
def _patterns() -> _Patterns:
    raw = files("harmledger.reading.data").joinpath("english_means.toml").read_bytes()
    data = msgspec.convert(tomllib.loads(raw.decode()), _MeansFile)
    by_word = {
        word.lower(): msgspec.convert(means.removesuffix("_generic"), Means)
        for means, words in data.means.items()
        for word in words
    }
    return _Patterns(
        means=re.compile(rf"\b{any_of(by_word)}\b"), by_word=by_word,
        evidence=re.compile(rf"\b{any_of(data.evidence['words'])}\b"),
        rates=tuple((unit, _rate(words)) for unit, words in data.rate.units.items()),
    )  # fmt: skip


def _rate(words: list[str]) -> re.Pattern[str]:
    """A rate ends its phrase: "50 a day.", "a day in May"; not "a day later", "daily hire"."""
    ends = r"(?=\s{0,3}(?:[.,;:)]|$|(?i:in|by|from|since|during|as|at|across|throughout|and|on)\b))"
    return re.compile(rf"\b{any_of(words)}\b{ends}")


def rate_in(content: str, start: int, end: int) -> Rate | None:
    """The unit of time that makes a figure before `start` a rate ("up to 50 … every day"); "Mr. Weekly" is a name."""
    until = min(end, start + _RATE_REACH)
    return next(
        (
            unit
            for unit, pattern in _patterns().rates
            if any(not found[0].istitle() for found in pattern.finditer(content, start, until))
        ),
        None,
    )


def means_in(content: str, span: Span) -> Means | None:
    """By what means harm was done, as the words of the span say: the most specific word wins over its
    order."""
    found = [means for means, _ in every_means_in(content, span)]
    ranks = list(dict.fromkeys(_patterns().by_word.values()))
    return min(found, key=ranks.index, default=None)


def every_means_in(content: str, span: Span) -> list[tuple[Means, Span]]:
    """Each word for means in the span, in order."""
    patterns = _patterns()
    found = patterns.means.finditer(content, span.start, span.end)
    return [(patterns.by_word[m[0].lower()], Span(*m.span())) for m in found]


def evidence_in(content: str, span: Span) -> tuple[Span, ...]:
    """Where the span mentions images, records or lists of names."""
    return tuple(Span(*m.span()) for m in _patterns().evidence.finditer(content, span.start, span.end))
