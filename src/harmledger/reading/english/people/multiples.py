"""A parsed sentence in; the victims that it counts by a word for their event out ("a *triple homicide*")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.people.chunk import Chunk, said
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon
from harmledger.records.figure import Who

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_EVENT = 2
"""Most words from "double" to its event ("a double *fatal shooting*")."""


def by_multiples(parsed: Parsed) -> Iterator[Chunk]:
    """The victims, as everybody of their sentence; none of "a triple murder-suicide", which leaves open who is
    counted."""
    for token in parsed.tokens[:-1]:
        number = people_lexicon().multiples.get(token.lower_)
        event = None if number is None else _event(token)
        if event is not None:
            yield Chunk(
                first=token.i, last=event.i, noun=event.i, who=Who(), counts_event=True, total=True,
                quantity=said("exact", number, parsed, token.i, token.i),
            )  # fmt: skip


def _event(multiple: Token) -> Token | None:
    """The event behind a multiple, in the singular: "double homicides" says nothing of how many."""
    for token in multiple.doc[multiple.i + 1 : multiple.i + 1 + _TO_EVENT]:
        ways = harm_lexicon().triggers.get(token.lower_, ())
        if any(way.kind == "event" for way in ways) and token.tag_ in ("NN", "NNP"):
            hyphened = token.i + 1 < len(token.doc) and token.nbor().text in ("-", "/")
            return None if hyphened else token
        if not token.tag_.startswith("JJ"):
            return None
    return None
