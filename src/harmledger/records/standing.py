"""Standing: what people's decisions have made of a claim and of an incident, as far as they are in force."""

from __future__ import annotations

from typing import Literal

import msgspec

Verdict = Literal["proposed", "accepted", "rejected", "unsure", "replaced", "person"]
State = Literal["proposed", "reviewed", "published", "outdated", "withdrawn"]


class ClaimStanding(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided on one claim."""

    verdict: Verdict = "proposed"
    """`proposed`: nobody looked at it; `person`: a person made it; `replaced`: another claim stands in its
    place."""
    by: str | None = None
    at: str | None = None
    why: str | None = None
    decision: str | None = None
    replaced_by: str | None = None
    replaces: str | None = None
    """The claim that was there first."""
    cleared_by: str | None = None
    """Who cleared its quote for publication."""


class IncidentStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How far an incident is on its way to publication."""

    incident_id: str
    state: State
    """`outdated`: it was reviewed, and is not as it was then; `published`: reviewed, and so in the last release;
    `withdrawn`: by a person, or because every claim of it was rejected."""
    seal: str
    """Digest of the claims and numbers as they are: a review signs it."""
    reviewed_by: tuple[str, ...] = ()
    """Who signed this very seal, each once, in order of time."""
    reviewed_seal: str | None = None
    """The seal that was signed last."""
    worked_by: tuple[str, ...] = ()
    """Who decided on its claims, links or numbers, sorted: in a team, somebody else reviews it."""
    published_in: str | None = None
    """The last release, where it holds this incident."""
    published_seal: str | None = None
    decision: str | None = None
    """The review or withdrawal that counts."""


class InboxRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as work to be done: in one incident that it is of, or (blank) in none."""

    claim_id: str
    incident_id: str
    report_id: str
    verdict: Verdict
    people: int
    """How far it could move the totals."""
    cleared: bool = False
    """Whether a person cleared its quote for publication."""
