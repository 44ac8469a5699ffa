"""The sentences that matter in; those out that must be read as well to know who says them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from harmledger.reading.english.who_says.direct_speech import meeting
from harmledger.reading.english.who_says.quotations import Quotation, quotations
from harmledger.records.span import Span


def with_speakers(content: str, sentences: Sequence[Span], wanted: Collection[Span]) -> tuple[Span, ...]:
    """`wanted` (some of `sentences`, all in order) with the sentences of the same direct speech that can
    name its speaker.

    Speech runs over sentences ('"Twelve died. It was dawn," said X. "They slept."'). Sentences wholly between
    marks of quotation name no speaker of their own and are added only if wanted.
    """
    quotes = quotations(content)
    return tuple(
        span for group in _speeches(content, sentences, quotes) for span in _needed(group, wanted, quotes)
    )


def _speeches(content: str, sentences: Sequence[Span], quotes: Sequence[Quotation]) -> Iterator[list[Span]]:
    """Runs of sentences that one speech can hold together."""
    group: list[Span] = []
    for sentence in sentences:
        if group and not _is_joined(content, group[-1], sentence, quotes):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _is_joined(content: str, left: Span, right: Span, quotes: Sequence[Quotation]) -> bool:
    for quote in meeting(quotes, Span(left.start, right.start + 1)):
        if quote.span.start == right.start:  # a new quotation begins: it may go on with the same speaker
            return True
        if quote.span.meets(left) and quote.span.end > right.start:  # one quotation holds both
            return True
        if quote.span.end == left.end and "\n" not in content[left.end : right.start]:  # '"Why?" he said'
            return True
    return False


def _needed(group: list[Span], wanted: Collection[Span], quotes: Sequence[Quotation]) -> Iterator[Span]:
    if not any(span in wanted for span in group):
        return
    for span in group:
        wholly_quoted = any(quote.span.holds(span) for quote in meeting(quotes, span))
        if span in wanted or not wholly_quoted:
            yield span
