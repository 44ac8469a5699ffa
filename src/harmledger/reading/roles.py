"""The claims of one report in, the same with the part that each plays in it out: primary, update,
background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from harmledger.reading.moments import DAY_OF_WORDS, dates_event
from harmledger.records.claim import Claim, Role
from harmledger.records.moment import Moment
from harmledger.records.reading import Resolution

LONG_BEFORE = dt.timedelta(days=14)
"""Harm told as further back than this before the report's own event is background to it."""
LONG_BEFORE_WORDS = dt.timedelta(days=30)
"""The same where of the report's own event only the day is known on which it was told of: it may lie days before."""


def with_roles(pairs: Iterable[tuple[Claim, Resolution]]) -> list[tuple[Claim, Resolution]]:
    """The claims in their order; what lies long before the report's main event is background."""
    told = list(pairs)
    main, news = _main_moment(told), _news(told)
    return [
        (claim, msgspec.structs.replace(resolution, role=_role(claim, resolution, main, news)))
        for claim, resolution in told
    ]


def _news(told: list[tuple[Claim, Resolution]]) -> tuple[Claim, Moment] | None:
    """The first claim that counts people, where all its day says is when it was told of."""
    first = next(((c, r.when) for c, r in told if c.figures and c.extent == "incident"), None)
    if first is None or first[1] is None or first[1].reason != DAY_OF_WORDS:
        return None
    return first[0], first[1]


def _looks_back(claim: Claim, resolution: Resolution, news: tuple[Claim, Moment] | None) -> bool:
    """Whether a claim counts others, hit long before the news was told: "12 were killed, medics said on Friday. …
    The attack of October 7 killed some 1,200"."""
    if news is None or resolution.when is None or not dates_event(resolution.when) or not claim.figures:
        return False
    counted = {(f.quantity.low, f.quantity.high) for f in news[0].figures}
    others = counted.isdisjoint((f.quantity.low, f.quantity.high) for f in claim.figures)
    return others and resolution.when.end < news[1].start - LONG_BEFORE_WORDS


def _main_moment(told: list[tuple[Claim, Resolution]]) -> Moment | None:
    """When the first event that is told with figures happened."""
    dated = [
        r.when
        for c, r in told
        if c.figures and c.extent == "incident" and r.when is not None and dates_event(r.when)
    ]
    return dated[0] if dated else None


def _role(
    claim: Claim, resolution: Resolution, main: Moment | None, news: tuple[Claim, Moment] | None
) -> Role:
    if claim.extent != "incident":
        return "round_up"
    if _looks_back(claim, resolution, news):
        return "background"
    if main is not None and resolution.when is not None and resolution.when.end < main.start - LONG_BEFORE:
        return "background"
    if resolution.role in ("background", "round_up"):
        return resolution.role
    if any(f.relation is not None and f.relation.kind == "revises" for f in claim.figures):
        return "update"
    return "primary"
