"""A number in a parsed sentence that is part of a counted whole in; where the whole begins, and who the part is said to
be, out ("*four of* the five people who died were *women*")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.people.chunk import Chunk
from harmledger.reading.english.people.counted import Head
from harmledger.reading.english.people.joining import said_of_both
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_RELATIVE = frozenset(("who", "that"))


def head_before_whole(doc: Doc, number: int) -> Head | None:
    """The head of a part, up to its "of", where the words that follow its whole say what befell the whole, and the
    sentence goes on about the part; None for all other numbers."""
    link = doc[number + 1] if number + 1 < len(doc) else None
    whole = None if link is None or link.lower_ != "of" else _counted_whole(link)
    if link is None or whole is None or not _is_told_of(doc, whole.i) or not _goes_on(doc[number], whole.i):
        return None
    return Head(noun=whole.i, last=link.i)


def _counted_whole(link: Token) -> Token | None:
    """The noun behind "of", with its own number ("of *the five people*")."""
    nouns = (child for child in link.rights if child.dep_ == "pobj" and child.tag_ == "NNS")
    return next((noun for noun in nouns if any(c.dep_ == "nummod" for c in noun.lefts)), None)


def _is_told_of(doc: Doc, noun: int) -> bool:
    """Whether "who" or a word of harm stands right behind ("two people *injured* in …")."""
    behind = doc[noun + 1 : noun + 2]
    if len(behind) == 0:
        return False
    befell = behind[0].tag_ in ("VBN", "VBD") and behind[0].lower_ in harm_lexicon().triggers
    return befell or behind[0].lower_ in _RELATIVE


def _goes_on(number: Token, noun: int) -> bool:
    """Whether the sentence has a verb for a part, behind what it says of the whole."""
    verb = number.head
    if (
        verb.i == noun + 1
    ):  # taken for the verb of the part: "two of the five people *shot* there *have died*"
        verb = next((child for child in verb.rights if child.dep_ == "conj"), verb)
    goes_on = verb.tag_ in _FINITE or any(child.dep_ == "aux" for child in verb.lefts)
    return number.dep_ in _SUBJECTS and verb.i > noun + 1 and goes_on


def with_what_they_were(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """The chunks, with what "were children" says of a part put on that part; they are no further people."""
    said = dict(_predicates(parsed, chunks))
    for n, chunk in enumerate(chunks):
        if n in said:
            yield msgspec.structs.replace(chunk, who=said_of_both(chunks[said[n]].who, chunk.who))
        elif n not in said.values():
            yield chunk


def _predicates(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """For parts of a whole, by index, the index of the people that they are said to be."""
    at = {chunk.noun: n for n, chunk in enumerate(chunks)}
    for n, chunk in enumerate(chunks):
        if not (is_part_of_next(parsed, chunks, n) or is_part_of_former(parsed, chunks, n)):
            continue
        verb = parsed.doc[chunk.first].head
        told = (at[child.i] for child in verb.rights if child.dep_ == "attr" and child.i in at)
        yield from ((n, m) for m in told if m > n and _is_a_kind(chunk, chunks[m]))


def _is_a_kind(part: Chunk, other: Chunk) -> bool:
    plural = other.quantity.kind == "plural_only"
    return not (other.names or other.definite) and (plural or (part.single and other.single))


def is_part_of_former(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> bool:
    """ "*Of the 14 killed, six* were children": a number alone, behind the whole with which the sentence begins."""
    doc = parsed.doc
    if n == 0 or doc[chunks[n].noun].tag_ != "CD" or chunks[n - 1].first != 1:
        return False
    told = any(t.lower_ in harm_lexicon().triggers for t in doc[chunks[n - 1].last : chunks[n - 1].last + 2])
    return told and doc[0].lower_ in ("of", "among") and doc[chunks[n].first - 1].text == ","


def is_part_of_next(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> bool:
    """Whether these are a part of the people named right behind their "of"."""
    if not chunks[n].partitive or n + 1 >= len(chunks):
        return False
    return chunks[n + 1].first == chunks[n].last + 1 and parsed.doc[chunks[n].last].lower_ == "of"
