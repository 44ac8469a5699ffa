"""Assessment: what follows for an incident from its claims, under one convention."""

from __future__ import annotations

import msgspec

from harmledger.records.decision import Overridable
from harmledger.records.figure import Group, Outcome
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reason import Reason


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One number that stands behind a range: what one voice or origin says, as the convention counts it."""

    low: int | None
    high: int | None
    claims: tuple[str, ...]


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """A party that no source names, inferred by a theatre rule that somebody opted into. Never blame."""

    party: str
    reason: Reason


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """How many, for one outcome and one group. Null is "not known", never zero."""

    outcome: Outcome
    group: Group
    low: int | None
    best: int | None
    high: int | None
    low_reason: Reason
    """The rule that set the lower end and the claims it rests on."""
    high_reason: Reason
    said: tuple[Said, ...] = ()
    """Every number that stands, copies and superseded ones left out; those between the ends too."""


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's figure that set neither end, and why."""

    claim_id: str
    figure: int | None
    """Index of the figure; null: the whole claim."""
    reason: Reason


class Overridden(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a person decided in place of the computed one, which stands here."""

    field: Overridable
    outcome: Outcome | None = None
    group: Group | None = None
    computed: str | None = None
    """Of a grade or a strike status."""
    computed_range: Range | None = None
    """Null where nothing had been computed for this outcome and group."""
    decision: str
    by: str
    at: str
    why: str


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Ranges, strike status and harm grade of one incident under one convention, each with its reasons."""

    incident_id: str
    convention: str
    """`name version`, e.g. `airwars-like 1`."""
    ranges: tuple[Range, ...]
    strike_status: str | None
    strike_reasons: tuple[Reason, ...]
    grade: str | None
    grade_reasons: tuple[Reason, ...]
    responsibility_status: str | None = None
    """Of harm without a strike, in the place of a strike status: how far it is known who did it."""
    responsibility_reasons: tuple[Reason, ...] = ()
    blamed: tuple[str, ...] = ()
    inferred_parties: tuple[Inferred, ...] = ()
    when: Moment | None = None
    where: Place | None = None
    set_aside: tuple[SetAside, ...] = ()
    would_change: tuple[Reason, ...] = ()
    """What single further fact would change the grade, the status, or an end of a range, in this order."""
    overrides: tuple[Overridden, ...] = ()
    """What people decided in place of what follows from the claims; their values stand above."""
