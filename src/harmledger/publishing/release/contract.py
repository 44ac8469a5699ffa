"""The lines of a release as types: those of the draft, and what is needed to check every number beside
them."""

from __future__ import annotations

import datetime as dt

import msgspec

from harmledger.exchange.contract import (
    ClaimLine,
    ConventionLine,
    DateLine,
    FileLine,
    IncidentLine,
    MethodLine,
    PlaceLine,
    ReasonLine,
    ReportLine,
    TellingLine,
)
from harmledger.publishing.policy import Policy
from harmledger.publishing.scope import Scope


class BlameLine(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a claim blames, in its own words as far as they are public, and how firmly."""

    as_said: str
    firmness: str


class ReleasedClaim(ClaimLine, frozen=True, kw_only=True):
    """A line of a release's `claims.jsonl`. `quote` is empty where it is withheld."""

    quote_state: str
    """`published`, `masked` or `withheld`."""
    quote_commitment: str
    """SHA-256 over the salt and the quote as the report has it."""
    quote_salt: str | None
    """Told where the whole quote is published, so that anybody can check it; else null."""
    review: str
    """`accepted`, `person` (a person's own claim) or `with_incident` (reviewed as part of it), else
    `machine`."""
    persons_named: int
    """How many victims it names; no name leaves the house by default."""
    blames: tuple[BlameLine, ...]


class ReleasedTelling(TellingLine, frozen=True, kw_only=True):
    """What one report says of the incident, with the facts that the assessment takes from it."""

    main: bool
    filed: bool
    """Whether a person filed the report under the incident: then of its page only that counts which others bear out."""
    date: DateLine | None
    place: PlaceLine | None
    means: str | None
    blamed: tuple[str, ...]


class NamedLine(msgspec.Struct, frozen=True, kw_only=True):
    """How many distinct victims the claims name: counted in the house, where the names are."""

    outcome: str
    group: str
    low: int
    high: int
    claims: tuple[str, ...]


class PerhapsLine(msgspec.Struct, frozen=True, kw_only=True):
    """Another published incident that may be this one: the interval of the totals reckons with it."""

    incident: str
    score: int
    """Hundredths of a bit, as log odds of one event."""


class LinkLine(msgspec.Struct, frozen=True, kw_only=True):
    """Two tellings that were taken for tellings of one event, and why."""

    left: str
    right: str
    score: int
    """Hundredths of a bit, as log odds of one event."""
    reasons: tuple[ReasonLine, ...]


class OverriddenLine(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a person set; what follows from the claims stands beside it."""

    field: str
    """`grade`, `strike_status` or `range`."""
    outcome: str | None
    group: str | None
    computed: str | None
    """The value that follows from the claims: a label, or `low-high`."""


class ReleasedIncident(IncidentLine, frozen=True, kw_only=True):
    """A line of a release's `incidents.jsonl`."""

    tellings: tuple[ReleasedTelling, ...]
    origin_tellings: tuple[tuple[str, ...], ...]
    """Ids of the tellings that go back to one, a tuple an origin."""
    origin_reasons: tuple[tuple[ReasonLine, ...], ...] = ()
    """Why, an entry for each of `origin_tellings`."""
    linked: tuple[LinkLine, ...] = ()
    """As many as `links` says; none where the line is of a release from before they were told."""
    named: tuple[NamedLine, ...]
    overridden: tuple[OverriddenLine, ...]
    said: dict[str, dict[str, tuple[tuple[int | None, int | None], ...]]] = msgspec.field(
        default_factory=dict
    )
    """By outcome and group, every number that stands, low and high: what the interval of the totals draws from."""
    perhaps: tuple[PerhapsLine, ...] = ()
    admin1: str | None = None
    """Code of the first-level area of the place, by which totals are parted."""
    review: str
    """`reviewed`; `machine` where the policy publishes what nobody reviewed; `stands`: reviewed, and told of anew
    since, so that these are the numbers of the release `stands_from` until somebody reviews it again."""
    stands_from: str | None = None
    reviewers: int
    follows: bool
    """Whether ranges, grade and status follow from the published claims; else from words that are
    withheld."""


class IncidentLines(msgspec.Struct, frozen=True, kw_only=True):
    """All that a release says of one incident."""

    incident: ReleasedIncident
    claims: tuple[ReleasedClaim, ...]
    reports: tuple[ReportLine, ...]


class PreviousLine(msgspec.Struct, frozen=True, kw_only=True):
    """The release before this one."""

    release: str
    manifest_sha256: str


class HeadLine(msgspec.Struct, frozen=True, kw_only=True):
    """How far the record's chain went: only the owner can check it, and then nobody rewrote what came
    before."""

    seq: int
    link: str


class ReleaseManifest(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest.json`: what the release is, what it is made by, and the digest of every other file."""

    draft: bool
    release: str
    """Its name: the date, and a number from the second of a day on."""
    released_on: dt.date
    harmledger: str
    convention: ConventionLine
    policy: Policy
    policy_sha256: str
    scope: Scope
    previous: PreviousLine | None
    head: HeadLine
    counts: dict[str, int]
    held_back: dict[str, int]
    """How many incidents were not published, by reason."""
    totals_model: str = ""
    """Digest of the model that the intervals of the totals are drawn by."""
    program_sha256: str = ""
    """Digest of the code and words that made it: who has the same makes the same bytes from the lines."""
    methods: tuple[MethodLine, ...]
    files: dict[str, FileLine]
    site_sha256: str | None
    """Over the lines of `SHA256SUMS` that are of `site/`; null where the release has no site."""
    site_language: str | None = None


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `decisions.jsonl`: what people decided on what is published. Who, and in which words, stays
    inside."""

    id: str
    kind: str
    on: tuple[str, ...]
    """Public ids of incidents, claims, tellings and decisions, those that nobody can look up among them."""
    day: dt.date
    by: str
    """A mark that tells one person from another."""
