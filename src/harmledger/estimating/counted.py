"""An incident with its assessment in, what totals look at out: its ranges, and the cells that it falls into."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.places.areas import area_name
from harmledger.records.assessment import Assessment, Range
from harmledger.records.incident import Incident, Perhaps
from harmledger.records.moment import Moment
from harmledger.records.standing import IncidentStanding

State = Literal["draft", "reviewed"]
"""Only machine-read, or reviewed by a person. The two are never summed (law 8)."""
Dimension = Literal["grade", "status", "year", "month", "country", "area", "actor"]


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One incident as totals take it."""

    id: str
    state: State
    ranges: tuple[Range, ...]
    origins: int
    """Independent ones, at least: how well its numbers are borne out."""
    perhaps: tuple[Perhaps, ...]
    cells: dict[Dimension, str | None]
    """Null where that is not known of it: such incidents stand in a line of their own."""


def is_reviewed(standing: IncidentStanding) -> bool:
    """Whether people reviewed the incident as it stands now; what changed since its review is a draft again."""
    return standing.state in ("reviewed", "published")


def counted(incident: Incident, assessment: Assessment, *, reviewed: bool) -> Counted:
    """What totals look at of this incident."""
    where = assessment.where
    country = where.country if where else None
    return Counted(
        id=incident.id,
        state="reviewed" if reviewed else "draft",
        ranges=assessment.ranges,
        origins=max(1, incident.origins_low),
        perhaps=incident.perhaps,
        cells={
            "grade": assessment.grade,
            "status": assessment.strike_status,
            "year": _within(assessment.when, "%Y"),
            "month": _within(assessment.when, "%Y-%m"),
            "country": country,
            "area": area_name(country, where.admin1 if where else None),
            "actor": "; ".join(sorted(assessment.blamed)) or None,
        },
    )


def _within(when: Moment | None, form: str) -> str | None:
    """The year or month that holds the whole span of days; null where it is not known as finely."""
    if when is None:
        return None
    first, last = when.start.strftime(form), when.end.strftime(form)
    return first if first == last else None
