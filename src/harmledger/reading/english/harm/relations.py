"""The people named in a sentence and what befell them in, how their numbers stand to one another out."""

from __future__ import annotations

from collections.abc import Sequence

from harmledger.reading.english.harm.fates import STATED, Fates
from harmledger.reading.english.people.chunk import Chunk, Parents
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.records.figure import RelationKind, Who

_SEVERAL = 2
_PARTING = frozenset((",", ";", ":", "-", "–", "—", "(", "while", "as", "before", "then", "where"))

Tie = tuple[RelationKind, int]
"""A relation and the index of the other chunk."""


def how_related(
    parsed: Parsed, chunks: Sequence[Chunk], n: int, fates: Fates, parents: Parents
) -> Tie | None:
    """How the number of `n` stands to another in the sentence, where the words say so."""
    if n in parents and parents[n] in fates:
        return "subset", parents[n]
    if n - 1 in fates and fates[n - 1].of_degree and fates[n].of_degree and n - 1 in parents:
        return "subset", parents[
            n - 1
        ]  # "nine hurt, including one in critical condition and *one in serious*"
    last = max((m for m in fates if m < n), default=None)
    if last is not None and _is_told_again(parsed, chunks, last, n, fates):
        return "subset", last
    if chunks[n].former:
        return None
    same = [m for m in fates if m != n and fates[m].outcome == fates[n].outcome and m not in parents]
    total = next((m for m in same if chunks[m].total and (m < n or fates[m].word != STATED)), None)
    if chunks[n].total:
        former = next((m for m in same if chunks[m].former and m < n), None)
        return None if former is None else ("revises", former)
    return (
        ("subset", total) if total is not None else _to_former(chunks, n, [m for m in same if m < n], fates)
    )


def _is_told_again(parsed: Parsed, chunks: Sequence[Chunk], last: int, n: int, fates: Fates) -> bool:
    """Whether a heading that runs into the text counts the same several people ("*4 shot* in Hella The police say *four
    men were shot*"): nothing joins or parts the two counts, and each has its own word of harm."""
    former, now = chunks[last].quantity, chunks[n].quantity
    if fates[last].outcome != fates[n].outcome or former.low != now.low or (now.low or 0) < _SEVERAL:
        return False
    between = parsed.doc[chunks[last].last + 1 : chunks[n].first]
    apart = any(token.tag_ == "CC" or token.lower_ in _PARTING for token in between)
    alike = chunks[last].who == chunks[n].who or Who() in (chunks[last].who, chunks[n].who)
    return alike and fates[last].word != fates[n].word and not apart and not chunks[n].additional


def _to_former(chunks: Sequence[Chunk], n: int, before: Sequence[int], fates: Fates) -> Tie | None:
    """How a number stands to those of its outcome before it."""
    if not before:
        return None
    last = chunks[before[-1]]
    if last.former:
        return "revises", before[-1]
    if chunks[n].partitive and last.quantity.low != 1:
        return "subset", before[-1]
    if chunks[n].additional:
        return "additional", before[-1]
    others = [
        m
        for m in before
        if fates[m].word == fates[n].word or _did_it_to_others(fates, m, n) or _both_new(chunks, fates, m, n)
    ]
    return ("part", others[-1]) if others else None


def _did_it_to_others(fates: Fates, one: int, other: int) -> bool:
    """Whether the one died by their own hand and the other by somebody else's ("killed *three men* and *himself*")."""
    by_own_hand = {fates[one].by_own_hand, fates[other].by_own_hand}
    acted = {fates[n].trigger.kind for n in (one, other)} <= {"verb", "intransitive", "event"}
    return len(by_own_hand) > 1 and acted


def _both_new(chunks: Sequence[Chunk], fates: Fates, *indexes: int) -> bool:
    """Whether the words bring all these people in: a name, "the man", "a body" may be of one told before."""
    return not any(
        chunks[n].definite
        or chunks[n].names
        or chunks[n].quantity.kind == "plural_only"
        or fates[n].trigger.kind == "person"
        for n in indexes
    )
