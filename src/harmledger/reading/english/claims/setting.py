"""The claims of a report with all its places and moments in; the same, with what it says elsewhere of
where and when, out.

A report may say where and when in other sentences than those that tell of harm ("On 4 May the harbour was
shelled. Six people died."). What the sentences of harm say themselves always stands before that.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

import msgspec

from harmledger.places.geometry import distance_km
from harmledger.reading.english.claims.claims import Found, Told
from harmledger.reading.english.claims.scene import is_grid, without_care
from harmledger.reading.english.when.dates import is_of_words
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.moments import AFTER_PUBLICATION, MOST_DAYS_OF_AN_EVENT, dates_event
from harmledger.reading.totals import finest
from harmledger.records.claim import Claim
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Resolution
from harmledger.records.span import Span

_END = re.compile(r"[.!?]\s|\n")
_WORD = re.compile(r"[a-z]+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_REACH = 400
"""Most characters between what is told of a place and its name or its grid."""
_GRID_SLACK_KM = 15.0
"""A grid may lie so far outside of the place that the words name."""
_LONG_COUNTRY = 2.0
"""Countries are not round: they reach about twice the radius of a circle of their area."""


def with_setting(
    content: str, told: Sequence[Told], moments: Sequence[Moment], places: Sequence[Place]
) -> list[tuple[Claim, Resolution]]:
    """The claims with their resolutions: where and when filled in from the words around them.

    The report's first day is taken where no claim names one; so are places named beside and before a sentence.
    A grid behind it is taken where it fits the place that it names.
    """
    sentences = [found.parsed.span for _, _, found in told]
    elsewhere = [m for m in moments if not _stands_in(sentences, m)]
    dated = any(_is_dated(resolution) for _, resolution, _ in told)
    of_event = [resolution.when for claim, resolution, _ in told if claim.extent == "incident"]
    coarse = [moment for moment in of_event if moment is not None]
    when = None if dated else _first_day(content, [m for m in elsewhere if _fits(m, coarse)])
    placed = any(resolution.where is not None for _, resolution, _ in told)
    grids = [place for place in places if is_grid(place)]
    made = []
    for claim, resolution, found in told:
        grid = _grid_behind(content, found.parsed.span, resolution.where, grids)
        where = grid or (resolution.where if placed else _named_around(content, found, places))
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


def _fits(moment: Moment, coarse: Sequence[Moment]) -> bool:
    """Whether a day lies in one of the longer times that the claims name themselves ("last June"), if any do."""
    long = [other for other in coarse if other.days > MOST_DAYS_OF_AN_EVENT]
    return not long or any(other.start <= moment.start and moment.end <= other.end for other in long)


def _first_day(content: str, moments: Sequence[Moment]) -> Moment | None:
    """The first moment of a text that dates no words and is known to a few days; one in a sentence on what followed
    only where there is no other."""
    known = (m for m in moments if m.days <= MOST_DAYS_OF_AN_EVENT and m.reason != AFTER_PUBLICATION)
    dated = [m for m in known if m.span is not None and not is_of_words(content, m.span)]
    return min(dated, key=lambda m: m.span is not None and _is_of_aftermath(content, m.span), default=None)


def _is_of_aftermath(content: str, span: Span) -> bool:
    """Whether a day stands in a sentence on what followed ("was charged …", "was buried …")."""
    ends = [found.end() for found in _END.finditer(content, max(0, span.start - _REACH), span.start)]
    behind = _END.search(content, span.end, span.end + _REACH)
    sentence = content[max(ends, default=span.start) : behind.start() if behind else span.end + _REACH]
    return not date_lexicon().words.aftermath.isdisjoint(_WORD.findall(sentence.lower()))


def _named_around(content: str, found: Found, places: Sequence[Place]) -> Place | None:
    """The finest place that a sentence names, or its paragraph before it ("Near Hella, Iceland. Two people
    died."); failing both, the first of the report."""
    return (
        finest(without_care(found.parsed, found.places))
        or finest(_named_before(content, found.parsed.span.start, places))
        or next(iter(places), None)
    )


def _named_before(content: str, end: int, places: Sequence[Place]) -> list[Place]:
    """The places named in the paragraph that goes on at `end`."""
    gaps = _PARAGRAPH.finditer(content, max(0, end - _REACH), end)
    start = max((gap.end() for gap in gaps), default=end - _REACH)
    return [place for place in places if start <= _start_of(place) < end]


def _grid_behind(content: str, sentence: Span, where: Place | None, grids: Sequence[Place]) -> Place | None:
    """The grid that ends what is told of a place, as in lists of statements ("Hella, Iceland. … 27WVM5185"):
    the next one behind a sentence in its paragraph, if it lies where the sentence says."""
    behind = next((grid for grid in grids if _start_of(grid) >= sentence.end), None)
    if behind is None or _start_of(behind) > sentence.end + _REACH:
        return None
    if _PARAGRAPH.search(content, sentence.end, _start_of(behind)):
        return None
    return behind if where is None or _is_around(where, behind) else None


def _start_of(place: Place) -> int:
    return place.span.start if place.span is not None else -1


def _is_around(area: Place, point: Place) -> bool:
    apart_km = distance_km(area.latitude, area.longitude, point.latitude, point.longitude)
    around_km = area.radius_m * (_LONG_COUNTRY if area.level == "country" else 1.0) / 1000
    return apart_km <= around_km + _GRID_SLACK_KM
