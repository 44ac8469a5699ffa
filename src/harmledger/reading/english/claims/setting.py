"""The claims of a report with all its places and moments in; the same, with what it says elsewhere of
where and when, out.

A report may say where and when in other sentences than those that tell of harm ("On 4 May the harbour was
shelled. Six people died."). What the sentences of harm say themselves always stands before that.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import msgspec

from harmledger.reading.english.claims.claims import Told
from harmledger.reading.english.when.dates import is_of_words
from harmledger.reading.moments import MOST_DAYS_OF_AN_EVENT, dates_event
from harmledger.reading.totals import finest
from harmledger.records.claim import Claim
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Resolution
from harmledger.records.span import Span


def with_setting(
    content: str, told: Sequence[Told], moments: Sequence[Moment], places: Sequence[Place]
) -> list[tuple[Claim, Resolution]]:
    """The claims with their resolutions, each report's first day and place filled in where no claim names
    one."""
    sentences = [found.parsed.span for _, _, found in told]
    elsewhere = [m for m in moments if not _stands_in(sentences, m)]
    when = None if any(_is_dated(resolution) for _, resolution, _ in told) else _first_day(content, elsewhere)
    placed = any(resolution.where is not None for _, resolution, _ in told)
    named = any(found.places for _, _, found in told)
    first = None if placed or named or not places else places[0]
    made = []
    for claim, resolution, found in told:
        where = resolution.where if placed else finest(found.places) or first
        own = resolution.when if when is None or _is_dated(resolution) else when
        made.append((claim, msgspec.structs.replace(resolution, when=own, where=where)))
    return made


def _stands_in(sentences: Sequence[Span], moment: Moment) -> bool:
    """Whether a moment stands in one of the sentences of harm, in order, where it has been judged already."""
    if moment.span is None:
        return True
    at = bisect.bisect_right(sentences, moment.span.start, key=lambda span: span.start)
    return at > 0 and sentences[at - 1].holds(moment.span)


def _is_dated(resolution: Resolution) -> bool:
    return resolution.when is not None and dates_event(resolution.when)


def _first_day(content: str, moments: Sequence[Moment]) -> Moment | None:
    """The first moment of a text that dates no words and is known to a few days."""
    known = (m for m in moments if m.days <= MOST_DAYS_OF_AN_EVENT and m.span is not None)
    return next((m for m in known if m.span is not None and not is_of_words(content, m.span)), None)
