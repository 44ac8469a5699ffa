"""The stand-off layers of one report in, its line in the exchange contract out."""

from __future__ import annotations

import msgspec

from harmledger.reading.moments import timex
from harmledger.reading.reader import Annotations
from harmledger.records.report import Report
from harmledger.records.span import Span

_GEONAMES = "geonames:"


class PlaceMark(msgspec.Struct, frozen=True, kw_only=True):
    """A place at a span."""

    start: int
    end: int
    name: str
    latitude: float
    longitude: float
    radius_m: int
    geonames_id: str | None


class DateMark(msgspec.Struct, frozen=True, kw_only=True):
    """A time at a span; `value` in TIMEX3, an ISO 8601 interval where it names no calendar unit."""

    start: int
    end: int
    value: str


class AttributionMark(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what, by spans."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


class AnnotationLine(msgspec.Struct, frozen=True, kw_only=True):
    """One report of an annotation file."""

    report: str
    places: tuple[PlaceMark, ...]
    dates: tuple[DateMark, ...]
    attributions: tuple[AttributionMark, ...]


def annotation_line(report: Report, layers: Annotations) -> AnnotationLine:
    """The layers of `report`, each in order of its words."""
    return AnnotationLine(
        report=report.key,
        places=tuple(
            PlaceMark(
                start=place.span.start, end=place.span.end, name=place.name, latitude=place.latitude,
                longitude=place.longitude, radius_m=place.radius_m,
                geonames_id=_geonames_id(place.gazetteer_id),
            )
            for place in layers.places
            if place.span is not None
        ),
        dates=tuple(
            DateMark(start=m.span.start, end=m.span.end, value=timex(m))
            for m in layers.moments
            if m.span is not None
        ),
        attributions=tuple(
            AttributionMark(source=a.source, cue=a.cue, content=a.content) for a in layers.attributions
        ),
    )  # fmt: skip


def _geonames_id(gazetteer_id: str) -> str | None:
    return gazetteer_id.removeprefix(_GEONAMES) if gazetteer_id.startswith(_GEONAMES) else None
