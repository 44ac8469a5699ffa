"""Incident, Link, Perhaps, Origin: linked tellings, why they are linked, what else they may be, which go back to
one."""

from __future__ import annotations

import msgspec

from harmledger.records.reason import Reason
from harmledger.records.telling import Refs


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Why two tellings are held to be of one event."""

    left: str
    right: str
    score: int
    """In hundredths of a bit; whole numbers, so that every engine decides alike."""
    reasons: tuple[Reason, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Tellings that go back to one telling, with the reasons."""

    tellings: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


class Perhaps(msgspec.Struct, frozen=True, kw_only=True):
    """Another incident that may be this one, and was held apart: a person may decide, totals reckon with it."""

    incident: str
    score: int
    """Of all pairs of tellings between the two, on average: hundredths of a bit, as log odds of one event."""
    reasons: tuple[Reason, ...] = ()
    """Of the pair of tellings that is most alike."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """An incident's id, minted once from the telling (or filing) that anchors it; `redirects_to` once merged.

    Of several rows with one id each says what was new: the first that it was minted, `redirects_to` that it was given
    up, `held` by which tellings it was found from then on.
    """

    id: str
    anchor: str
    redirects_to: str | None = None
    held: Refs = ()
    """Tellings of the incident, the anchor first where it was there: the id stands where the first is that is still
    told. A filed incident needs none."""
    nth: int = 0
    """How many rows said `held` before."""


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """Harm at one place and time: a view over linked tellings."""

    id: str
    key: str | None
    """The analyst's own incident, where reports were filed."""
    tellings: tuple[str, ...]
    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    origins_low: int
    """At least so many independent origins: undetermined pairs never count as independent (law 7)."""
    origins_high: int
    perhaps: tuple[Perhaps, ...] = ()
    """Likeliest first."""
