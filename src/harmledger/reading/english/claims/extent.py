"""A sentence in, whether it speaks of one incident, of several together, or of a whole conflict, out."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.english.claims.means import any_of
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.records.claim import Extent
from harmledger.records.span import Span

_CLAUSE = 120
"""Most characters between a war and its verb."""
_NEAR = 60
"""Most characters between the words of a count and its time."""


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    events: list[str]
    conflicts: list[str]
    conflict_verbs: list[str]
    conflict_total: list[str]
    aggregate: list[str]
    events_in_plural: list[str]
    several: list[str]
    across: list[str]
    events_of_a_year: list[str]
    counting: list[str]
    counted: list[str]
    stretches: list[str]


class _Extents(msgspec.Struct, frozen=True, kw_only=True):
    each: tuple[tuple[Extent, re.Pattern[str]], ...]
    one_event: re.Pattern[str]


def extent_in(content: str, span: Span) -> Extent:
    """Whether the span speaks of one incident, of several together, or of a whole conflict."""
    for extent, pattern in _extents().each:
        if pattern.search(content, span.start, span.end):
            return extent
    return "incident"


def names_one_event(content: str, span: Span) -> bool:
    """Whether the span speaks of a single event ("a strike on the harbour")."""
    return _extents().one_event.search(content, span.start, span.end) is not None


@functools.cache
def _extents() -> _Extents:
    raw = files("harmledger.reading.data").joinpath("english_extent.toml").read_text("utf-8")
    words = msgspec.convert(tomllib.loads(raw), _Words)
    each: tuple[tuple[Extent, re.Pattern[str]], ...] = (
        ("conflict_total", any_of(words.conflict_total)),
        ("conflict_total", _war_as_subject(words.conflicts, words.conflict_verbs)),
        ("aggregate", any_of(words.aggregate)),
        ("aggregate", _several_events(words)),
        ("aggregate", _of_a_year(words.events_of_a_year)),
        ("aggregate", _of_a_stretch(words)),
    )
    return _Extents(each=each, one_event=_one_of(words.events))


def _one_of(events: list[str]) -> re.Pattern[str]:
    """ "A strike", "the second bombing": one event, with at most three words between."""
    article = r"\b(?:an?|the|one|another|that|this)\s(?:[\w-]+\s){0,3}"
    return re.compile(rf"{article}(?:{'|'.join(events)})\b", re.IGNORECASE)


def _several_events(words: _Words) -> re.Pattern[str]:
    """ "Two separate shootings", "shootings across the city", "separate attacks"."""
    several, events, across = (
        "|".join(map(re.escape, listed)) for listed in (words.several, words.events_in_plural, words.across)
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


def _of_a_stretch(words: _Words) -> re.Pattern[str]:
    """ "Documented the killing of 98 civilians in April", "in March alone", "have been killed since January"."""
    counting, counted, months, stretches = (
        "|".join(map(re.escape, listed))
        for listed in (words.counting, words.counted, date_lexicon().months, words.stretches)
    )
    when = rf"(?:{months}|{stretches})"
    perfect = r"ha(?:ve|s|d)\s(?:\w+\s)?(?:been\s)?(?:killed|died|injured|wounded|displaced)"
    since = rf"since\s(?:early\s|late\s|mid-)?(?:{when}|(?:19|20)[0-9]{{2}})\b"
    return re.compile(
        rf"\b(?:(?:{counting})\b[^.;]{{0,{_NEAR}}}?\b(?:{counted})\b[^.;]{{0,{_NEAR}}}?\b(?:in|during|for)\s{when}\b(?!\s[0-9]{{1,2}}\b)"
        rf"|{when}\salone\b|{perfect}\b[^.;]{{0,{_NEAR}}}?\b{since}|{since}[^.;]{{0,{_NEAR}}}?\b{perfect}\b"
        rf"|a\stotal\sof\b[^.;]{{0,{_NEAR}}}?\b{when}\b(?!\s[0-9]{{1,2}}\b))",
        re.IGNORECASE,
    )


def _war_as_subject(wars: list[str], verbs: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(wars)})\b[^.]{{0,{_CLAUSE}}}?\bha[sd]\s(?:\w+\s)?(?:{'|'.join(verbs)})\b",
        re.IGNORECASE,
    )
