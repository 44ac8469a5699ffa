"""An incident in, how its numbers were told from day to day out: the geometry of a drawing, and the rows behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.words import Words
from harmledger.records.figure import Group

WIDTH, HEIGHT = 640, 150
_COUNTED: tuple[Group, ...] = ("civilians", "people")
"""Groups whose numbers are comparable: a count of children beside one of everybody would read as a fall."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One number of one claim: a dot, or a line from low to high; an open end has no line."""

    claim_id: str
    x: float
    low_y: float
    high_y: float
    stance: str
    day: str
    told: str
    """The number put plainly."""


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The people said to be killed, by the day of publication."""

    marks: tuple[Mark, ...]
    greatest: int
    first_day: str
    last_day: str


class _Told(msgspec.Struct, frozen=True):
    day: dt.date
    low: int
    high: int
    claim_id: str
    stance: str
    plain: str


def timeline(published: PublishedIncident, words: Words) -> Timeline | None:
    """The drawing, or null where fewer than two numbers with a day of publication were told."""
    told = sorted(_told(published, words), key=lambda each: (each.day, each.low, each.claim_id))
    if len(told) < 2:
        return None
    first, last = told[0].day, told[-1].day
    days = max((last - first).days, 1)
    greatest = max(each.high for each in told) or 1
    return Timeline(
        marks=tuple(_mark(each, words, first, days, greatest) for each in told),
        greatest=greatest,
        first_day=words.date(first),
        last_day=words.date(last),
    )


def _told(published: PublishedIncident, words: Words) -> Iterator[_Told]:
    day_of = {report.id: report.published_on for report in published.reports}
    for each in published.claims:
        day = day_of.get(each.report_id)
        if day is None or each.claim.extent != "incident":
            continue
        for figure in each.claim.figures:
            said = figure.quantity
            ends = [end for end in (said.low, said.high) if end is not None]
            if figure.outcome == "killed" and figure.group in _COUNTED and ends and figure.relation is None:
                yield _Told(day, min(ends), max(ends), each.claim.id, each.claim.stance, words.figure(figure))


def _mark(told: _Told, words: Words, first: dt.date, days: int, greatest: int) -> Mark:
    return Mark(
        claim_id=told.claim_id,
        x=round((told.day - first).days / days * WIDTH, 1),
        low_y=round(HEIGHT - told.low / greatest * HEIGHT, 1),
        high_y=round(HEIGHT - told.high / greatest * HEIGHT, 1),
        stance=told.stance,
        day=words.date(told.day),
        told=told.plain,
    )
