"""Pages of what is to be done and of what there is: an open ledger and what is asked for go in; rows come out, paged by
key, so that the thousandth page costs what the first does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, Select, or_, select, tuple_

from harmledger.errors import NotInRecord
from harmledger.ledger import readings, tables, truth
from harmledger.ledger.coded import Coded, Rows
from harmledger.ledger.keyed import ids_of_key
from harmledger.ledger.narrowing import Listed, conditions_of
from harmledger.ledger.paging import PAGE, Key, Page, checked
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim, told_and_replaced
from harmledger.records.claim import Claim
from harmledger.records.report import Report, Text
from harmledger.records.standing import State, Verdict

Order = Literal["id", "date", "killed"]
_KEYS: dict[Order, tuple[str, ...]] = {"id": (), "date": ("starts_on",), "killed": ("killed_high",)}
"""The column that a list is in the order of, before the ids."""


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
    table = tables.waiting
    with ledger.snapshot() as connection:
        return {
            row.verdict: row.claims for row in connection.execute(select(table).order_by(table.c.verdict))
        }


def listing(
    ledger: Ledger,
    matching: Listed | None = None,
    *,
    order: Order = "date",
    after: Key | None = None,
    limit: int = PAGE,
) -> Page[IncidentRow]:
    """Incidents: by id, by date (the latest first) or by how many may have been killed (the most first)."""
    with ledger.memory.of(ledger) as (listed, connection):
        rows = listed.meeting(conditions_of(matching or Listed()))
        ids = _ids_of_page(listed, rows, order, after, limit + 1)
        found = {row.incident_id: row for row in _listed(connection, ids[:limit])}
        shown = [found[id] for id in ids[:limit]]
        keys = (*_KEYS[order], "incident_id")
        return Page(
            rows=tuple(_incident_row(row._asdict()) for row in shown),
            next=tuple(getattr(shown[-1], key) for key in keys) if len(ids) > limit else None,
            version=truth.last_head(connection).seq,
        )


def rows_of(ledger: Ledger, ids: Sequence[str]) -> tuple[IncidentRow, ...]:
    """The rows of these incidents, the latest first; an id that no incident has is left out."""
    with ledger.snapshot() as connection:
        found = list(_listed(connection, ids))
    found.sort(key=lambda row: (row.starts_on, row.incident_id), reverse=True)
    return tuple(_incident_row(row._asdict()) for row in found)


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


def _ids_of_page(listed: Coded, rows: Rows, order: Order, after: Key | None, many: int) -> list[str]:
    """The ids of a page of these rows, from behind `after`, in their order."""
    if order == "id":
        return listed.first(rows, many, after="" if after is None else str(checked(after, str)[0]))
    (column,) = _KEYS[order]
    if after is not None:
        value, id = checked(after, str if order == "date" else int, str)
        rows = listed.behind(rows, column, value, str(id))
    return listed.highest(rows, column, many)


def _listed(connection: Connection, ids: Sequence[str]) -> Iterator[Row[Any]]:
    table = tables.listing
    for chunk in truth.chunks(ids):
        yield from connection.execute(select(table).where(table.c.incident_id.in_(chunk)))


def _incident_row(row: Mapping[str, object]) -> IncidentRow:
    known = {name: None if value in ("", -1) else value for name, value in row.items()}
    return msgspec.convert({name: known[name] for name in IncidentRow.__struct_fields__}, IncidentRow)
