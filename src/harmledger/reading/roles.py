"""The claims of one report in, the same with the part that each plays in it out: primary, update,
background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from harmledger.reading.moments import dates_event
from harmledger.records.claim import Claim, Role
from harmledger.records.moment import Moment
from harmledger.records.reading import Resolution

LONG_BEFORE = dt.timedelta(days=14)
"""Harm told as further back than this before the report's own event is background to it."""


def with_roles(pairs: Iterable[tuple[Claim, Resolution]]) -> list[tuple[Claim, Resolution]]:
    """The claims in their order; what lies long before the report's main event is background."""
    told = list(pairs)
    main = _main_moment(told)
    return [
        (claim, msgspec.structs.replace(resolution, role=_role(claim, resolution, main)))
        for claim, resolution in told
    ]


def _main_moment(told: list[tuple[Claim, Resolution]]) -> Moment | None:
    """When the first event that is told with figures happened."""
    dated = [
        r.when
        for c, r in told
        if c.figures and c.extent == "incident" and r.when is not None and dates_event(r.when)
    ]
    return dated[0] if dated else None


def _role(claim: Claim, resolution: Resolution, main: Moment | None) -> Role:
    if claim.extent != "incident":
        return "round_up"
    if main is not None and resolution.when is not None and resolution.when.end < main.start - LONG_BEFORE:
        return "background"
    if resolution.role in ("background", "round_up"):
        return resolution.role
    if any(f.relation is not None and f.relation.kind == "revises" for f in claim.figures):
        return "update"
    return "primary"
