"""Pages of what is to be done and of what there is: an open ledger and what is asked for go in; rows come out, paged by
key, so that the thousandth page costs what the first does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select, tuple_

from harmledger.errors import NotInRecord
from harmledger.ledger import readings, tables, truth
from harmledger.ledger.keyed import ids_of_key
from harmledger.ledger.listed import VERDICT
from harmledger.ledger.narrowing import Listed, conditions_of
from harmledger.ledger.paging import PAGE, Key, Page, checked
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim, told_and_replaced
from harmledger.records.claim import Claim
from harmledger.records.report import Report, Text
from harmledger.records.standing import State, Verdict

Order = Literal["id", "date", "killed"]


class InboxEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to be looked at, and how far it could move the totals, in people."""

    claim: Claim
    report_id: str
    report_key: str
    incident_id: str | None
    verdict: Verdict
    people: int


class IncidentRow(msgspec.Struct, frozen=True, kw_only=True):
    """An incident on a list. Null is "not known", never zero."""

    incident_id: str
    key: str | None
    state: State
    grade: str | None
    strike_status: str | None
    starts_on: str | None
    ends_on: str | None
    country: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    radius_m: int | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    tellings: int
    origins: int


class ReportFile(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its words and everything that was ever claimed of them."""

    report: Report
    text: Text
    claims: tuple[ToldClaim, ...]
    """That stand, in order of their words; rejected ones among them."""
    replaced: tuple[ToldClaim, ...]
    version: int


def inbox(
    ledger: Ledger,
    *,
    verdict: Verdict = "proposed",
    assigned_to: str | None = None,
    report_id: str | None = None,
    after: Key | None = None,
    limit: int = PAGE,
) -> Page[InboxEntry]:
    """Claims with this verdict, the one first that could move the totals most. A claim of two incidents stands
    in both."""
    query = _waiting(verdict, assigned_to, report_id, after)
    with ledger.snapshot() as connection:
        rows = connection.execute(query.limit(limit + 1)).all()
        shown = rows[:limit]
        last = (shown[-1].people, shown[-1].claim_id, shown[-1].incident_id) if len(rows) > limit else None
        entries = tuple(_inbox_entries(connection, shown))
        return Page(rows=entries, next=last, version=truth.last_head(connection).seq)


def inbox_sizes(ledger: Ledger) -> dict[str, int]:
    """How many claims have which verdict."""
    table = tables.facets
    query = select(table.c.value, table.c.incidents).where(table.c.field == VERDICT).order_by(table.c.value)
    with ledger.snapshot() as connection:
        return {row.value: row.incidents for row in connection.execute(query)}


def listing(
    ledger: Ledger,
    matching: Listed | None = None,
    *,
    order: Order = "date",
    after: Key | None = None,
    limit: int = PAGE,
) -> Page[IncidentRow]:
    """Incidents: by id, by date (the latest first) or by how many may have been killed (the most first)."""
    table = tables.listing
    query = select(table).where(*conditions_of(matching or Listed()))
    if order == "id":
        query = query.order_by(table.c.incident_id)
        if after is not None:
            query = query.where(table.c.incident_id > checked(after, str)[0])
        keys: tuple[str, ...] = ("incident_id",)
    else:
        keys = ("starts_on" if order == "date" else "killed_high", "incident_id")
        column = table.c[keys[0]]
        query = query.order_by(column.desc(), table.c.incident_id.desc())
        if after is not None:
            behind = checked(after, str if order == "date" else int, str)
            query = query.where(tuple_(column, table.c.incident_id) < tuple_(*behind))
    with ledger.snapshot() as connection:
        rows = connection.execute(query.limit(limit + 1)).all()
        shown = rows[:limit]
        last = tuple(getattr(shown[-1], key) for key in keys) if len(rows) > limit else None
        return Page(
            rows=tuple(_incident_row(row._asdict()) for row in shown),
            next=last,
            version=truth.last_head(connection).seq,
        )


def rows_of(ledger: Ledger, ids: Sequence[str]) -> tuple[IncidentRow, ...]:
    """The rows of these incidents, the latest first; an id that no incident has is left out."""
    table = tables.listing
    with ledger.snapshot() as connection:
        found = [
            row
            for chunk in truth.chunks(ids)
            for row in connection.execute(select(table).where(table.c.incident_id.in_(chunk)))
        ]
    found.sort(key=lambda row: (row.starts_on, row.incident_id), reverse=True)
    return tuple(_incident_row(row._asdict()) for row in found)


def facets(ledger: Ledger, matching: Listed | None = None) -> dict[str, dict[str, int]]:
    """How many of the incidents that match have which state, grade, status, month, country and actor (an incident
    with two actors counts for both). Without conditions they are read off, not counted."""
    found: dict[str, dict[str, int]] = {field: {} for field in (*tables.FACETS, "actor")}
    with ledger.snapshot() as connection:
        if matching is None or matching == Listed():
            table = tables.facets
            of_incidents = select(table).where(table.c.field != VERDICT)
            for row in connection.execute(of_incidents.order_by(table.c.field, table.c.value)):
                found[row.field][row.value] = row.incidents
            return found
        conditions = list(conditions_of(matching))
        found |= _facets_together(connection, conditions)
        found["actor"] = {row[0]: row[1] for row in connection.execute(_actors(conditions))}
    return found


def report_file(ledger: Ledger, name: str) -> ReportFile:
    """The report of this id or key (the newest, where it was captured again) with its newest text.

    Raises NotInRecord if there is none, or it was erased.
    """
    with ledger.snapshot() as connection:
        report = next(iter(readings.records(connection, Report, [name])), None)
        if report is None:
            newest = ids_of_key(connection, name)[-1:]
            report = next(iter(readings.records(connection, Report, newest)), None)
        texts = list(readings.owned(connection, Text, report.id)) if report is not None else []
        if report is None or not texts:
            raise NotInRecord(f"no report {name!r}", where=str(ledger.folder))
        stand, replaced = told_and_replaced(connection, list(readings.standings(connection, [texts[-1].id])))
        return ReportFile(
            report=report,
            text=texts[-1],
            claims=tuple(stand),
            replaced=tuple(replaced),
            version=truth.last_head(connection).seq,
        )


def told_claim(ledger: Ledger, claim_id: str) -> ToldClaim:
    """One claim with all around it, whether it stands or another stands in its place.

    Raises NotInRecord if there is none, or a newer reader reads its words otherwise.
    """
    with ledger.snapshot() as connection:
        for claim in readings.records(connection, Claim, [claim_id]):
            stand, replaced = told_and_replaced(
                connection, list(readings.standings(connection, [claim.text_id]))
            )
            for each in (*stand, *replaced):
                if each.claim.id == claim_id:
                    return each
    raise NotInRecord(
        f"claim {claim_id!r} does not stand", where=str(ledger.folder), to_do="look at its report again"
    )


def reports(
    ledger: Ledger, *, key: str | None = None, after: Key | None = None, limit: int = PAGE
) -> Page[Report]:
    """Reports in order of id: all, or those under one key."""
    table = tables.truth
    query = truth.present("report")
    if key is not None:
        query = query.where(table.c.id.in_(select(tables.keys.c.report_id).where(tables.keys.c.key == key)))
    if after is not None:
        query = query.where(table.c.id > checked(after, str)[0])
    with ledger.snapshot() as connection:
        rows = connection.execute(query.order_by(table.c.id).limit(limit + 1)).all()
        found = readings.records(connection, Report, [row.id for row in rows[:limit]])
        last = (rows[limit - 1].id,) if len(rows) > limit else None
        return Page(rows=tuple(found), next=last, version=truth.last_head(connection).seq)


def assignments(ledger: Ledger, person: str | None = None) -> dict[str, tuple[str, ...]]:
    """The reports that each person (or this one) works on, those of samples among them."""
    table = tables.assigned
    query = select(table.c.person, table.c.report_id).order_by(table.c.person, table.c.report_id).distinct()
    if person is not None:
        query = query.where(table.c.person == person)
    found: dict[str, list[str]] = defaultdict(list)
    with ledger.snapshot() as connection:
        for who, report_id in connection.execute(query):
            found[who].append(report_id)
    return {who: tuple(reports) for who, reports in found.items()}


def _waiting(
    verdict: Verdict, assigned_to: str | None, report_id: str | None, after: Key | None
) -> Select[Any]:
    """The rows of the inbox that are asked for, from behind `after`, in their order."""
    table = tables.inbox
    query = select(table).where(table.c.verdict == verdict)
    if assigned_to is not None:
        mine = select(tables.assigned.c.report_id).where(tables.assigned.c.person == assigned_to)
        query = query.where(table.c.report_id.in_(mine))
    if report_id is not None:
        query = query.where(table.c.report_id == report_id)
    if after is not None:
        people, claim_id, incident_id = checked(after, int, str, str)
        behind = tuple_(table.c.claim_id, table.c.incident_id) > tuple_(claim_id, incident_id)
        query = query.where(table.c.people <= people, or_(table.c.people < people, behind))
    return query.order_by(table.c.people.desc(), table.c.claim_id, table.c.incident_id)


def _inbox_entries(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[InboxEntry]:
    claims = {
        claim.id: claim for claim in readings.records(connection, Claim, {row.claim_id for row in rows})
    }
    reports = {
        each.id: each for each in readings.records(connection, Report, {row.report_id for row in rows})
    }
    for row in rows:
        yield InboxEntry(
            claim=claims[row.claim_id],
            report_id=row.report_id,
            report_key=reports[row.report_id].key,
            incident_id=row.incident_id or None,
            verdict=row.verdict,
            people=row.people,
        )


def _facets_together(
    connection: Connection, conditions: Sequence[ColumnElement[bool]]
) -> dict[str, dict[str, int]]:
    """The counts of every facet but actors, in one go through what matches."""
    columns = [tables.listing.c[field] for field in tables.FACETS]
    counted: dict[str, Counter[str]] = {field: Counter() for field in tables.FACETS}
    for *values, number in connection.execute(
        select(*columns, func.count()).where(*conditions).group_by(*columns)
    ):
        for field, value in zip(tables.FACETS, values, strict=True):
            counted[field][value] += number
    return {field: dict(sorted(counts.items())) for field, counts in counted.items()}


def _actors(conditions: list[ColumnElement[bool]]) -> Select[Any]:
    matching = select(tables.listing.c.incident_id).where(*conditions)
    column = tables.blamed.c.actor
    query = select(column, func.count()).where(tables.blamed.c.incident_id.in_(matching))
    return query.group_by(column).order_by(column)


def _incident_row(row: Mapping[str, object]) -> IncidentRow:
    known = {name: None if value in ("", -1) else value for name, value in row.items()}
    return msgspec.convert({name: known[name] for name in IncidentRow.__struct_fields__}, IncidentRow)
