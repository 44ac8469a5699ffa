"""A sentence with its figures in, the stretches of it that tell of another event than the one it reports out.

News tells of one event beside another: "a block from where five were shot in December", "a day after two
guards were killed, another was wounded". Only the plain forms are read; dates part the others.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.records.span import Span

_REST = r"[^,;.–—]"
"""A clause goes to its next stop."""


class _OtherEvents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    events: tuple[str, ...]
    earlier: tuple[str, ...]
    further: tuple[str, ...]
    units: tuple[str, ...]
    links: tuple[str, ...]
    months: tuple[str, ...]
    followings: tuple[str, ...]
    harms: tuple[str, ...]
    apart: tuple[str, ...]
    comings: tuple[str, ...]
    habits: tuple[str, ...]
    likening: tuple[str, ...]


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    always: re.Pattern[str]
    whole: re.Pattern[str]
    apart: re.Pattern[str]
    habit: re.Pattern[str]
    news: re.Pattern[str]
    beside: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    raw = files("harmledger.reading.data").joinpath("english_other_events.toml").read_bytes()
    words = msgspec.convert(tomllib.loads(raw.decode()), _OtherEvents)
    events = rf"\s(?:[\w-]+\s){{0,2}}?{any_of(words.events)}"
    others = (*words.earlier, *words.further)
    other = rf"{any_of(others)}{events}"
    dated = rf"{any_of((*others, *words.months))}{events}"
    later = rf"{any_of(words.units)}\s(?i:after)\b"
    came = rf"{any_of(words.events)}\b{_REST}{{0,40}}?\b{any_of(words.comings)}\b{_REST}{{0,30}}?{later}"
    return _Patterns(
        always=re.compile(
            rf"\b(?:{other}\b{_REST}{{0,40}}?\b{any_of(words.links)}\b{_REST}*|{any_of(['from'])}\s(?i:where)\b{_REST}*"
            rf"|{any_of(words.events)}\b{_REST}{{0,20}}?\b{any_of(words.followings)}\s(?i:the\s)?{any_of(words.harms)}\s(?i:of)\b.*"
            rf"|(?i:who)\b{_REST}{{0,60}}?\b(?i:in)\s(?i:an?\s)?{any_of(words.earlier)}{events}\b{_REST}*"
            rf"|{any_of(words.likening)}\b{_REST}*|{came}{_REST}*|{any_of(['where'])}\b{_REST}{{0,80}}?\b(?i:in)\s(?i:an?\s)?{dated}\b{_REST}*)"
        ),
        whole=re.compile(rf"\W*(?i:in|during)\s(?i:an?\s|the\s)?{other}\b"),
        apart=re.compile(rf"\b{any_of(words.apart)}\s{any_of(words.events)}\b"),
        habit=re.compile(rf"\b(?i:has|have|had)\b{_REST}{{0,40}}?\b{any_of(words.habits)}\b"),
        news=re.compile(rf"\W*(?i:in)\s(?i:an?\s|the\s)?{any_of(words.further)}{events}\b"),
        beside=re.compile(rf"\W*(?:[\w-]+\s){{0,4}}{later}{_REST}*(?=,)"),
    )


def is_other_news(content: str, sentence: Span) -> bool:
    """Whether the sentence reports another event as news of its own: "In a separate attack on Sunday, …"."""
    return _patterns().news.match(content, sentence.start, sentence.end) is not None


def other_events_in(content: str, sentence: Span, figures: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of `sentence` in which other events are told of, in order. What happened before ("a day
    after …, another was shot") is another event only where the sentence counts people outside it too."""
    patterns = _patterns()
    if patterns.whole.match(content, sentence.start, sentence.end):
        return (sentence,)
    if patterns.apart.search(content, sentence.start, sentence.end):
        return (sentence,)
    if patterns.habit.search(content, sentence.start, sentence.end) and not figures:
        return (sentence,)
    found = [Span(*m.span()) for m in patterns.always.finditer(content, sentence.start, sentence.end)]
    before = patterns.beside.match(content, sentence.start, sentence.end)
    if before is not None and any(figure.start >= before.end() for figure in figures):
        found.insert(0, Span(*before.span()))
    return tuple(found)
