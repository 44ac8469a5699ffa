"""The people named in a sentence and what befell them in, how their numbers stand to one another out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from harmledger.reading.english.harm.fates import Fates
from harmledger.reading.english.harm.speaking import leads_to_saying
from harmledger.reading.english.people.chunk import Chunk, Parents
from harmledger.reading.english.people.joining import AGE_WORDS
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.records.figure import RelationKind, Who

if TYPE_CHECKING:
    from spacy.tokens import Span

_INCLUDING = frozenset(("including", "included", "includes", "comprising", "namely", "inclusive", "incl"))
_OF_THEM = frozenset((("of", "them"), ("of", "whom"), ("of", "which")))
_AMONG = frozenset(("among", "amongst"))
_LIST = frozenset(
    (",", "and", "or", "as", "well", "&", ";", "both", "plus", "with", "along", "together", "alongside")
)
_BRACKETS = frozenset(("(", ")"))
_FEW = 4
"""Most words of a verb between people and those who spell them out ("five *were reportedly killed*, a woman …")."""
_SPELLING_OUT = frozenset((":", "—", "–", "--", "identified"))

Tie = tuple[RelationKind, int]
"""A relation and the index of the other chunk."""


def parts_of_wholes(parsed: Parsed, chunks: Sequence[Chunk]) -> Parents:
    """For each stretch that the words make a part of another one, the index of that other one."""
    parents: Parents = {}
    for part, whole in _included(parsed, chunks):
        parents.setdefault(part, whole)
    for part, whole in _among_more(parsed, chunks):
        outermost = parents.get(part, part)  # "6 men, including a guard, among nine killed"
        if outermost != whole and parents.get(whole) != outermost:
            parents.setdefault(outermost, whole)
    return parents


def _included(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """ "Including", "two of whom", brackets, colons and appositions; a list goes on being part of its
    whole."""
    whole: int | None = None
    told = False
    asides: Parents = {}
    for n in range(1, len(chunks)):
        between = parsed.doc[chunks[n - 1].last + 1 : chunks[n].first]
        words = [token.lower_ for token in between]
        if _opens_part(words) or of_them(parsed, chunks[n]):
            if whole is None or not (set(words) <= _LIST or _is_part_of(words)):
                holder = _holder(chunks, n)
                whole = asides.get(holder, holder)
                told = _has_verb(parsed.doc[chunks[whole].last + 1 : chunks[n].first])
            yield n, whole
        elif whole is not None and (_goes_on(between) or (not words and chunks[n].names)):
            if told and _has_verb(parsed.doc[chunks[n].last + 1 : chunks[n].last + 2], participle=True):
                whole = None  # "11 were killed, including four women, and *15 others were* wounded"
            elif not leads_to_saying(parsed.doc, chunks[n]):
                yield n, whole
        elif (named := _spelled_out(parsed, chunks, n, words)) is not None:
            whole, told = named, _has_verb(between)
            asides[n] = named
            yield n, named
        else:
            whole = None


def _holder(chunks: Sequence[Chunk], n: int) -> int:
    """The people named last before `n` who can be as many ("*26 people* were killed in one family, including
    12 children")."""
    number = chunks[n].quantity.low or chunks[n].quantity.high or 0
    large_enough = (m for m in range(n - 1, -1, -1) if (chunks[m].quantity.high or number) >= number)
    return next((m for m in large_enough if not chunks[m].single), n - 1)


def _has_verb(words: Span, *, participle: bool = False) -> bool:
    tags = ("VBD", "VBZ", "VBP", "MD", "VBN") if participle else ("VBD", "VBZ", "VBP", "MD")
    return any(token.tag_ in tags for token in words)


def _opens_part(words: Sequence[str]) -> bool:
    if _INCLUDING & set(words):
        return not any(word in (".", "which") for word in words)
    if any(pair in _OF_THEM for pair in pairwise(words)):
        return True  # "20 people, *most of them* children"; "five children, *of whom* one …"
    return words[:1] == ["("] and ")" not in words


def _is_part_of(words: Sequence[str]) -> bool:
    return bool(_INCLUDING & set(words))


def _goes_on(between: Span) -> bool:
    """Only commas, "and", ages stand between: the list that began before goes on."""
    words = [token.lower_ for token in between if token.tag_ != "CD"]
    allowed = _LIST | AGE_WORDS | (_BRACKETS if words[:1] == ["("] and ")" in words else frozenset())
    return len(between) > 0 and allowed.issuperset(words)


def _spelled_out(parsed: Parsed, chunks: Sequence[Chunk], n: int, words: Sequence[str]) -> int | None:
    """The whole that a list spells out: "four men, *a father* and *his three sons*"; "two: *X* and *Y*"."""
    former, named = chunks[n - 1], chunks[n]
    if former.single or former.quantity.kind == "none" or named.pronoun or not words:
        return None
    most, number = former.quantity.low, named.quantity.low
    if most is None:
        identified = words[-1] == "as" and former.definite  # "the victims were identified as …"
        speaker = former.first == 0 and not named.names  # "Police: one killed"
        told = identified or (words[-1] == ":" and former.quantity.kind == "plural_only" and not speaker)
    elif words[-1] in _SPELLING_OUT:
        told = 0 < (number or 0) <= most
    else:
        aside = named.quantity.kind == "plural_only"  # "seven victims, all men, …"
        apposed = list(words[:1]) == [","] and set(words) <= {",", "all"}
        behind_verb = words[-1] == "," and words.index(",") == len(words) - 1 <= _FEW
        told = (apposed and aside) or ((apposed or behind_verb) and _counts_up(parsed, chunks, n, most))
    return n - 1 if told else None


def _counts_up(parsed: Parsed, chunks: Sequence[Chunk], n: int, whole: int) -> bool:
    """Whether the list that begins at `n` comes to the whole before it."""
    total = 0
    for index in range(n, len(chunks)):
        between = parsed.doc[chunks[index - 1].last + 1 : chunks[index].first]
        if total > whole or (index > n and not _goes_on(between)):
            break
        if not _may_hold(chunks[n - 1].who, chunks[index].who):
            return False
        total += chunks[index].quantity.low or 0
    return total == whole


def _may_hold(whole: Who, part: Who) -> bool:
    """Four women hold no man and no child, however the numbers add up."""
    pairs = ((whole.sex, part.sex), (whole.age, part.age))
    return all(one == other or "unstated" in (one, other) for one, other in pairs)


def of_them(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether the words say "nine of them", "two of whom were women", "most of them"."""
    following = [t.lower_ for t in parsed.doc[chunk.first : chunk.last + 4]]
    return any(pair in _OF_THEM for pair in pairwise(following))


def _among_more(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """ "*Five civilians* among nine killed", "among the dead were *two women*", "20 killed, *six women*
    among them"."""
    doc = parsed.doc
    for n in range(1, len(chunks)):
        words = [t.lower_ for t in doc[chunks[n - 1].last + 1 : chunks[n].first]]
        if _AMONG & set(words) and words[-1] in (*_AMONG, "to"):
            yield n - 1, n
            yield from ((k, n) for k in _list_before(parsed, chunks, n - 1))
        elif (_AMONG & set(words) and {"them", "those"} & set(words)) or any(
            t.lower_ in _AMONG and _them(doc, t.i) for t in doc[chunks[n].last + 1 : chunks[n].last + 3]
        ):
            yield n, n - 1


def _them(doc: object, index: int) -> bool:
    return index + 1 < len(doc) and doc[index + 1].lower_ == "them"  # type: ignore[index, arg-type]


def _list_before(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> Iterator[int]:
    while n > 0 and _goes_on(parsed.doc[chunks[n - 1].last + 1 : chunks[n].first]):
        n -= 1
        yield n


def how_related(chunks: Sequence[Chunk], n: int, fates: Fates, parents: Parents) -> Tie | None:
    """How the number of `n` stands to another in the sentence, where the words say so."""
    if n in parents and parents[n] in fates:
        return "subset", parents[n]
    same = [m for m in fates if m != n and fates[m].outcome == fates[n].outcome and m not in parents]
    total = next((m for m in same if chunks[m].total), None)
    if chunks[n].total:
        return None
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
    others = [m for m in before if fates[m].word == fates[n].word or _both_new(chunks, fates, m, n)]
    return ("part", others[-1]) if others else None


def _both_new(chunks: Sequence[Chunk], fates: Fates, *indexes: int) -> bool:
    """Whether the words bring all these people in: a name, "the man", "a body" may be of one told before."""
    return not any(
        chunks[n].definite
        or chunks[n].names
        or chunks[n].quantity.kind == "plural_only"
        or fates[n].trigger.kind == "person"
        for n in indexes
    )
