"""The claims of a report with all its places and moments in; the same, with its own day and place, out.

A report may say where and when in other sentences than those that tell of harm; what these say themselves stands first.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harmledger.reading.arabic.claims.claims import Found
from harmledger.reading.arabic.when.dates import OF_AGREEMENT
from harmledger.reading.arabic.where.toponyms import NamedPlace
from harmledger.reading.moments import DAY_OF_WORDS, MOST_DAYS_OF_AN_EVENT, dates_event, most_exact
from harmledger.reading.totals import finest
from harmledger.records.claim import Claim
from harmledger.records.moment import Moment
from harmledger.records.reading import Resolution

Told = tuple[Claim, Resolution, Found]


def with_setting(
    told: Sequence[Told], moments: Sequence[Moment], places: Sequence[NamedPlace]
) -> list[tuple[Claim, Resolution]]:
    """The claims with their resolutions; the report's own day and place filled in where no claim names one."""
    of_event = [resolution for claim, resolution, _ in told if claim.extent == "incident"]
    dated = any(r.when is not None and dates_event(r.when) for r in of_event)
    placed = any(r.where is not None for r in of_event)
    when = None if dated else _day(_of_opening(told, moments))
    where = None if placed else finest([one.place for one in places if one.scene][:3])
    made = []
    for claim, resolution, _ in told:
        own = (
            resolution.when
            if resolution.when is not None and (dated or dates_event(resolution.when))
            else when
        )
        made.append((claim, msgspec.structs.replace(resolution, when=own, where=resolution.where or where)))
    return made


def _of_opening(told: Sequence[Told], moments: Sequence[Moment]) -> list[Moment]:
    """The moments up to the first claim, and those that say when the words were published: what is named further
    down is often a treaty, a past attack, a prisoner's arrest."""
    end = told[0][0].span.end if told else 0
    return [
        m for m in moments
        if m.reason == DAY_OF_WORDS or (m.reason != OF_AGREEMENT and m.span is not None and m.span.start < end)
    ]  # fmt: skip


def _day(moments: Sequence[Moment]) -> Moment | None:
    """The first day that the text names of an event; failing that, the one that it was published on."""
    short = [m for m in moments if m.days <= MOST_DAYS_OF_AN_EVENT]
    return next((m for m in short if dates_event(m)), None) or most_exact(short)
