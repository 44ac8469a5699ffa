"""A sentence in, whether it speaks of one incident, of several together, or of a whole conflict, out."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.english.words.numbers import number_lexicon
from harmledger.records.claim import Extent
from harmledger.records.span import Span

_CLAUSE = 120
"""Most characters between a war and its verb."""
_NEAR = 60
"""Most characters between the words of a count and its time."""
_LEAD = 40
_SENTENCE = 400
"""Most characters of a sentence that says how many attacks there were."""
_HEAD = 40
"""Most characters of what heads an entry."""
_HARMED = r"(?i:killed|died|injured|wounded|displaced|shot|stabbed|murdered)"
_PERFECT = rf"[hH][aA](?i:ve|s|d)\s(?:\w+\s)?(?i:been\s)?{_HARMED}"
"""Harm told of up to a moment: "have been killed", "had now died"."""
_ONE_OF = re.compile(r"\bone of (?:the|its|their|our) (?:[\w-]+ ){0,3}$", re.IGNORECASE)


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    events: list[str]
    conflicts: list[str]
    conflict_verbs: list[str]
    conflict_links: list[str]
    conflict_so_far: list[str]
    conflict_total: list[str]
    aggregate: list[str]
    events_in_plural: list[str]
    several: list[str]
    across: list[str]
    titles_of_several: list[str]
    events_of_a_year: list[str]
    crimes: list[str]
    counting: list[str]
    counted: list[str]
    stretches: list[str]
    thousands: list[str]
    attacks: list[str]


class _Extents(msgspec.Struct, frozen=True, kw_only=True):
    each: tuple[tuple[Extent, re.Pattern[str]], ...]
    of_several: re.Pattern[str]
    """In a title, that it counts several events."""
    one_event: re.Pattern[str]
    thousands: re.Pattern[str]
    entry: re.Pattern[str]
    """At the beginning of an entry of a list, that it counts the attacks of a month or of a province."""
    these: re.Pattern[str]
    counted_before: re.Pattern[str]
    """Before "these attacks", that they are all those of a time."""


def extent_in(content: str, span: Span, *, is_title: bool = False) -> Extent:
    """Whether the span speaks of one incident, of several together, or of a whole conflict."""
    if is_title and _extents().of_several.search(content, span.start, span.end) is not None:
        return "aggregate"
    for extent, pattern in _extents().each:
        found = pattern.finditer(content, span.start, span.end)
        if any(not (_is_one_of(content, words.start()) or _is_in_name(content, words)) for words in found):
            return extent
    return "aggregate" if _counts_attacks(content, span) else "incident"


def _counts_attacks(content: str, span: Span) -> bool:
    """ "These attacks left 20 dead" behind how many there were since a time, and the entries that part them: "January:
    three attacks left …"."""
    if _extents().entry.match(content, span.start, span.end) is not None:
        return True
    before = content[max(0, span.start - _SENTENCE) : span.start]
    these = _extents().these.match(content, span.start, span.end)
    return these is not None and _extents().counted_before.search(before) is not None


def _is_in_name(content: str, words: re.Match[str]) -> bool:
    """ "*Nationwide* Children's Hospital" is a name."""
    behind = content[words.end() : words.end() + 2]
    return words[0][0].isupper() and words[0][1:].islower() and behind[:1] == " " and behind[1:].isupper()


def _is_one_of(content: str, at: int) -> bool:
    """ "One of the worst *mass shootings*" is one."""
    return _ONE_OF.search(content[max(0, at - _LEAD) : at]) is not None


def names_one_event(content: str, span: Span) -> bool:
    """Whether the span speaks of a single event ("a strike on the harbour")."""
    return _extents().one_event.search(content, span.start, span.end) is not None


def speaks_of_thousands(phrase: str) -> bool:
    """Whether the words of a number are "thousands" or more, uncounted."""
    return _extents().thousands.search(phrase) is not None


@functools.cache
def _extents() -> _Extents:
    raw = files("harmledger.reading.data").joinpath("english_extent.toml").read_text("utf-8")
    words = msgspec.convert(tomllib.loads(raw), _Words)
    each: tuple[tuple[Extent, re.Pattern[str]], ...] = (
        ("conflict_total", re.compile(rf"\b{any_of(words.conflict_total)}\b")),
        ("conflict_total", _war_as_subject(words.conflicts, words.conflict_verbs)),
        ("conflict_total", _in_a_war(words)),
        ("aggregate", re.compile(rf"\b{any_of(words.aggregate)}\b")),
        ("aggregate", _several_events(words)),
        ("aggregate", _of_a_year(words.events_of_a_year)),
        ("aggregate", _there_were(words.crimes)),
        ("aggregate", _of_a_stretch(words)),
    )
    thousands = re.compile(rf"\b{any_of(words.thousands)}\b")
    # "the fatal shootings *of a boy, woman*" are told of as one
    named = r"(?!\sof\s(?:an?\b|his\b|her\b|their\b|[0-9]{1,2}\b|[A-Z]))"
    of_several = re.compile(rf"\b{any_of(words.titles_of_several)}\b{named}")
    entry, these, before = _attacks(words.attacks)
    return _Extents(
        each=each, of_several=of_several, one_event=_one_of(words.events), thousands=thousands,
        entry=entry, these=these, counted_before=before,
    )  # fmt: skip


