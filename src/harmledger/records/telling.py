"""Telling: what one report says of one event. Tellings, not claims, are linked. TellingRef: one, to be found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import msgspec

from harmledger.records.claim import Means, Role
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.span import Span


class Inheritance(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a claim of this telling did not state, and why it was taken over."""

    claim_id: str
    field: Literal["when", "where", "means"]
    reason: str
    """`same_sentence`, `same_paragraph`, `only_event_of_report`, `day_of_publication` …"""
    from_claim: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of one text on one event, with place, time and means that they share."""

    id: str
    report_id: str
    text_id: str
    claims: tuple[str, ...]
    """Ids, in order of their words. May be empty only for a filed report that says nothing readable of its event."""
    role: Role
    main: bool = True
    """Whether it tells of the report's own event, not of another one that the report mentions."""
    when: Moment | None = None
    where: Place | None = None
    means: Means | None = None
    blamed: tuple[str, ...] = ()
    """Canonical actor names."""
    inherited: tuple[Inheritance, ...] = ()
    published_on: dt.date | None = None
    filed_under: str | None = None
    """The analyst's incident, where the report was filed and this telling is of that event."""


def in_passing(tellings: Iterable[Telling]) -> bool:
    """Whether reports only look back to an event beside another one: then nothing that they say of it counts."""
    return all(telling.role == "background" for telling in tellings)


class TellingRef(msgspec.Struct, frozen=True, kw_only=True):
    """A telling as it once was. By its words it is found again when a newer reader gives it another id."""

    id: str
    report_id: str
    spans: tuple[Span, ...] = ()
    """Of its claims."""
    filed_under: str | None = None


Refs = tuple[TellingRef, ...]
