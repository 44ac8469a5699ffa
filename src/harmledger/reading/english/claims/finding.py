"""A parsed sentence with the moments and places of its text in; all that stands in it out."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TypeVar

from harmledger.reading.english.claims.claims import Found
from harmledger.reading.english.claims.other_events import is_other_news, other_events_in
from harmledger.reading.english.claims.said_by import WhoSays
from harmledger.reading.english.claims.scene import event_places
from harmledger.reading.english.harm.figures import read_figures
from harmledger.reading.english.how_many.ages import find_ages
from harmledger.reading.english.how_many.quantities import find_quantities
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.span import Span

Marked = TypeVar("Marked", Moment, Place)


def found_in(
    content: str, sentence: Parsed, says: WhoSays, moments: Sequence[Moment], places: Sequence[Place]
) -> Found:
    """What stands in `sentence` of `content`; `moments` and `places` are those that stand there."""
    quantities = find_quantities(content, sentence.span)
    figures = read_figures(sentence, quantities, find_ages(content, sentence.span), _words_of(places))
    return Found(
        parsed=sentence,
        figures=figures,
        moments=tuple(moments),
        places=tuple(places),
        scenes=tuple(event_places(sentence, places)),
        blamed=says.blamed(sentence),
        other_news=is_other_news(content, sentence.span),
        elsewhere=other_events_in(content, sentence.span, [f.quantity.span for f in figures.figures]),
    )


def _words_of(places: Sequence[Place]) -> tuple[Span, ...]:
    return tuple(place.span for place in places if place.span is not None)


def inside(marks: Sequence[Marked], span: Span) -> tuple[Marked, ...]:
    """The marks, ordered by their words, that stand inside `span`."""
    start = bisect.bisect_left(marks, span.start, key=_start)
    end = bisect.bisect_left(marks, span.end, key=_start)
    return tuple(marks[start:end])


def _start(mark: Moment | Place) -> int:
    return mark.span.start if mark.span is not None else -1
