"""The words of a sentence in, its figures out: how many people suffered what, as said, and how they relate."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.arabic.harm.by_name import with_named
from harmledger.reading.arabic.harm.cues import Cue, find_cues, harm_lexicon
from harmledger.reading.arabic.harm.known import known_fates, with_known, with_one_of_them
from harmledger.reading.arabic.harm.nobody import Kind, Nobody, find_nobody
from harmledger.reading.arabic.harm.parts import parts_in
from harmledger.reading.arabic.harm.remains import with_remains
from harmledger.reading.arabic.harm.ties import Fate, Fates, fates_of
from harmledger.reading.arabic.harm.tolls import risen, tolls_in
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.people.chunks import find_chunks
from harmledger.reading.arabic.people.nouns import people_lexicon
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.figure import Figure, Quantity, Relation
from harmledger.records.span import Span

_BOTH_REACH = 8


class SentenceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What one sentence says of people harmed."""

    figures: tuple[Figure, ...]
    known: tuple[bool, ...]
    """For each figure: whether it speaks of people already spoken of ("his death")."""
    cues: tuple[Span, ...]
    """The words of harm, with or without people."""


def read_figures(text: Folded, words: Sequence[Word]) -> SentenceFigures:
    """The figures of a sentence in order of their words."""
    cues = find_cues(words)
    chunks = _counting(words, _of_one_body(find_chunks(words)), cues)
    cues = [cue for cue in cues if not any(c.first <= cue.at <= c.last for c in chunks)]
    nobody = find_nobody(words)
    chunks = with_known(words, with_one_of_them(words, with_remains(words, chunks), cues), cues)
    chunks = with_named(words, chunks, cues)
    chunks = [chunk for chunk in chunks if not any(n.first <= chunk.first <= n.last for n in nobody)]
    chunks, split = _split_in_both(words, chunks)
    fates = fates_of(words, chunks, cues)
    fates |= {n: Fate("killed_or_injured", -1) for n in split}
    tolls = tolls_in(words, chunks)
    fates |= tolls
    known_fates(chunks, cues, fates)
    parents = parts_in(words, chunks, fates, cues)
    parents = risen(words, chunks, tolls, {n: fates[n] for n in fates if n not in parents}) | parents
    told = [*_figures(text, words, chunks, fates, parents)]
    known = [
        _is_known(chunks[n]) and n not in parents and not _leads_others(chunks, fates, n)
        for n in sorted(fates)
    ]
    none = [_nobody(text, words, one, one.kind) for one in nobody if one.kind is not None]
    told += none
    known += [False] * len(none)
    return SentenceFigures(
        figures=tuple(told), known=tuple(known),
        cues=tuple(text.span(words[c.at].start, words[c.at].end) for c in cues if c.outcome is not None),
    )  # fmt: skip


def _is_known(chunk: Chunk) -> bool:
    """Whether people are spoken of as those told of before ("the child", "three of the wounded")."""
    return chunk.form == "definite" or chunk.named or (chunk.of_those and chunk.outcome is not None)


def _leads_others(chunks: Sequence[Chunk], fates: Fates, n: int) -> bool:
    """Whether somebody whom the article announces begins a list of others: "the teacher A and another person"."""
    after = fates.get(n + 1)
    return after is not None and after.listed and chunks[n + 1].form != "definite"


def _of_one_body(chunks: Sequence[Chunk]) -> list[Chunk]:
    """ "Dead and wounded of the militia": what is said of the second word is said of both."""
    shared = list(chunks)
    for n, (one, other) in enumerate(itertools.pairwise(chunks)):
        plural = one.form == other.form == "plural" and None not in (one.outcome, other.outcome)
        if plural and other.joined and other.first == one.last + 1 and one.who.status == "unstated":
            shared[n] = msgspec.structs.replace(one, who=other.who)
    return shared


def _counting(words: Sequence[Word], chunks: Sequence[Chunk], cues: Sequence[Cue]) -> list[Chunk]:
    """The chunks without words that count nobody: of a phrase of harm, or "one" as an adjective ("of one family")."""
    said = {cue.at for cue in cues if cue.of_phrase}
    of_harm = {cue.at for cue in cues}
    return [
        chunk for chunk in chunks
        if chunk.first not in said and not (_is_bare_one(words, chunk) and chunk.first - 1 not in of_harm)
    ]  # fmt: skip


