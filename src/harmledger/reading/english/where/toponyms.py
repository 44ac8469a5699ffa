"""An English text in, the places that it names out: spotted, resolved together, with written coordinates."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from harmledger.places.coordinates import find_coordinates
from harmledger.places.gazetteer import Gazetteer
from harmledger.places.resolve import Mention, resolve
from harmledger.reading.english.where.spotting import Spotted, spot_places
from harmledger.records.place import Place
from harmledger.records.span import Span

_BESIDE = re.compile(
    r",? (?:(?:camp|city|town|village|district|province|governorate|area|neighbou?rhood|countryside),? )?"
    r"(?:(?:(?:in|of|near|(?:north|south|east|west)(?:ern)? of|part of) )?"
    r"(?:the )?(?:(?:eastern|western|northern|southern|central) )?)?"
    r"|,| \(|, \(|, (?:east|west|north|south) of "
)
"""What stands between a place and the area around it: "A, B", "A in B", "A village, in the B", "A (B"."""
_LONGEST_BESIDE = 60


def find_places(
    content: str,
    sentences: Sequence[Span],
    gazetteer: Gazetteer,
    *,
    title: str | None = None,
    associative: bool = False,
) -> tuple[Place, ...]:
    """The places named in `sentences` of `content`, in order; each is decided by the whole of `content` and of
    `title`, which often says of which town a page is ("… - Ottarnes News").

    With `associative` also names that stand for the people or bodies of a place ("Syrian forces", "Mosul
    Police Department"): places of the text, but never where its events happened. Linear in `content`.
    """
    spotted = spot_places(content, gazetteer)
    beside = _mentions(title, spot_places(title, gazetteer)) if title else []
    resolved = resolve((*_mentions(content, spotted), *beside), gazetteer)[: len(spotted)]
    written = find_coordinates(content)
    grids = [place.span for place in written if place.span is not None]
    named = [
        place
        for place, one in zip(resolved, spotted, strict=True)
        if place is not None and (associative or not one.associative) and not _meets_any(one.span, grids)
    ]
    places = sorted((*named, *written), key=_position)
    return tuple(place for place in places if place.span is not None and _lies_in(place.span, sentences))


def _mentions(content: str, spotted: Sequence[Spotted]) -> list[Mention]:
    mentions = []
    for at, one in enumerate(spotted):
        said = one.span.of(content)
        container = at + 1 if at + 1 < len(spotted) and _is_container(content, one, spotted[at + 1]) else None
        mentions.append(Mention(one.name, one.span, one.levels, container, said, one.unlisted))
    return mentions


def _is_container(content: str, inner: Spotted, outer: Spotted) -> bool:
    between = outer.span.start - inner.span.end
    if outer.unlisted or outer.associative or not 0 < between <= _LONGEST_BESIDE:
        return False
    return _BESIDE.fullmatch(content, inner.span.end, outer.span.start) is not None


def _position(place: Place) -> tuple[int, int]:
    return (place.span.start, place.span.end) if place.span is not None else (0, 0)


def _meets_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` shares a character with one of `others`, which are in order and do not overlap."""
    at = bisect.bisect_left(others, span.end, key=lambda other: other.start)
    return at > 0 and others[at - 1].end > span.start


def _lies_in(span: Span, sentences: Sequence[Span]) -> bool:
    """Whether the first character of `span` belongs to one of `sentences`, which are in order."""
    at = bisect.bisect_right(sentences, span.start, key=lambda sentence: sentence.start)
    return at > 0 and span.start < sentences[at - 1].end
