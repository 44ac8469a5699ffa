"""Law 2 in one place: every claim, whoever or whatever made it, is made here, from words that stand in its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from harmledger.errors import EvidenceError
from harmledger.records.claim import Claim, claim_id
from harmledger.records.report import Text
from harmledger.records.span import Span


def make_claim(text: Text, *, span: Span, **stated: Any) -> Claim:
    """The claim at `span` of `text` with its exact words and its id.

    Raises EvidenceError if any span lies outside the text, or a phrase or name is not the words at its span.
    """
    draft = Claim(id="", text_id=text.id, span=span, quote=_words(text, span), **stated)
    claim = msgspec.structs.replace(draft, id=claim_id(draft))
    check_claim(text, claim)
    return claim


def check_claim(text: Text, claim: Claim) -> None:
    """Raises EvidenceError unless every span of `claim` holds the words that the claim says it holds."""
    if claim.text_id != text.id:
        raise EvidenceError(
            f"claim of text {claim.text_id}", where=f"text {text.id}", to_do="check it against its own text"
        )
    if not claim.voices:
        raise EvidenceError(
            "a claim without a voice", where=_where(text, claim.span), to_do="the author is a voice too"
        )
    for span, words in _evidence(claim):
        if _words(text, span) != words:
            raise EvidenceError(f"the text does not say {words!r} there", where=_where(text, span))
    for span in (*claim.times, *claim.places, *claim.evidence):
        _words(text, span)


def _evidence(claim: Claim) -> Iterator[tuple[Span, str]]:
    """Each span that comes with its words."""
    yield claim.span, claim.quote
    for voice in claim.voices:
        if voice.span is not None:
            yield voice.span, voice.name
    for figure in claim.figures:
        yield figure.quantity.span, figure.quantity.phrase
    for person in claim.persons:
        yield person.span, person.name
    for blame in claim.blamed:
        yield blame.span, blame.as_said


def _words(text: Text, span: Span) -> str:
    if not 0 <= span.start < span.end <= len(text.content):
        raise EvidenceError(f"no words at {span.start}–{span.end}", where=_where(text, span))
    return span.of(text.content)


def _where(text: Text, span: Span) -> str:
    return f"text {text.id}, {span.start}–{span.end}"
