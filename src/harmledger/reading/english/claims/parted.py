"""A sentence that tells of two events by different means in, what it says of each of them out.

"After the gas attack that killed 80, a suicide bombing killed 120": neither toll is of the other event, nor are
the place, the day and the party that stand beside it. What belongs together stands close in the parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from harmledger.reading.english.claims.claims import Found, Saying
from harmledger.reading.english.claims.means import every_means_in
from harmledger.reading.english.claims.scene import token_at
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.means import never_one
from harmledger.records.claim import Means
from harmledger.records.span import Span

Said = tuple[Saying, tuple[int, ...]]
_FAR = 5
"""Means fewer steps apart in the parse are of one event, whatever they are: "barrel bombs filled with chlorine"."""


class _Word(msgspec.Struct, frozen=True):
    """A word of the sentence, by the words above it in the parse, itself first."""

    way: tuple[int, ...]
    means: Means | None = None

    def steps_to(self, other: _Word) -> int:
        up = {word: steps for steps, word in enumerate(self.way)}
        met = next(((steps, up[word]) for steps, word in enumerate(other.way) if word in up), None)
        return len(self.way) + len(other.way) if met is None else sum(met)

    def words_to(self, other: _Word) -> int:
        return abs(self.way[0] - other.way[0])


def events_told(
    content: str, found: Found, sayings: Sequence[Said]
) -> Iterator[tuple[Found, tuple[Said, ...]]]:
    """The sentence as it is, unless it counts people beside two means that are never of one event: then
    what it says of each, with the sayings that speak of its people, in order. Sayings that count nobody go
    with the first."""
    events = _events(content, found.parsed) if found.figures.figures else []
    if len(events) < 2:
        yield found, tuple(sayings)
        return
    of_figure = [_nearest(events, _word(found.parsed, f.quantity.span)) for f in found.figures.figures]
    for nth in dict.fromkeys(of_figure):
        is_first = nth == of_figure[0]
        told = tuple(
            (saying, tuple(i for i in indexes if of_figure[i] == nth))
            for saying, indexes in sayings
            if any(of_figure[i] == nth for i in indexes) or (is_first and not indexes)
        )
        yield _narrowed(found, events, nth), told


def _events(content: str, parsed: Parsed) -> list[list[_Word]]:
    """The words for means, those that can be of one event together; empty where all can."""
    named = every_means_in(content, parsed.span)
    if not any(never_one(*pair) for pair in combinations({means for means, _ in named}, 2)):
        return []
    events: list[list[_Word]] = []
    for means, span in named:
        word = msgspec.structs.replace(_word(parsed, span), means=means)
        fitting = (event for event in events if not any(_are_apart(word, other) for other in event))
        event = next(fitting, None)
        if event is None:
            events.append(event := [])
        event.append(word)
    return events


def _are_apart(one: _Word, other: _Word) -> bool:
    return never_one(one.means, other.means) and one.steps_to(other) >= _FAR


def _word(parsed: Parsed, span: Span) -> _Word:
    token = token_at(parsed, span)
    return _Word(way=() if token is None else (token.i, *(above.i for above in token.ancestors)))


def _nearest(events: Sequence[Sequence[_Word]], word: _Word) -> int:
    """Which event the word stands closest to, in the parse and in the sentence; the first of equals."""
    each = (
        (word.steps_to(means) + word.words_to(means), nth)
        for nth, event in enumerate(events)
        for means in event
    )
    return min(each)[1]


def _narrowed(found: Found, events: Sequence[Sequence[_Word]], nth: int) -> Found:
    """What the sentence says of one of its events. It is looked back to where it has no day or place of its own."""

    def here(span: Span | None) -> bool:
        return span is None or _nearest(events, _word(found.parsed, span)) == nth

    figures = msgspec.structs.replace(
        found.figures,
        means=events[nth][0].means,
        persons=tuple(person for person in found.figures.persons if here(person.span)),
    )
    moments = tuple(moment for moment in found.moments if here(moment.span))
    scenes = tuple(place for place in found.scenes if here(place.span))
    return msgspec.structs.replace(
        found,
        figures=figures,
        moments=moments,
        places=tuple(place for place in found.places if here(place.span)),
        scenes=scenes,
        blamed=tuple(pair for pair in found.blamed if here(pair[0].span)),
        compared=not moments and not scenes,
    )
