"""Saying: somebody saying something, at its words in a text."""

from __future__ import annotations

import msgspec

from harmledger.reading.english.who_says.utterance import Form
from harmledger.reading.english.words.saying import VerbKind
from harmledger.records.claim import Firmness, Stance
from harmledger.records.span import Span


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """The words for who says it, the cue, the content, and what the voice does with the content."""

    source: Span | None
    """Null where nobody is named ("reportedly", "was reported")."""
    speakers: tuple[Span, ...] = ()
    """Each of those who say it together ("both the council and residents"); one where one says it."""
    antecedent: Span | None = None
    """What "who" or "which" stands for."""
    cue: Span
    content: tuple[Span, ...]
    """In order, at least one."""
    lemma: str
    form: Form
    kind: VerbKind
    stance: Stance
    firmness: Firmness
    passive: bool = False
    sentence: Span
    """The sentence of the cue."""
    parent: int | None = None
    """Index of the saying in whose content this one stands ("X said that Y had told …")."""
