"""Published incidents in, rows of the list out, in its order and cut into pages that a browser filters
without effort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from harmledger.publishing.maps.charted import Spot
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.addresses import incident_page
from harmledger.publishing.site.order import SHOWN_GROUPS
from harmledger.publishing.site.passing import Counted, InPassing, said_in_passing
from harmledger.publishing.site.safe import brief, one_line, shown
from harmledger.publishing.site.words import Words
from harmledger.records.assessment import Range
from harmledger.records.claim import Claim
from harmledger.records.figure import Outcome

_CHARTED = ("civilians", "people")
ROWS_A_PAGE = 2_000
"""Filtering this many rows takes a phone-class browser some tens of milliseconds."""


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One incident in the list."""

    id: str
    page: str
    key: str
    date: dt.date | None
    date_end: dt.date | None
    when: str
    place: str
    country: str
    longitude: float | None
    latitude: float | None
    radius_m: int
    killed: tuple[Counted, ...]
    injured: tuple[Counted, ...]
    passing: InPassing
    """What is said of it, where all of that is told in passing."""
    killed_low: int
    """For sorting; -1 where no low end is known."""
    killed_high: int | None
    grade: str
    mark: str
    """Whether people reviewed it, where that is not what the head of the page says of all; else blank."""
    strike: str
    blamed: tuple[str, ...]
    reports: int
    claims: int
    origins: int

    @property
    def date_key(self) -> str:
        """For sorting: ISO date, empty where not known."""
        return self.date.isoformat() if self.date else ""

    @property
    def parties(self) -> str:
        """The blamed, one a line, for the filter."""
        return "\n".join(one_line(party) for party in self.blamed)


def placed(rows: Iterable[Row]) -> list[Spot]:
    """Where those of the incidents were that have a place."""
    return [
        Spot(longitude=row.longitude, latitude=row.latitude, radius_m=row.radius_m, name=row.place)
        for row in rows
        if row.longitude is not None and row.latitude is not None
    ]


def list_row(published: PublishedIncident, words: Words, *, released: bool) -> Row:
    """The row of one incident. In a draft those that are reviewed are marked, in a release all others."""
    incident, assessment = published.incident, published.assessment
    when, where = assessment.when, assessment.where
    killed = _of_outcome(assessment.ranges, "killed")
    charted = [each for each in killed if each.group in _CHARTED]
    lows = [each.low for each in charted if each.low is not None]
    highs = [each.high for each in charted if each.high is not None]
    return Row(
        id=incident.id,
        page=incident_page(incident.id),
        key=brief(incident.key or ""),
        date=when.start if when else None,
        date_end=when.end if when else None,
        when=words.moment(when),
        place=words.place(where),
        country=(where.country or "") if where else "",
        longitude=where.longitude if where else None,
        latitude=where.latitude if where else None,
        radius_m=where.radius_m if where else 0,
        killed=_counted(killed, words),
        injured=_counted(_of_outcome(assessment.ranges, "injured"), words),
        passing=said_in_passing(_not_rejected(published) if published.in_passing else (), words),
        killed_low=max(lows, default=-1),
        killed_high=max(highs, default=None),
        grade=words.value("grade", assessment.grade),
        mark="" if _as_expected(published, released) else words.review(published),
        strike=words.value("strike_status", assessment.strike_status),
        blamed=tuple(shown(party) for party in sorted(assessment.blamed)),
        reports=len(published.reports),
        claims=len(published.claims),
        origins=incident.origins_low,
    )


def _as_expected(published: PublishedIncident, released: bool) -> bool:
    return published.reviewed == released and not published.stands_from


def in_list_order(rows: Iterable[Row]) -> list[Row]:
    """Latest first, then by id; incidents without a date last."""
    by_id = sorted(rows, key=lambda row: row.id)
    return sorted(by_id, key=lambda row: row.date_key, reverse=True)


def list_pages(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The list cut into pages; an empty record has one empty page."""
    return [rows[start : start + ROWS_A_PAGE] for start in range(0, len(rows), ROWS_A_PAGE)] or [rows]


def _not_rejected(published: PublishedIncident) -> list[Claim]:
    return [each.claim for each in published.claims if each.verdict != "rejected"]


def _of_outcome(ranges: tuple[Range, ...], outcome: Outcome) -> list[Range]:
    return [each for each in ranges if each.outcome == outcome]


def _counted(ranges: list[Range], words: Words) -> tuple[Counted, ...]:
    by_group = {each.group: each for each in ranges}
    return tuple(
        Counted(text=words.bounds(each.low, each.high), group=words.value("group", group))
        for group in SHOWN_GROUPS
        if (each := by_group.get(group)) and (each.low, each.high) != (None, None)
    )
