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

from harmledger.records.span import Span

_REST = r"[^,;.–—]"
"""A clause goes to its next stop."""


class _OtherEvents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    events: tuple[str, ...]
    others: tuple[str, ...]
    units: tuple[str, ...]
    links: tuple[str, ...]
    months: tuple[str, ...]
    comings: tuple[str, ...]


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    always: re.Pattern[str]
    whole: re.Pattern[str]
    beside: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    raw = files("harmledger.reading.data").joinpath("english_other_events.toml").read_bytes()
    words = msgspec.convert(tomllib.loads(raw.decode()), _OtherEvents)
    events = rf"\s(?:[\w-]+\s){{0,2}}?(?:{_any_of(words.events)})"
    other = rf"(?:{_any_of(words.others)}){events}"
    dated = rf"(?:{_any_of((*words.others, *words.months))}){events}"
    later = rf"(?:{_any_of(words.units)})\safter\b"
    came = rf"(?:{_any_of(words.events)})\b{_REST}{{0,40}}?\b(?:{_any_of(words.comings)})\b{_REST}{{0,30}}?{later}"
    return _Patterns(
        always=re.compile(
            rf"\b{other}\b{_REST}{{0,40}}?\b(?:{_any_of(words.links)})\b{_REST}*|\bfrom\swhere\b{_REST}*"
            rf"|\b{came}{_REST}*|\bwhere\b{_REST}{{0,80}}?\bin\s(?:an?\s)?{dated}\b{_REST}*",
            re.IGNORECASE,
        ),
        whole=re.compile(rf"\W*(?:in|during)\s(?:an?\s|the\s)?{other}\b", re.IGNORECASE),
        beside=re.compile(rf"\W*(?:[\w-]+\s){{0,4}}{later}{_REST}*(?=,)", re.IGNORECASE),
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def other_events_in(content: str, sentence: Span, figures: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of `sentence` in which other events are told of, in order. What happened before ("a day
    after …, another was shot") is another event only where the sentence counts people outside it too."""
    patterns = _patterns()
    if patterns.whole.match(content, sentence.start, sentence.end):
        return (sentence,)
    found = [Span(*m.span()) for m in patterns.always.finditer(content, sentence.start, sentence.end)]
    before = patterns.beside.match(content, sentence.start, sentence.end)
    if before is not None and any(figure.start >= before.end() for figure in figures):
        found.insert(0, Span(*before.span()))
    return tuple(found)