def _is_bare_one(words: Sequence[Word], chunk: Chunk) -> bool:
    """Whether a chunk is the word "one" alone, behind a word that it may be an adjective of."""
    if chunk.form != "number" or (chunk.low, chunk.high) != (1, 1) or chunk.first != chunk.last:
        return False
    behind = chunk.first > 0 and words[chunk.first - 1].text.isalpha()
    return behind and not chunk.joined and not words[chunk.first].text.isdigit()


def _split_in_both(words: Sequence[Word], chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[int]]:
    """ "10 civilians, dead and wounded": the people before it, and without the words that part them."""
    kept = list(chunks)
    both: list[Chunk] = []
    for at in range(len(words)):
        found = harm_lexicon().both.at(words, at)
        if found is None:
            continue
        last = at + found[1] - 1
        kept = [chunk for chunk in kept if chunk.last < at or chunk.first > last]
        before = [chunk for chunk in kept if at - _BOTH_REACH <= chunk.last < at and chunk.form != "definite"]
        both += before[-1:]
    return kept, [n for n, chunk in enumerate(kept) if chunk in both]


def _figures(
    text: Folded, words: Sequence[Word], chunks: Sequence[Chunk], fates: Fates, parents: dict[int, int]
) -> Iterator[Figure]:
    place = {n: index for index, n in enumerate(sorted(fates))}
    for n in sorted(fates):
        chunk, fate = chunks[n], fates[n]
        who = chunk.who
        label = _label(text, words, chunk)
        if chunk.alone and who.status == "unstated":
            who = msgspec.structs.replace(who, status=_status_before(chunks, fates, parents, n))
        if label is not None:
            who = msgspec.structs.replace(who, label=label)
        yield Figure(
            outcome=fate.outcome, who=who, quantity=_quantity(text, words, chunk),
            relation=_relation(chunks, fates, parents, n, place),
        )  # fmt: skip


def _status_before(chunks: Sequence[Chunk], fates: Fates, parents: dict[int, int], n: int) -> str:
    """ "Another" is another of those named before: of the whole, not of a part told of in between."""
    before = sorted(m for m in fates if m < n and m not in parents)
    return chunks[before[-1]].who.status if before else "unstated"


def _label(text: Folded, words: Sequence[Word], chunk: Chunk) -> str | None:
    """The voice's own word where it judges ("شهيد")."""
    for word in words[chunk.first : chunk.last + 1]:
        found = look_up(word.text, people_lexicon().forms)
        if found is not None and found[1].noun.label:
            return text.span(word.end - len(found[0].stem), word.end).of(text.content)
    return None


def _relation(
    chunks: Sequence[Chunk], fates: Fates, parents: dict[int, int], n: int, place: dict[int, int]
) -> Relation | None:
    """A part of the whole that "among them" names; else a further part of what was told before of one outcome."""
    if n in parents:
        return Relation(kind="subset", figure=place[parents[n]])
    before = [m for m in fates if m < n and fates[m].outcome == fates[n].outcome and m not in parents]
    if not before or chunks[n].form == "definite" or chunks[n].named:
        return None
    if chunks[n].additional:
        return Relation(kind="additional", figure=place[max(before)])
    return Relation(kind="part", figure=place[max(before)])


def _quantity(text: Folded, words: Sequence[Word], chunk: Chunk) -> Quantity:
    first = words[chunk.first]
    found = look_up(first.text, people_lexicon().forms)
    clitics = (
        len(first.text) - len(found[0].stem)
        if found is not None
        else int(chunk.joined and first.text[0] == "و")
    )
    span = text.span(first.start + clitics, words[chunk.last].end)
    return Quantity(kind=chunk.kind, low=chunk.low, high=chunk.high, phrase=span.of(text.content), span=span)


def _nobody(text: Folded, words: Sequence[Word], nobody: Nobody, kind: Kind) -> Figure:
    span = text.span(words[nobody.first].start, words[nobody.last].end)
    zero = 0 if kind == "none" else None
    return Figure(
        outcome=nobody.outcome, who=nobody.who,
        quantity=Quantity(kind=kind, low=zero, high=zero, phrase=span.of(text.content), span=span),
    )  # fmt: skip
