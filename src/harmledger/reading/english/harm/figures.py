"""One parsed sentence in, its figures out: how many people suffered what, as said, and how the figures
relate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from harmledger.reading.english.harm.fates import (
    OF_BODY,
    OF_LIBERTY,
    SURELY_OF_PEOPLE,
    Fate,
    Fates,
    fates_of,
)
from harmledger.reading.english.harm.harm import Harm, find_harm, joined_words
from harmledger.reading.english.harm.parts import parts_of_wholes
from harmledger.reading.english.harm.relations import how_related
from harmledger.reading.english.harm.shared_ages import with_shared_ages
from harmledger.reading.english.harm.stated_tolls import Tolls, with_stated_tolls
from harmledger.reading.english.how_many.ages import AgeMention
from harmledger.reading.english.how_many.quantities import QuantityMention
from harmledger.reading.english.people.chunk import Chunk, Parents
from harmledger.reading.english.people.chunks import find_chunks, open_chunk
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.numbers import number_lexicon
from harmledger.records.claim import Means
from harmledger.records.figure import Figure, Outcome, Relation
from harmledger.records.person import PersonMention
from harmledger.records.span import Span


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What the words of a figure say of whom it tells, beside its number."""

    definite: bool = False
    """Whether it speaks of people already spoken of."""
    additional: bool = False
    """Whether it counts further people ("two more")."""
    partial: bool = False
    """Whether it is only some of a toll told elsewhere ("were among the dead")."""
    of_degree: bool = False
    """Whether it counts those hurt to some degree ("two critically"), who may be some of all the hurt."""
    age_years: int | None = None
    name: str = ""


class SentenceReading(msgspec.Struct, frozen=True, kw_only=True):
    """What one sentence says of people harmed."""

    figures: tuple[Figure, ...]
    described: tuple[Described, ...]
    """For each figure, of whom it tells."""
    persons: tuple[PersonMention, ...]
    means: Means | None
    cues: tuple[Span, ...]
    """The words of harm, with or without people."""
    bare: bool
    """Harm is spoken of, and nobody in particular."""
    hypothetical: bool


def read_figures(
    parsed: Parsed,
    quantities: Sequence[QuantityMention],
    ages: Sequence[AgeMention],
    places: Sequence[Span] = (),
) -> SentenceReading:
    """The figures of a sentence in order of their words, each with how it stands to another, where the
    words say so. What stands at one of `places` names nobody."""
    everything = find_harm(parsed)
    harms = [harm for harm in everything if not harm.hypothetical]
    opened = _with_open_chunks(parsed, find_chunks(parsed, quantities, ages, places), harms)
    stated, tolls = with_stated_tolls(parsed, opened, quantities)
    parts = parts_of_wholes(parsed, stated)
    chunks = with_shared_ages(stated, parts)
    told = _tell(parsed, chunks, everything, tolls, parts)
    figures = tuple(one.figure for one in told)
    return SentenceReading(
        figures=figures,
        described=tuple(_described(parsed, chunks[one.chunk], one.fate) for one in told),
        persons=tuple(p for one in told for p in _persons(parsed, chunks[one.chunk], one.fate.outcome)),
        means=next((h.trigger.means for h in harms if h.trigger.means), None),
        cues=tuple(parsed.span_of(parsed.doc[h.index], parsed.doc[h.index]) for h in everything),
        bare=not figures,
        hypothetical=bool(everything) and not harms,
    )


class _Told(NamedTuple):
    chunk: int
    fate: Fate
    figure: Figure


def _tell(
    parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm], tolls: Tolls, parts: Parents
) -> list[_Told]:
    """The figures, for bodies and for liberty apart: whoever was abducted may have been beaten too."""
    told: list[_Told] = []
    for outcomes in (OF_BODY, OF_LIBERTY):
        parents = dict(parts)
        stated = {n: trigger for n, trigger in tolls.items() if trigger.outcome in outcomes}
        fates = fates_of(parsed, chunks, [h for h in harms if h.trigger.outcome in outcomes], parents, stated)
        _leave_open(fates, chunks, joined_words(parsed, harms))
        kept = [n for n in sorted(fates) if not _only_an_alternative(parsed, chunks, n)]
        told += _figures(parsed, chunks, kept, fates, parents, len(told))
    return told


