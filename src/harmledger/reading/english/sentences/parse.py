"""Sentences of a text in, their words with tags and dependencies out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from harmledger.reading.english.sentences.model import model
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BATCH = 32
"""Sentences parsed at a time: larger batches gain no speed on one core and cost memory."""


class Parsed(NamedTuple):
    """One sentence with its parse. `doc[i].idx` counts from `span.start`."""

    span: Span
    doc: Doc
    tokens: tuple[Token, ...]
    """All of `doc`: to walk over a Doc makes each Token anew, which costs as much as what is asked of it."""

    def span_of(self, first: Token, last: Token) -> Span:
        """The span in the text from the first token to the last one, both included."""
        return Span(self.span.start + first.idx, self.span.start + last.idx + len(last.text))


def parse(content: str, sentences: Sequence[Span]) -> Iterator[Parsed]:
    """The parse of each of `sentences`, in order. Only these are parsed: find those that matter first."""
    texts = ((span.of(content), span) for span in sentences)
    for doc, span in model().pipe(texts, as_tuples=True, batch_size=_BATCH):
        yield Parsed(span, doc, tuple(doc))
