"""Utterance: somebody saying something in one sentence, as ranges of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from harmledger.reading.english.words.saying import SayingVerb

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["verb", "according", "cited", "noun", "headline", "hearsay"]


class Utterance(NamedTuple):
    """Somebody saying something in one sentence, as ranges of its words."""

    source: Token | None
    """The head of the words for who says it."""
    antecedent: Token | None
    """The head of what "who" or "which" stands for."""
    source_words: range | None
    cue: range
    own: range
    """All of "X said on Friday": no part of the content."""
    content: tuple[range, ...]
    """In order; empty where only a quotation or the rest of the sentence can be meant."""
    entry: SayingVerb
    form: Form
    passive: bool = False
    joint: tuple[range, ...] = ()
    """The words for each joint speaker, where no parse tells them apart."""
