"""People named in a sentence and its quantities in; the same out with the numbers of tolls that are said to stand or
to change ("the toll rose from 11 to 14"), and what became of these people.

Such a sentence counts people without naming them: the words for the toll say what became of them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.how_many.quantities import QuantityMention
from harmledger.reading.english.people.chunk import Chunk, tokens_of
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import Trigger, harm_lexicon
from harmledger.records.figure import Outcome, Who

_REACH = 60
"""Most characters between a toll and its verb, and between its verb and the number."""
_ENDED = re.compile(r"\s*(?:[.;,)”\"]|$)")
"""Behind a number that counts nothing named."""
_LEAD = 24
"""Most characters before a number in which "from" or "to" stands."""

Tolls = dict[int, Trigger]
"""By index of chunk, what the words for a toll say became of the people."""


class _Subjects(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    subjects: tuple[str, ...]


class _Verbs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    change: tuple[str, ...]
    stand: tuple[str, ...]
    be: tuple[str, ...]
    before: tuple[str, ...]
    to: tuple[str, ...]
    tells: tuple[str, ...]


class _TollWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    killed: _Subjects
    injured: _Subjects
    verbs: _Verbs


class _Patterns(msgspec.Struct, frozen=True, kw_only=True):
    tolls: tuple[tuple[Outcome, re.Pattern[str]], ...]
    subject: re.Pattern[str]
    """A toll of whatever became of people."""
    joined: re.Pattern[str]
    """A toll and "and", right before another ("the number of *dead and* wounded")."""
    named: re.Pattern[str]
    """A toll, by a group that says what became of its people."""
    revised: re.Pattern[str]
    """What stands between a toll and the number that replaces it."""
    told: re.Pattern[str]
    """Right before a bare number, by which somebody else tells of the same people ("…; *the ministry said* 11")."""
    former: re.Pattern[str]
    latter: re.Pattern[str]


class _Stated(NamedTuple):
    """The number of a toll, and whether it is the one before a change."""

    mention: QuantityMention
    trigger: Trigger
    former: bool


@functools.cache
def _patterns() -> _Patterns:
    raw = files("harmledger.reading.data").joinpath("english_tolls.toml").read_bytes()
    words = msgspec.convert(tomllib.loads(raw.decode()), _TollWords)
    every = (*words.killed.subjects, *words.injured.subjects)
    return _Patterns(
        tolls=(
            ("killed", _of_toll(words.killed.subjects, words.verbs)),
            ("injured", _of_toll(words.injured.subjects, words.verbs)),
        ),
        subject=re.compile(rf"\b{any_of(every)}\b"),
        joined=re.compile(rf"\b{any_of(every)}\s+(?i:and|or)\s+$"),
        named=re.compile(
            rf"\b(?:(?P<injured>{any_of(words.injured.subjects)})|(?P<killed>{any_of(words.killed.subjects)}))\b"
        ),
        revised=re.compile(
            rf"\W{{1,3}}(?:(?i:and|but)\s)?(?:\w+\s){{0,2}}{any_of(words.verbs.change)}\s(?:\w+\s){{0,2}}?(?i:to|at)\s"
        ),
        told=re.compile(rf"\b{any_of(words.verbs.tells)}\s+(?:(?i:only|just)\s+)?$"),
        former=re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
        latter=re.compile(rf"\b{any_of((*words.verbs.to, *words.verbs.be))}\s+(?:\w+\s+){{0,2}}$"),
    )


def _of_toll(subjects: Sequence[str], verbs: _Verbs) -> re.Pattern[str]:
    """ "Put the toll", "the toll at", "the toll … rose", "the number of dead is"."""
    numbers = [subject for subject in subjects if "number" in subject or "toll" in subject]
    before, the = any_of(verbs.before), any_of(("the", "its", "their"))
    return re.compile(
        rf"\b(?:{before}\s+(?i:the|its|their|this)\s+(?:\w+\s+)?{any_of(subjects)}\b"
        rf"|{the}\s+{any_of(subjects)}\b(?=\s+(?i:at)\s)"
        rf"|{any_of(numbers)}\s+(?:(?i:now)\s+)?{any_of(verbs.be)}\b"
        rf"|{any_of(subjects)}\b[^.;\d]{{0,{_REACH}}}?\b{any_of((*verbs.change, *verbs.stand))}\b)"
    )


def speaks_of_tolls(words: str) -> bool:
    """Whether a toll is said to stand or to change."""
    return any(pattern.search(words) is not None for _, pattern in _patterns().tolls)


def with_stated_tolls(
    parsed: Parsed, chunks: Sequence[Chunk], quantities: Sequence[QuantityMention]
) -> tuple[tuple[Chunk, ...], Tolls]:
    """The chunks with the numbers of stated tolls among them, marked as the whole that others of the sentence are
    parts of, and what became of these people."""
    stated = {one.mention.quantity.span: one for one in _stated(parsed, quantities)}
    marked = [_marked(chunk, stated.get(chunk.quantity.span)) for chunk in chunks]
    read = {chunk.quantity.span for chunk in chunks}
    bare = [_bare(parsed, one) for span, one in stated.items() if span not in read]
    marked += [new for new in bare if new is not None and not any(c.holds(new.noun) for c in chunks)]
    ordered = tuple(sorted(marked, key=lambda chunk: chunk.first))
    told = ((n, stated.get(chunk.quantity.span)) for n, chunk in enumerate(ordered))
    return ordered, {n: one.trigger for n, one in told if one is not None}


def _marked(chunk: Chunk, stated: _Stated | None) -> Chunk:
    if stated is None:
        return chunk
    return msgspec.structs.replace(chunk, former=stated.former, total=not stated.former)


def _bare(parsed: Parsed, stated: _Stated) -> Chunk | None:
    """The number of a toll by itself, as people."""
    tokens = tokens_of(parsed, stated.mention.quantity.span)
    if tokens is None:
        return None
    return Chunk(
        first=tokens[0], last=tokens[1], noun=tokens[1], quantity=stated.mention.quantity, who=Who(),
        former=stated.former, total=not stated.former,
    )  # fmt: skip


def _stated(parsed: Parsed, quantities: Sequence[QuantityMention]) -> Iterator[_Stated]:
    """The number that each toll came to, and the one that it was before, where both are said."""
    text = parsed.doc.text
    for outcome, pattern in _patterns().tolls:
        found = _nearest(text, pattern)
        if found is None:
            continue
        both = _patterns().joined.search(text[: found.start()]) is not None
        trigger = Trigger(
            kind="event", outcome="killed_or_injured" if both else outcome, label=_label(found[0])
        )
        near = list(_near(parsed, found.end(), quantities))
        former = _patterns().former
        before = [q for q in near if q.former or former.search(_lead(parsed, found.end(), q))]
        after = [q for q in near if _patterns().latter.search(_lead(parsed, found.end(), q))]
        yield from (_Stated(q, trigger, former=True) for q in before[:1] if after)
        yield from (_Stated(q, trigger, former=False) for q in after[:1])
    yield from _revised(parsed, quantities)
    yield from _told_by_another(parsed, quantities)


def _told_by_another(parsed: Parsed, quantities: Sequence[QuantityMention]) -> Iterator[_Stated]:
    """ "Activists said 30 had died; *officials spoke of 12*": a number alone, behind a word of harm of the sentence."""
    text, start = parsed.doc.text, parsed.span.start
    for mention in quantities:
        words = text[: mention.quantity.span.start - start]
        alone = _ENDED.match(text, mention.quantity.span.end - start) is not None and not mention.article
        told = _patterns().told.search(words) if alone else None
        outcome = None if told is None else _harm_before(parsed, told.start())
        if outcome is not None:
            yield _Stated(mention, Trigger(kind="event", outcome=outcome), former=False)


def _harm_before(parsed: Parsed, end: int) -> Outcome | None:
    """What became of the people of whom the words before `end` tell last."""
    triggers = harm_lexicon().triggers
    words = [token for token in parsed.tokens if token.idx < end and token.lower_ in triggers]
    toll = _toll_before(parsed.doc.text[:end])
    ways = (way.outcome for token in reversed(words) for way in triggers[token.lower_])
    return toll or next((outcome for outcome in ways if outcome in ("killed", "injured")), None)


def _revised(parsed: Parsed, quantities: Sequence[QuantityMention]) -> Iterator[_Stated]:
    """ "A toll of *75*, later revised to *78*": the number that a toll was, and the one that it came to."""
    text, start = parsed.doc.text, parsed.span.start
    for one, other in pairwise(quantities):
        first, second = one.quantity.span, other.quantity.span
        between = text[first.end - start : second.start - start]
        outcome = _toll_before(text[: first.start - start])
        if outcome is not None and _patterns().revised.fullmatch(between) is not None:
            trigger = Trigger(kind="event", outcome=outcome)
            yield _Stated(one, trigger, former=True)
            yield _Stated(other, trigger, former=False)


def _toll_before(words: str) -> Outcome | None:
    """What became of the people of the toll that is named last in `words`."""
    last = max(_patterns().named.finditer(words), key=re.Match.start, default=None)
    return None if last is None else "killed" if last.lastgroup == "killed" else "injured"


def _nearest(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """A toll with its verb, no other toll between them ("six *dead*, but *the toll* later rose")."""
    found = pattern.search(text)
    while found is not None:
        other = next(_patterns().subject.finditer(text, _first_end(found), found.end()), None)
        if other is None:
            return found
        found = pattern.search(text, other.start())
    return None


def _first_end(found: re.Match[str]) -> int:
    """Where the first word for a toll ends in what was found."""
    first = _patterns().subject.search(found.string, found.start(), found.end())
    return found.end() if first is None else first.end()


def _near(parsed: Parsed, verb_end: int, quantities: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """The numbers behind a verb, up to where another toll is named."""
    another = _patterns().subject.search(parsed.doc.text, verb_end, verb_end + _REACH)
    reach = another.start() if another else verb_end + _REACH
    for mention in quantities:
        start = mention.quantity.span.start - parsed.span.start
        if verb_end <= start <= reach and not mention.article:
            yield mention


def _lead(parsed: Parsed, verb_end: int, mention: QuantityMention) -> str:
    """The words before a number, the verb itself among them where it is near."""
    start = mention.quantity.span.start - parsed.span.start
    return parsed.doc.text[max(start - _LEAD, verb_end - _LEAD, 0) : start]


def _label(words: str) -> str | None:
    """What a word for the toll calls the people ("the number of *martyrs*")."""
    ways = (way for word in words.split() for way in harm_lexicon().triggers.get(word.lower(), ()))
    return next((way.label for way in ways if way.label is not None), None)
