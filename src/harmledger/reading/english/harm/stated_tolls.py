"""One sentence with its quantities in; tolls that are said to stand or change ("the toll rose from 11 to
14") out.

Such a sentence counts people without naming them: the words for the toll say what became of them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.harm.figures import Described, SentenceReading
from harmledger.reading.english.how_many.quantities import QuantityMention
from harmledger.records.figure import Figure, Outcome, Relation, Who
from harmledger.records.span import Span

_REACH = 60
"""Most characters between a toll and its verb, and between its verb and the number."""
_LEAD = 24
"""Most characters before a number in which "from" or "to" stands."""


class _Subjects(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    subjects: tuple[str, ...]


class _Verbs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    change: tuple[str, ...]
    stand: tuple[str, ...]
    before: tuple[str, ...]
    to: tuple[str, ...]


class _TollWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    killed: _Subjects
    injured: _Subjects
    verbs: _Verbs


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    tolls: tuple[tuple[Outcome, re.Pattern[str]], ...]
    subject: re.Pattern[str]
    """A toll of whatever became of people."""
    former: re.Pattern[str]
    latter: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    raw = files("harmledger.reading.data").joinpath("english_tolls.toml").read_bytes()
    words = msgspec.convert(tomllib.loads(raw.decode()), _TollWords)
    verbs = any_of((*words.verbs.change, *words.verbs.stand))
    outcomes: tuple[tuple[Outcome, tuple[str, ...]], ...] = (
        ("killed", words.killed.subjects),
        ("injured", words.injured.subjects),
    )
    before, the = any_of(words.verbs.before), any_of(("the", "its", "their"))
    tolls = tuple(
        (
            outcome,
            re.compile(
                rf"\b(?:{before}\s+(?i:the|its|their|this)\s+(?:\w+\s+)?{any_of(subjects)}\b"
                rf"|{the}\s+{any_of(subjects)}\b(?=\s+(?i:at)\s)"
                rf"|{any_of(subjects)}\b[^.;\d]{{0,{_REACH}}}?\b{verbs}\b)"
            ),
        )
        for outcome, subjects in outcomes
    )
    return _Patterns(
        tolls=tolls,
        subject=re.compile(rf"\b{any_of((*words.killed.subjects, *words.injured.subjects))}\b"),
        former=re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
        latter=re.compile(rf"\b{any_of(words.verbs.to)}\s+(?:\w+\s+){{0,2}}$"),
    )


def speaks_of_tolls(words: str) -> bool:
    """Whether a toll is said to stand or to change."""
    return any(pattern.search(words) is not None for _, pattern in _patterns().tolls)


def with_stated_tolls(
    content: str, span: Span, reading: SentenceReading, quantities: Sequence[QuantityMention]
) -> SentenceReading:
    """The reading with the tolls that the sentence states without naming people, where it counts nobody
    yet."""
    for outcome, pattern in _patterns().tolls:
        read = [figure.quantity.span for figure in reading.figures]
        free = [q for q in quantities if not any(q.quantity.span.meets(other) for other in read)]
        found = pattern.search(content, span.start, span.end)
        if found is not None and (figures := _figures(content, found.end(), outcome, free)):
            reading = _added(reading, figures)
    return reading


def _figures(
    content: str, verb_end: int, outcome: Outcome, quantities: Sequence[QuantityMention]
) -> tuple[Figure, ...]:
    """The number that a toll came to, after the one that it was before, where both are said."""
    patterns = _patterns()
    another = patterns.subject.search(content, verb_end, verb_end + _REACH)
    reach = another.start() if another else verb_end + _REACH
    near = [q for q in quantities if verb_end <= q.quantity.span.start <= reach and not q.article]
    before = [q for q in near if q.former or patterns.former.search(_lead(content, verb_end, q))]
    after = [q for q in near if patterns.latter.search(_lead(content, verb_end, q))]
    if not after:
        return ()
    figures = [Figure(outcome=outcome, who=Who(), quantity=q.quantity) for q in (*before[:1], after[0])]
    if before:
        figures[1] = msgspec.structs.replace(figures[1], relation=Relation(kind="revises", figure=0))
    return tuple(figures)


def _lead(content: str, verb_end: int, mention: QuantityMention) -> str:
    """The words before a number, the verb itself among them where it is near."""
    start = mention.quantity.span.start
    return content[max(start - _LEAD, verb_end - _LEAD, 0) : start]


def _added(reading: SentenceReading, figures: tuple[Figure, ...]) -> SentenceReading:
    """The reading with more figures behind its own."""
    shift = len(reading.figures)
    moved = [
        f
        if f.relation is None
        else msgspec.structs.replace(
            f, relation=msgspec.structs.replace(f.relation, figure=f.relation.figure + shift)
        )
        for f in figures
    ]
    return msgspec.structs.replace(
        reading,
        figures=(*reading.figures, *moved),
        described=(*reading.described, *(Described() for _ in figures)),
        bare=False,
    )
