"""A text and its sentences on harm in, their claims out, as a reader would have read them."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.reading.evidence import make_claim
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Quantity, Who
from harmledger.records.person import PersonMention
from harmledger.records.report import Text
from harmledger.records.span import Span
from harmledger.records.voice import Voice


def claims_of(text: Text, sentences: list[str], names: list[str], voice: Voice, toll: int) -> Iterator[Claim]:
    """A claim for each sentence: by this voice, of one who is named in it or else of so many killed."""
    for sentence in sentences:
        start = text.content.index(sentence)
        named = [name for name in names if sentence.startswith(name)]
        yield make_claim(
            text, span=Span(start, start + len(sentence)), voices=(Voice(name="author", kind="author"), voice),
            stance="asserts", about="harm",
            figures=() if named else (_figure(start, toll),),
            persons=tuple(_dead(name, start) for name in named),
        )  # fmt: skip


def _dead(name: str, start: int) -> PersonMention:
    return PersonMention(name=name, span=Span(start, start + len(name)), outcome="killed", who=Who())


def _figure(start: int, toll: int) -> Figure:
    phrase = str(toll)
    quantity = Quantity(
        kind="exact" if toll else "none",
        low=toll,
        high=toll,
        phrase=phrase,
        span=Span(start, start + len(phrase)),
    )
    return Figure(outcome="killed", who=Who(), quantity=quantity)
