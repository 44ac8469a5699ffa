"""The read side, typed: an open ledger with its views goes in; incidents with all that they rest on, and
counts, come out."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, select

from harmledger.errors import NotInRecord
from harmledger.ledger import readings, tables, truth
from harmledger.ledger.accounts import Account, captures_account, texts_account
from harmledger.ledger.held import (
    entries_of,
    incident_called,
    incident_rows,
    incidents_holding,
    redirected,
    tellings_called,
)
from harmledger.ledger.kinds import kind_of
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim, told, told_and_replaced
from harmledger.records.assessment import Assessment
from harmledger.records.incident import Incident
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report
from harmledger.records.standing import IncidentStanding
from harmledger.records.telling import Telling

PAGE = 50
"""Incidents on a page, unless asked otherwise."""
_TOGETHER = 50
"""Incidents or readings that are joined at once while streaming."""


class IncidentFile(msgspec.Struct, frozen=True, kw_only=True):
    """All that the record holds of one incident."""

    incident: Incident
    assessments: tuple[Assessment, ...]
    """One a convention, in order of its name."""
    tellings: tuple[Telling, ...]
    """In order of id."""
    reports: tuple[Report, ...]
    """Every report with a telling of it, once, in order of id."""
    claims: tuple[ToldClaim, ...]
    """In order of text and of their words; rejected ones among them."""
    replaced: tuple[ToldClaim, ...] = ()
    """Claims of its texts in whose place another one stands: they count for nothing, and stay visible."""
    standing: IncidentStanding


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents: those with one assessment that meets all that is set."""

    convention: str | None = None
    grade: str | None = None
    strike_status: str | None = None
    not_before: dt.date | None = None
    """It may have ended on or after this local date."""
    not_after: dt.date | None = None
    """It may have begun on or before this local date."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds, for summaries."""

    rows: dict[str, int]
    """Of each kind, erased ones among them."""
    erased: dict[str, int]
    """Rows of each kind that lost their payload."""
    refusals: dict[str, int]
    """By code, refusals that were erased left out."""
    captures: Account
    texts: Account
    tellings: int
    incidents: int
    grades: dict[str, dict[str, int]]
    """Incidents by convention and grade; `""` where none was given."""


def incident_file(ledger: Ledger, name: str) -> IncidentFile:
    """The incident of this id, redirects followed, or of this analyst's key.

    Raises NotInRecord if there is none in the views as they are.
    """
    with ledger.snapshot() as connection:
        found = incident_called(connection, name) or incident_called(connection, redirected(connection, name))
        if found is None:
            raise NotInRecord(
                f"no incident {name!r}", where=str(ledger.folder), to_do="`harmledger build` makes them"
            )
        return next(_files(connection, [found]))


def incident_files_of(ledger: Ledger, ids: Sequence[str]) -> list[IncidentFile]:
    """These incidents, in this order; an id that no incident has is left out."""
    with ledger.snapshot() as connection:
        found = {incident.id: incident for incident in incident_rows(connection, ids)}
        return list(_files(connection, [found[id] for id in ids if id in found]))


def current_incident(ledger: Ledger, name: str) -> Incident:
    """The incident of this id, redirects followed, of this analyst's key, or that holds this telling.

    Raises NotInRecord if there is none in the views as they are.
    """
    holder = select(tables.tellings.c.incident_id).where(tables.tellings.c.id == name)
    with ledger.snapshot() as connection:
        name_of_it = connection.scalar(holder) or name
        found = incident_called(connection, name_of_it) or incident_called(
            connection, redirected(connection, name)
        )
    if found is None:
        raise NotInRecord(f"no incident {name!r}", where=str(ledger.folder))
    return found


def incidents_of(ledger: Ledger, ids: Iterable[str]) -> list[str]:
    """The ids of the incidents that hold these claims and tellings, or are these incidents; sorted."""
    with ledger.snapshot() as connection:
        return sorted(incidents_holding(connection, ids))


def telling_rows(ledger: Ledger, ids: Iterable[str]) -> list[Telling]:
    """The tellings of these ids, in this order. Raises NotInRecord naming the first that is not there."""
    wanted = list(ids)
    with ledger.snapshot() as connection:
        found = tellings_called(connection, wanted)
    for id in wanted:
        if id not in found:
            raise NotInRecord(f"no telling {id!r}", where=str(ledger.folder))
    return [found[id] for id in wanted]


def incident_files(ledger: Ledger) -> Iterator[IncidentFile]:
    """Every incident with all that it rests on, in order of id, few in memory at a time."""
    query = select(tables.incidents.c.payload).order_by(tables.incidents.c.id)
    with ledger.snapshot() as connection:
        for rows in truth.chunks(truth.stream(connection, query), _TOGETHER):
            yield from _files(connection, [msgspec.json.decode(row.payload, type=Incident) for row in rows])


def assessed_incidents(ledger: Ledger, convention: str) -> Iterator[tuple[Incident, Assessment]]:
    """Every incident that was assessed under this convention, without its claims, in order of id."""
    held, made = tables.incidents, tables.assessments
    joined = held.join(made, (made.c.incident_id == held.c.id) & (made.c.convention == convention))
    columns = held.c.payload.label("incident"), made.c.payload.label("assessment")
    with ledger.snapshot() as connection:
        for row in truth.stream(connection, select(*columns).select_from(joined).order_by(held.c.id)):
            yield (
                msgspec.json.decode(row.incident, type=Incident),
                msgspec.json.decode(row.assessment, type=Assessment),
            )


