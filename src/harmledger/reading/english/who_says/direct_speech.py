"""Quotations and who has the word in; whose quotations they are out: those after a colon, before a dash, or
going on."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.who_says.quotations import Quotation
from harmledger.reading.english.who_says.saying import Saying
from harmledger.reading.english.who_says.subjects import noun_phrase, subject_of
from harmledger.records.span import Span

_BETWEEN_SPEECH = " \u00a0.,:;-—–\n\t\r”\"'’"
"""What may stand between a speaker's words and the quotation that continues them."""
_SIGNED = re.compile(r"\s{0,3}(?P<dash>―|—|–|--|-)[ \u00a0]?(?P<name>[A-Z@][^\n.!?:;“”\"]{1,60})(?=[\n.]|$)")
"""A quotation signed by its speaker: '"…" — Name'."""


class Speaker(NamedTuple):
    """Who has the word at the end of a sentence."""

    until: int
    saying: int


def meeting(quotes: Sequence[Quotation], span: Span) -> list[Quotation]:
    """The quotations that share a character with `span`."""
    at = max(0, bisect.bisect_left(quotes, span.start, key=lambda q: q.span.start) - 1)
    found = []
    while at < len(quotes) and quotes[at].span.start < span.end:
        if quotes[at].span.meets(span):
            found.append(quotes[at])
        at += 1
    return found


def is_inside(quotes: Sequence[Quotation], span: Span) -> bool:
    """Whether a quotation holds all of `span`."""
    return any(quote.span.holds(span) for quote in meeting(quotes, span))


def joined(spans: Sequence[Span]) -> list[Span]:
    """`spans` in order, those that touch made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def led_in_by_colon(content: str, sentence: Parsed, quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """'The ministry had one line: "…"': the subject of the sentence says the quotation after its colon."""
    for token in sentence.tokens:
        start = sentence.span.start + token.idx
        if token.text != ":" or token.i == 0:
            continue
        quote = _starting_after(quotes, start + 1)
        if quote is None or content[start + 1 : quote.start].strip():
            continue
        root = next((t for t in sentence.doc[: token.i] if t.head == t), None)
        source = None if root is None else subject_of(root)
        if root is None or source is None or source.i > token.i:
            continue
        cue = range(root.i, root.i + 1)
        words = noun_phrase(source, cue)
        who = sentence.span_of(sentence.doc[words.start], sentence.doc[words.stop - 1])
        yield Saying(
            source=who,
            speakers=(who,),
            cue=sentence.span_of(root, root),
            content=(quote,),
            lemma=":",
            form="headline",
            kind="speech",
            stance="asserts",
            firmness="fact",
            sentence=sentence.span,
        )


def _starting_after(quotes: Sequence[Quotation], start: int) -> Span | None:
    at = bisect.bisect_left(quotes, start, key=lambda q: q.span.start)
    return quotes[at].span if at < len(quotes) else None


def signed(content: str, quotes: Sequence[Quotation], held: Sequence[Span]) -> Iterator[Saying]:
    """Quotations with a dash and a name behind them, that nobody else says (`held`: what somebody says)."""
    for quote in quotes:
        found = _SIGNED.match(content, quote.span.end)
        if found is not None and not is_held(held, quote.span):
            who = Span(found.start("name"), found.end("name"))
            yield Saying(
                source=who,
                speakers=(who,),
                cue=Span(found.start("dash"), found.end("dash")),
                content=(quote.span,),
                lemma="—",
                form="headline",
                kind="speech",
                stance="asserts",
                firmness="fact",
                sentence=Span(quote.span.start, found.end()),
            )


def is_held(held: Sequence[Span], span: Span) -> bool:
    """Whether one of `held` (in order, apart from each other) shares a character with `span`."""
    at = bisect.bisect_left(held, span.end, key=lambda s: s.start) - 1
    return at >= 0 and held[at].end > span.start


def speaker_of(sayings: Sequence[Saying], quotes: Sequence[Quotation]) -> int | None:
    """Index of the saying whose speech may go on after its sentence: a direct one, else the outermost spoken
    one."""
    spoken = [i for i, s in enumerate(sayings) if _may_go_on(s) and not is_inside(quotes, s.cue)]
    direct = [i for i in spoken if any(meeting(quotes, piece) for piece in sayings[i].content)]
    return next(iter(direct or spoken), None)


def _may_go_on(saying: Saying) -> bool:
    return saying.form in ("verb", "headline") and saying.kind == "speech" and saying.source is not None


def going_on(
    content: str,
    sayings: Sequence[Saying],
    speakers: Sequence[Speaker],
    quotes: Sequence[Quotation],
    held: Sequence[Span],
) -> list[Saying]:
    """`sayings`, those of direct speech going on through the quotations that follow and that nobody else
    says."""
    more: dict[int, list[Span]] = {}
    at, last, until = 0, None, 0
    for quote in quotes:
        while at < len(speakers) and speakers[at].until <= quote.span.start:
            until, last = speakers[at]
            at += 1
        if last is None or is_held(held, quote.span):
            continue
        if quote.continues or not content[until : quote.span.start].strip(_BETWEEN_SPEECH):
            more.setdefault(last, []).append(quote.span)
            until = quote.span.end
    return [msgspec.structs.replace(s, content=(*s.content, *more.get(i, ()))) for i, s in enumerate(sayings)]