def _attacks(attacks: list[str]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """ "January: …" and "Hella: ten attacks …"; "these attacks"; "the number of attacks … since"."""
    months, events = any_of(date_lexicon().months), any_of(attacks)
    lexicon = number_lexicon()
    numbers = any_of({*lexicon.units, *lexicon.teens, *lexicon.tens})
    several = rf"(?:[0-9]{{1,4}}|{numbers}(?:-{numbers})?)\s{events}\b"
    return (
        re.compile(rf"[•*–-]\s?(?:{months}\s?:|[^\n:]{{2,{_HEAD}}}:\s{several})"),
        re.compile(rf"(?:These|Those|these|those)\s{events}\b"),
        re.compile(rf"\bnumber\sof\s(?:[\w-]+\s){{0,3}}{events}\b[^.]*\b(?:since|during|in)\b[^.]*\.\s*$"),
    )


def _one_of(events: list[str]) -> re.Pattern[str]:
    """ "A strike", "the second bombing": one event, with at most three words between."""
    article = any_of(("a", "an", "the", "one", "another", "that", "this"))
    return re.compile(rf"\b{article}\s(?:[\w-]+\s){{0,3}}{any_of(events)}\b")


def _several_events(words: _Words) -> re.Pattern[str]:
    """ "Two separate shootings", "shootings across the city", "separate attacks"."""
    several, events, across = map(any_of, (words.several, words.events_in_plural, words.across))
    apart = any_of(("separate", "unrelated"))
    attacks = any_of(("attacks", "strikes", "airstrikes", "bombings", "raids"))
    few = r"\s(?:[\w-]+\s){0,2}"
    return re.compile(rf"\b(?:{several}{few}{events}|{events}\s{across}|{apart}{few}{attacks})\b")


def _of_a_year(events: list[str]) -> re.Pattern[str]:
    """ "The 16th homicide", "146 homicides in 2015", "more murders this year", "2016 saw 46 killings"."""
    event = any_of(events)
    named = r"(?i:in|of|for|during|since|from)\s(?i:all\sof\s)?(?:19|20)[0-9]{2}"
    year = rf"(?:{named}|(?i:(?:(?:so|thus)\sfar\s)?(?:this|last|in\sa|each|per)\syear))"
    return re.compile(
        rf"\b(?:[0-9]{{1,4}}(?i:st|nd|rd|th)\s(?:[\w-]+\s){{0,2}}{event}\b|{event}[sS]\s(?:[\w-]+\s){{0,2}}{year}\b"
        rf"|(?:19|20)[0-9]{{2}}\s(?i:saw|had|recorded|with)\s(?:[\w-]+\s){{0,3}}{event}[sS]\b)"
    )


def _there_were(crimes: list[str]) -> re.Pattern[str]:
    """ "There had been 299 killings in the city"."""
    return re.compile(rf"\b[tT]here\s(?:(?:have|has|had)\sbeen|were)\s(?:[\w-]+\s){{1,4}}{any_of(crimes)}\b")


def _of_a_stretch(words: _Words) -> re.Pattern[str]:
    """ "Documented the killing of 98 civilians in April", "in March alone", "have been killed since January"."""
    when = any_of((*date_lexicon().months, *words.stretches))
    since = rf"[sS](?i:ince)\s(?i:early\s|late\s|mid-|the\s(?:start|beginning)\sof\s)?(?:{when}|(?:19|20)[0-9]{{2}})\b"
    near = rf"\b[^.;]{{0,{_NEAR}}}?\b"
    whole = rf"{when}\b(?!\s[0-9]{{1,2}}\b)"
    return re.compile(
        rf"\b(?:{any_of(words.counting)}{near}{any_of(words.counted)}{near}(?i:in|during|for)\s{whole}"
        rf"|{when}\s(?i:alone)\b|{_PERFECT}{near}{since}|{since}{near}{_PERFECT}\b"
        rf"|[aA]\s(?i:total\sof){near}{whole})"
    )


def _war_as_subject(wars: list[str], verbs: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(wars)}\b[^.]{{0,{_CLAUSE}}}?\b[hH][aA][sSdD]\s(?:\w+\s)?{any_of(verbs)}\b")


def _in_a_war(words: _Words) -> re.Pattern[str]:
    """ "12 members *had been killed in the war*", "27 killed *up to that point in the conflict*"."""
    war = rf"{any_of(words.conflict_links)}\s(?i:the|this)\s(?:[\w-]+\s){{0,2}}?{any_of(words.conflicts)}"
    near = rf"\b[^.;]{{0,{_NEAR}}}?\b"
    return re.compile(rf"\b(?:{_PERFECT}{near}{war}|{any_of(words.conflict_so_far)}\s{war})\b")
