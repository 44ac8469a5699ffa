"""IncidentMatter: all that an assessment may look at. In:

an incident with its tellings, claims, resolutions, reports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from harmledger.records.claim import Claim, Role
from harmledger.records.figure import Group, Outcome
from harmledger.records.incident import Incident
from harmledger.records.reading import Resolution
from harmledger.records.telling import Telling

BY_PERSON = "link.by_person"
"""Why two tellings are linked, where a person linked them."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """At least `low` and at most `high` distinct people are named, in these claims."""

    low: int
    high: int
    claims: tuple[str, ...]


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an assessment needs of a report: who published it, and when."""

    publisher: str | None = None
    published_on: dt.date | None = None


class IncidentMatter(msgspec.Struct, frozen=True, kw_only=True):
    """An incident and everything said of it.

    `claims` and `resolutions` by claim id, `reports` by report id.
    """

    incident: Incident
    tellings: tuple[Telling, ...]
    claims: Mapping[str, Claim]
    resolutions: Mapping[str, Resolution]
    reports: Mapping[str, ReportFacts]
    rejected: frozenset[str] = frozenset()
    """Claims that a person rejected: they set nothing."""
    by_person: frozenset[str] = frozenset()
    """Claims that a person made: whoever made them says that they are of this incident."""
    named: Mapping[tuple[Outcome, Group], Named] | None = None
    """How many distinct victims are named, where the names themselves are withheld; null: count them."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with the telling that carries it."""

    claim: Claim
    telling: Telling
    origin: int
    """Index of its origin in `origin_of`'s numbering."""
    role: Role
    blamed: tuple[str, ...]
    """Canonical names."""
    said_on: dt.date | None
    in_title: bool = False
    """Whether it stands in the title of its report."""
    proposed: bool = False
    """Whether linking alone put its telling beside what a person filed under the incident."""


def told_claims(matter: IncidentMatter) -> tuple[Told, ...]:
    """Every claim of the incident with its telling, in an order that depends on content alone:

    date, telling, title, words.
    """
    origins, proposed = origin_of(matter), _proposed(matter)
    said = (
        _told(matter, telling, claim, origins[telling.id], proposed=telling.id in proposed)
        for telling, claim in _claims(matter)
    )
    told = sorted(said, key=_order)
    first: dict[str, Told] = {}
    for one in told:
        first.setdefault(one.claim.id, one)
    return tuple(first.values())


def origin_of(matter: IncidentMatter) -> dict[str, int]:
    """The number of each telling's origin. A telling in no listed origin is an origin of its own."""
    groups = sorted(tuple(sorted(origin.tellings)) for origin in matter.incident.origins)
    numbers = {telling: n for n, group in enumerate(groups) for telling in group}
    alone = sorted(t.id for t in matter.tellings if t.id not in numbers)
    return numbers | {telling: len(groups) + n for n, telling in enumerate(alone)}


def _proposed(matter: IncidentMatter) -> frozenset[str]:
    """The tellings of a filed incident that nobody filed or linked: a machine found them to be of it."""
    filed = {telling.id for telling in matter.tellings if telling.filed_under is not None}
    if not filed:
        return frozenset()
    by_person = {
        end
        for link in matter.incident.links
        if any(reason.code == BY_PERSON for reason in link.reasons)
        for end in (link.left, link.right)
    }
    return frozenset(telling.id for telling in matter.tellings) - filed - by_person


def published_on(matter: IncidentMatter, telling: Telling) -> dt.date | None:
    """When the telling was published: its own date, else its report's, else null."""
    if telling.published_on is not None:
        return telling.published_on
    report = matter.reports.get(telling.report_id)
    return report.published_on if report else None


def _claims(matter: IncidentMatter) -> Iterator[tuple[Telling, Claim]]:
    for telling in matter.tellings:
        for claim_id in telling.claims:
            if claim_id not in matter.rejected:
                yield telling, matter.claims[claim_id]


def _told(matter: IncidentMatter, telling: Telling, claim: Claim, origin: int, *, proposed: bool) -> Told:
    resolution = matter.resolutions.get(claim.id)
    return Told(
        claim=claim,
        telling=telling,
        origin=origin,
        role=resolution.role if resolution else telling.role,
        blamed=resolution.blamed if resolution else (),
        said_on=published_on(matter, telling),
        in_title=resolution is not None and resolution.in_title,
        proposed=proposed and claim.id not in matter.by_person,
    )


def _order(told: Told) -> tuple[dt.date, str, bool, int, int, str]:
    return (told.said_on or dt.date.max, told.telling.id, *in_words(told))


def in_words(told: Told) -> tuple[bool, int, int, str]:
    """The order of a report's words: it begins with its title, wherever that is kept."""
    return not told.in_title, told.claim.span.start, told.claim.span.end, told.claim.id