def _leave_open(fates: Fates, chunks: Sequence[Chunk], joined: Mapping[int, str]) -> None:
    """ "Sixteen were killed or wounded", "14 dead and wounded", "dozens of dead and wounded": which of them died is not
    said. "Civilians were killed and wounded" and "a number were killed and wounded" say that some did."""
    for n, fate in fates.items():
        word = joined.get(fate.word)
        if fate.outcome == "killed" and (word == "or" or (word == "and" and _says_how_many(chunks[n]))):
            fates[n] = fate._replace(outcome="killed_or_injured")


def _says_how_many(chunk: Chunk) -> bool:
    many = number_lexicon().vague.plurals
    return chunk.quantity.low is not None or any(
        word in many for word in chunk.quantity.phrase.lower().split()
    )


def _with_open_chunks(parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm]) -> tuple[Chunk, ...]:
    """The chunks with those victims that only the word of harm shows to be people."""
    found = list(chunks)
    for harm in harms:
        if harm.trigger.kind not in ("verb", "intransitive") or harm.trigger.outcome not in SURELY_OF_PEOPLE:
            continue
        if harm.trigger.outcome == "struck" or any(c.holds(victim) for victim in harm.victims for c in found):
            continue
        opened = (open_chunk(parsed, parsed.doc[victim]) for victim in harm.victims)
        found += [c for c in opened if c is not None and not any(_overlap(c, k) for k in found)]
    return tuple(sorted(found, key=lambda c: c.first))


def _overlap(one: Chunk, other: Chunk) -> bool:
    return one.first <= other.last and other.first <= one.last


def _only_an_alternative(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> bool:
    """ "4 civilians or *alleged militants*": another word for the same four."""
    if n == 0 or chunks[n].quantity.kind != "plural_only" or chunks[n - 1].quantity.low is None:
        return False
    return [t.lower_ for t in parsed.doc[chunks[n - 1].last + 1 : chunks[n].first]][:1] == ["or"]


def _figures(
    parsed: Parsed,
    chunks: Sequence[Chunk],
    kept: Sequence[int],
    fates: Fates,
    parents: Parents,
    offset: int,
) -> Iterator[_Told]:
    told = {n: fates[n] for n in kept}
    place = {n: index for index, n in enumerate(kept, start=offset)}
    for n in kept:
        chunk = chunks[n]
        tie = how_related(parsed, chunks, n, told, parents)
        relation = Relation(kind=tie[0], figure=place[tie[1]]) if tie is not None else None
        who = msgspec.structs.replace(chunk.who, label=chunk.who.label or fates[n].trigger.label)
        figure = Figure(
            outcome=fates[n].outcome, who=who, quantity=chunk.quantity, relation=relation, per=chunk.per
        )
        yield _Told(n, fates[n], figure)


def _described(parsed: Parsed, chunk: Chunk, fate: Fate) -> Described:
    return Described(
        definite=chunk.definite, additional=chunk.additional, partial=fate.partial or _is_of_the_dead(parsed, chunk),
        of_degree=fate.of_degree,
        age_years=chunk.age_years,
        name=_words(parsed, chunk.names[0]) if chunk.names else "",
    )  # fmt: skip


def _is_of_the_dead(parsed: Parsed, chunk: Chunk) -> bool:
    """ "One *of the dead* was a boy": some of a toll told elsewhere."""
    ways = harm_lexicon().triggers.get(parsed.doc[chunk.noun].lower_, ())
    return chunk.partitive and any(way.kind == "person" for way in ways)


def _persons(parsed: Parsed, chunk: Chunk, outcome: Outcome) -> Iterator[PersonMention]:
    for span in chunk.names:
        name = _words(parsed, span)
        yield PersonMention(name=name, span=span, outcome=outcome, who=chunk.who, age_years=chunk.age_years)


def _words(parsed: Parsed, span: Span) -> str:
    return parsed.doc.text[span.start - parsed.span.start : span.end - parsed.span.start]


def speaks_of_harm(content: str) -> bool:
    """Whether any word of harm stands in `content`."""
    return harm_lexicon().gate.search(content) is not None
