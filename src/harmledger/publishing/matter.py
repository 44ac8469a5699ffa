"""What publishing is handed: the streams of a record, filled by `flow` from the ledger; nothing here reads a
store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from harmledger.publishing.policy import Policy
from harmledger.records.assessment import Assessment
from harmledger.records.claim import Claim
from harmledger.records.incident import Incident
from harmledger.records.reading import Method, Resolution
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report, Text
from harmledger.records.standing import Verdict
from harmledger.records.telling import Telling, in_passing


class PublishedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what its words were resolved to and where it belongs."""

    claim: Claim
    resolution: Resolution
    report_id: str
    report_key: str
    method: str
    """Who or what made the claim: `english 3`, `person:<name>`."""
    incident_id: str | None
    """The incident that holds it; null for tolls of a whole conflict, rates, and what was linked to
    nothing."""
    verdict: Verdict = "proposed"
    """What people made of it."""


class PublishedIncident(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said of one incident, and what follows from it under the record's convention."""

    incident: Incident
    assessment: Assessment
    tellings: tuple[Telling, ...]
    reports: tuple[Report, ...]
    """Every report with a telling of it, once."""
    claims: tuple[PublishedClaim, ...]
    reviewed: bool = False
    """Whether people reviewed it as it stands."""
    stands_from: str | None = None
    """The release whose numbers these are, where more was told since and nobody reviewed that yet."""

    @property
    def in_passing(self) -> bool:
        """Whether reports only look back to it beside another event: then nothing that they say of it counts."""
        return in_passing(self.tellings)


class ReadReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its words, for a page on which every claim is lit up. Asked for only where such pages
    are."""

    report: Report
    text: Text
    claims: tuple[PublishedClaim, ...]
    """The claims on this text."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of the convention in force, as people read it."""

    name: str
    value: str
    source: str
    verified: bool
    """Whether somebody checked that the source says so."""


class Colophon(msgspec.Struct, frozen=True, kw_only=True):
    """How this record was made: what stands on its about page and in its manifest. It holds no clock time."""

    harmledger_version: str
    convention: str
    convention_version: str
    scope: str
    """What the record counts: deaths, means, persons, area, period."""
    methods: tuple[Method, ...]
    rules: tuple[Rule, ...] = ()
    title: str | None = None
    """What the house calls this record."""
    house: str | None = None
    """Who publishes it."""
    contact: str | None = None
    """Where errors are reported."""
    licence: str | None = None
    counts: tuple[tuple[str, str], ...] = ()
    """What the house says that it counts: name of the field of the scope, and its words."""
    released: str | None = None
    """The release that this is; null: a draft, which says so on every page."""
    policy: Policy | None = None
    """By which it was published; null: a draft."""
    held_back: tuple[tuple[str, int], ...] = ()
    """Why incidents of the record are not published (`held.<why>`), and how many."""
    presumes_civilian: bool = False
    """Whether the convention takes people for civilians whom no source ties to fighters."""
    accuracy: tuple[tuple[str, float], ...] = ()
    """How well the machine reads: what was measured (`measured.<code>`), and the share of right answers."""


class Matter(Protocol):
    """One record, to be published. Each call begins a new stream, in any order; the whole need never be in
    memory."""

    @property
    def colophon(self) -> Colophon:
        """How the record was made."""
        ...

    def reports(self) -> Iterable[Report]:
        """Every report that was kept."""
        ...

    def claims(self) -> Iterable[PublishedClaim]:
        """Every claim, those that no incident holds among them."""
        ...

    def incidents(self) -> Iterable[PublishedIncident]:
        """Every incident, merged ones left out."""
        ...

    def refusals(self) -> Iterable[Refusal]:
        """Everything that was refused."""
        ...

    def read_reports(self) -> Iterable[ReadReport]:
        """Every report with its text and the claims on it."""
        ...
