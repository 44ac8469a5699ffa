"""The people named in a sentence and what befell them in, how their numbers stand to one another out."""

from __future__ import annotations

from collections.abc import Sequence

from harmledger.reading.english.harm.fates import STATED, Fates
from harmledger.reading.english.people.chunk import Chunk, Parents
from harmledger.records.figure import RelationKind

Tie = tuple[RelationKind, int]
"""A relation and the index of the other chunk."""


def how_related(chunks: Sequence[Chunk], n: int, fates: Fates, parents: Parents) -> Tie | None:
    """How the number of `n` stands to another in the sentence, where the words say so."""
    if n in parents and parents[n] in fates:
        return "subset", parents[n]
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