def incidents(
    ledger: Ledger, matching: Filter | None = None, *, after: str = "", limit: int = PAGE
) -> list[Incident]:
    """At most `limit` incidents in order of id, from behind the id `after`: the next page begins after the
    last id."""
    table = tables.incidents
    query = select(table.c.payload).where(table.c.id > after)
    if matching is not None:
        query = query.where(
            table.c.id.in_(select(tables.assessments.c.incident_id).where(*_conditions(matching)))
        )
    with ledger.snapshot() as connection:
        payloads = connection.scalars(query.order_by(table.c.id).limit(limit))
        return [msgspec.json.decode(payload, type=Incident) for payload in payloads]


def told_claims(ledger: Ledger) -> Iterator[ToldClaim]:
    """Every claim that stands, in order of its text's id and of its words, few in memory at a time."""
    with ledger.snapshot() as connection:
        for batch in truth.chunks(readings.standings(connection), _TOGETHER):
            yield from told(connection, batch)


def link_at(ledger: Ledger, seq: int) -> str | None:
    """The link of this row of the chain; null where the chain does not reach as far."""
    with ledger.snapshot() as connection:
        head = truth.head_at(connection, seq)
    return head.link if head.seq == seq else None


def erased_ids(ledger: Ledger, record: type[msgspec.Struct]) -> list[str]:
    """The ids of the rows of this kind whose payload was erased, sorted."""
    table = tables.truth
    query = select(table.c.id).where(table.c.kind == kind_of(record).name, table.c.payload.is_(None))
    with ledger.snapshot() as connection:
        return sorted(connection.scalars(query))


def counts(ledger: Ledger) -> Counts:
    """How much of what the record holds now."""
    table = tables.truth
    with ledger.snapshot() as connection:
        rows = connection.execute(
            select(table.c.kind, func.count(), func.count(table.c.payload)).group_by(table.c.kind)
        )
        by_kind = {kind: (total, present) for kind, total, present in rows}
        return Counts(
            rows={kind: total for kind, (total, _) in sorted(by_kind.items())},
            erased={kind: total - there for kind, (total, there) in sorted(by_kind.items()) if total > there},
            refusals=dict(
                sorted(Counter(refusal.code for refusal in readings.each(connection, Refusal)).items())
            ),
            captures=captures_account(connection),
            texts=texts_account(connection),
            tellings=_size(connection, tables.tellings),
            incidents=_size(connection, tables.incidents),
            grades=_grades(connection),
        )


def _files(connection: Connection, found: Sequence[Incident]) -> Iterator[IncidentFile]:
    ids = [incident.id for incident in found]
    tellings = entries_of(connection, tables.tellings, Telling, ids)
    assessments = entries_of(connection, tables.assessments, Assessment, ids)
    standings = entries_of(connection, tables.standings, IncidentStanding, ids)
    claims, set_back = _claims_of(
        connection, {telling.text_id for group in tellings.values() for telling in group}
    )
    of_reports = {telling.report_id for group in tellings.values() for telling in group}
    reports = {report.id: report for report in readings.records(connection, Report, sorted(of_reports))}
    place = {claim_id: at for at, claim_id in enumerate(claims)}
    for incident in found:
        its_tellings = tellings[incident.id]
        its_claims = {claim_id for telling in its_tellings for claim_id in telling.claims} & claims.keys()
        standing = standings[incident.id]
        yield IncidentFile(
            incident=incident,
            assessments=tuple(assessments[incident.id]),
            tellings=tuple(its_tellings),
            reports=tuple(
                reports[report_id] for report_id in sorted({telling.report_id for telling in its_tellings})
            ),
            claims=tuple(claims[claim_id] for claim_id in sorted(its_claims, key=place.__getitem__)),
            replaced=tuple(each for each in set_back if each.standing.replaced_by in its_claims),
            standing=standing[0],
        )


def _claims_of(connection: Connection, text_ids: set[str]) -> tuple[dict[str, ToldClaim], list[ToldClaim]]:
    """The claims that stand on these texts, in order of text and of their words; and those replaced."""
    claims: dict[str, ToldClaim] = {}
    set_back: list[ToldClaim] = []
    for chunk in truth.chunks(sorted(text_ids)):
        standings = list(readings.standings(connection, chunk))
        stand, replaced = told_and_replaced(connection, standings)
        claims |= {told_claim.claim.id: told_claim for told_claim in stand}
        set_back += replaced
    return claims, set_back


def _conditions(matching: Filter) -> Iterator[ColumnElement[bool]]:
    table = tables.assessments
    for name in ("convention", "grade", "strike_status"):
        value = getattr(matching, name)
        if value is not None:
            yield table.c[name] == value
    if matching.not_before is not None:
        yield table.c.ends_on >= matching.not_before.isoformat()
    if matching.not_after is not None:
        yield table.c.starts_on <= matching.not_after.isoformat()


def _grades(connection: Connection) -> dict[str, dict[str, int]]:
    table = tables.assessments
    columns = (table.c.convention, table.c.grade)
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for convention, grade, number in connection.execute(
        select(*columns, func.count()).group_by(*columns).order_by(*columns)
    ):
        grades[convention][grade or ""] = number
    return dict(grades)


def _size(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
