"""A sentence in, what it says of means, evidence and extent out, by the lexicon."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.english.words.numbers import Rate
from harmledger.records.claim import Extent, Means
from harmledger.records.span import Span

_CLAUSE = 120
"""Most characters between a war and its verb."""
_RATE_REACH = 70
"""Most characters between a figure and the words that make it a rate."""


class _MeansFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    means: dict[str, list[str]]
    evidence: dict[str, list[str]]
    rate: _RateTable
    extent: dict[str, list[str]]


class _RateTable(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    units: dict[Rate, list[str]]


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    means: re.Pattern[str]
    by_word: dict[str, Means]
    evidence: re.Pattern[str]
    extents: tuple[tuple[Extent, re.Pattern[str]], ...]
    rates: tuple[tuple[Rate, re.Pattern[str]], ...]
    one_event: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    raw = files("harmledger.reading.data").joinpath("english_means.toml").read_bytes()
    data = msgspec.convert(tomllib.loads(raw.decode()), _MeansFile)
    by_word = {
        word.lower(): msgspec.convert(means.removesuffix("_generic"), Means)
        for means, words in data.means.items()
        for word in words
    }
    extents: list[tuple[Extent, re.Pattern[str]]] = [
        ("conflict_total", _any_of(data.extent["conflict_total"])),
        ("conflict_total", _war_as_subject(data.extent["conflicts"], data.extent["conflict_verbs"])),
        ("aggregate", _any_of(data.extent["aggregate"])),
        ("aggregate", _several_events(data.extent)),
        ("aggregate", _of_a_year(data.extent["events_of_a_year"])),
    ]
    return _Patterns(
        means=_any_of(list(by_word)), by_word=by_word,
        evidence=_any_of(data.evidence["words"]), extents=tuple(extents),
        one_event=_one_of(data.extent["events"]),
        rates=tuple((unit, _rate(words)) for unit, words in data.rate.units.items()),
    )  # fmt: skip


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _one_of(events: list[str]) -> re.Pattern[str]:
    """ "A strike", "the second bombing": one event, with at most three words between."""
    article = r"\b(?:an?|the|one|another|that|this)\s(?:[\w-]+\s){0,3}"
    return re.compile(rf"{article}(?:{'|'.join(events)})\b", re.IGNORECASE)


def _several_events(words: dict[str, list[str]]) -> re.Pattern[str]:
    """ "Two separate shootings", "shootings across the city", "separate attacks"."""
    several, events, across = (
        "|".join(map(re.escape, words[name])) for name in ("several", "events_in_plural", "across")
    )
    return re.compile(
        rf"\b(?:(?:{several})\s(?:[\w-]+\s){{0,2}}(?:{events})|(?:{events})\s(?:{across})"
        r"|(?:separate|unrelated)\s(?:[\w-]+\s){0,2}(?:attacks|strikes|airstrikes|bombings|raids))\b",
        re.IGNORECASE,
    )


def _of_a_year(events: list[str]) -> re.Pattern[str]:
    """ "The 16th homicide", "146 homicides in 2015", "more murders this year", "2016 saw 46 killings"."""
    event = rf"(?:{'|'.join(map(re.escape, events))})"
    named = r"(?:in|of|for|during|since|from)\s(?:all\sof\s)?(?:19|20)[0-9]{2}"
    year = rf"(?:{named}|(?:(?:so|thus)\sfar\s)?(?:this|last|in\sa|each|per)\syear)"
    return re.compile(
        rf"\b(?:[0-9]{{1,4}}(?:st|nd|rd|th)\s(?:[\w-]+\s){{0,2}}{event}\b|{event}s\s(?:[\w-]+\s){{0,2}}{year}\b"
        rf"|(?:19|20)[0-9]{{2}}\s(?:saw|had|recorded|with)\s(?:[\w-]+\s){{0,3}}{event}s\b)",
        re.IGNORECASE,
    )


def _rate(words: list[str]) -> re.Pattern[str]:
    """A rate ends its phrase: "50 a day.", "a day in May"; not "a day later", "daily hire"."""
    ends = r"(?=\s{0,3}(?:[.,;:)]|$|(?:in|by|from|since|during|as|at|across|throughout|and|on)\b))"
    return re.compile(rf"{_any_of(words).pattern}{ends}", re.IGNORECASE)


def _war_as_subject(wars: list[str], verbs: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(wars)})\b[^.]{{0,{_CLAUSE}}}?\bha[sd]\s(?:\w+\s)?(?:{'|'.join(verbs)})\b",
        re.IGNORECASE,
    )


def rate_in(content: str, start: int, end: int) -> Rate | None:
    """The unit of time that makes a figure before `start` a rate ("up to 50 … every day")."""
    return next(
        (
            unit
            for unit, pattern in _patterns().rates
            if pattern.search(content, start, min(end, start + _RATE_REACH))
        ),
        None,
    )


def means_in(content: str, span: Span) -> Means | None:
    """By what means harm was done, as the words of the span say: the most specific word wins over its
    order."""
    patterns = _patterns()
    found = [patterns.by_word[m[0].lower()] for m in patterns.means.finditer(content, span.start, span.end)]
    ranks = list(dict.fromkeys(patterns.by_word.values()))
    return min(found, key=ranks.index, default=None)


def evidence_in(content: str, span: Span) -> tuple[Span, ...]:
    """Where the span mentions images, records or lists of names."""
    return tuple(Span(*m.span()) for m in _patterns().evidence.finditer(content, span.start, span.end))


def extent_in(content: str, span: Span) -> Extent:
    """Whether the span speaks of one incident, of several together, or of a whole conflict."""
    for extent, pattern in _patterns().extents:
        if pattern.search(content, span.start, span.end):
            return extent
    return "incident"


def names_one_event(content: str, span: Span) -> bool:
    """Whether the span speaks of a single event ("a strike on the harbour")."""
    return _patterns().one_event.search(content, span.start, span.end) is not None
