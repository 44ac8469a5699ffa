"""The noun of this reader: people named in a sentence, how many and who. In: a parse; out: a Chunk with
its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.numbers import Rate
from harmledger.records.figure import Quantity, QuantityKind, Who
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_IN_LAW = ["-", "in", "-", "law"]

Parents = dict[int, int]
"""For people who are part of others of their sentence, by index: the index of the others."""


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a sentence that names people. Indexes are token indexes, both included."""

    first: int
    last: int
    noun: int
    """The noun (or name, or bare number) that it is built on."""
    quantity: Quantity
    who: Who
    names: tuple[Span, ...] = ()
    named: int = 0
    """How many of the chunks behind it are the names of these people ("their two sons *Ari* and *Karl*")."""
    age_years: int | None = None
    definite: bool = False
    """ "The man", "he": someone already spoken of; never a further person."""
    pronoun: bool = False
    additional: bool = False
    """ "Two more", "another child", "others"."""
    per: Rate | None = None
    partitive: bool = False
    """ "Nine of them": a part of people already counted."""
    total: bool = False
    """ "15 in total": everybody in the sentence together."""
    former: bool = False
    """ "Rose from *12* to 15": the toll before."""
    counts_event: bool = False
    """ "A *triple* homicide": the number is said of the event."""
    unsure: bool = False
    """Only a word of harm can show that these are people ("four *vaccinators* were killed")."""

    def holds(self, index: int) -> bool:
        """Whether the token at `index` belongs to the chunk."""
        return self.first <= index <= self.last

    @property
    def single(self) -> bool:
        """Whether it is exactly one person."""
        return self.quantity.low == 1 == self.quantity.high


def owns(doc: Doc, owner: Chunk, owned: Chunk) -> bool:
    """Whether people are named right before others as those whose they are ("*Anna*'s husband")."""
    behind = doc[owner.last + 1 : owned.first]
    return len(behind) == 1 and behind[0].tag_ == "POS"


def owns_something(doc: Doc, owner: Chunk) -> bool:
    """ "*The man*'s car": what stands behind is spoken of."""
    behind = owner.last + 1
    return behind < len(doc) and doc[behind].tag_ == "POS"


def is_of(doc: Doc, owned: Chunk, owner: Chunk) -> bool:
    """Whether people are named right behind others as those whose they are ("three children of *Anna*")."""
    behind = [token.lower_ for token in doc[owned.last + 1 : owner.first]]
    return behind == ["of"] and bool(owner.names)


def is_definite(token: Token) -> bool:
    """ "The", "those"; not the "that" which begins a clause."""
    return token.lower_ in _DEFINITE and token.tag_ == "DT"


def end_of_noun(doc: Doc, noun: int) -> int:
    """The last token of a noun for people, which may go on ("sister*-in-law*")."""
    behind = [token.lower_ for token in doc[noun + 1 : noun + 1 + len(_IN_LAW)]]
    return noun + len(_IN_LAW) if behind == _IN_LAW else noun


def said(kind: QuantityKind, number: int | None, parsed: Parsed, first: int, last: int) -> Quantity:
    """A quantity whose words are the tokens from `first` to `last`."""
    span = parsed.span_of(parsed.doc[first], parsed.doc[last])
    phrase = parsed.doc[first : last + 1].text
    return Quantity(kind=kind, low=number, high=number, phrase=phrase, span=span)


def tokens_of(parsed: Parsed, span: Span) -> tuple[int, int] | None:
    """The first and last token that share a character with `span`."""
    start, end = span.start - parsed.span.start, span.end - parsed.span.start
    found = parsed.doc.char_span(start, end, alignment_mode="expand")
    return (found.start, found.end - 1) if found is not None and len(found) else None
