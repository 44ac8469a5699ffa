"""What the views hold: an open connection goes in; incidents, tellings and identities come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, select

from harmledger.ledger import readings, tables, truth
from harmledger.ledger.kinds import RecordT
from harmledger.records.incident import Identity, Incident
from harmledger.records.telling import Telling


def incident_rows(connection: Connection, ids: Iterable[str] | None) -> list[Incident]:
    """These incidents (null: all), in order of id."""
    table = tables.incidents
    if ids is None:
        payloads = list(connection.scalars(select(table.c.payload).order_by(table.c.id)))
    else:
        payloads = [
            payload
            for chunk in truth.chunks(sorted(ids))
            for payload in connection.scalars(
                select(table.c.payload).where(table.c.id.in_(chunk)).order_by(table.c.id)
            )
        ]
    return [msgspec.json.decode(payload, type=Incident) for payload in payloads]


def tellings_held(connection: Connection, incident_ids: Sequence[str]) -> list[Telling]:
    """The tellings of these incidents."""
    found: list[Telling] = []
    for chunk in truth.chunks(incident_ids):
        for tellings in entries_of(connection, tables.tellings, Telling, chunk).values():
            found += tellings
    return found


def tellings_called(connection: Connection, ids: Iterable[str]) -> dict[str, Telling]:
    """Those of these tellings that are there, by id."""
    table = tables.tellings
    return {
        row.id: msgspec.json.decode(row.payload, type=Telling)
        for chunk in truth.chunks(ids)
        for row in connection.execute(select(table.c.id, table.c.payload).where(table.c.id.in_(chunk)))
    }


def incidents_holding(connection: Connection, ids: Iterable[str]) -> set[str]:
    """As `incidents_of`, on an open connection."""
    wanted = list(dict.fromkeys(ids))
    found: set[str] = set()
    told_in = tables.told.join(tables.tellings, tables.told.c.telling_id == tables.tellings.c.id)
    of_tellings = select(tables.tellings.c.incident_id).where(tables.tellings.c.incident_id.is_not(None))
    for chunk in truth.chunks(wanted):
        found.update(
            connection.scalars(of_tellings.select_from(told_in).where(tables.told.c.claim_id.in_(chunk)))
        )
        found.update(connection.scalars(of_tellings.where(tables.tellings.c.id.in_(chunk))))
    for id in wanted:
        if id.startswith("inc-") and (incident := incident_called(connection, redirected(connection, id))):
            found.add(incident.id)
    return found


def incidents_by_telling(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The incident that holds each of these tellings, where one does."""
    return dict(_of_tellings(connection, tables.tellings.c.incident_id, ids))


def reports_of_tellings(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The reports of these tellings."""
    return {report_id for _, report_id in _of_tellings(connection, tables.tellings.c.report_id, ids)}


def tellings_of_reports(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The tellings that these reports are held to tell."""
    table = tables.tellings
    return [
        telling_id
        for chunk in truth.chunks(sorted(set(ids)))
        for telling_id in connection.scalars(select(table.c.id).where(table.c.report_id.in_(chunk)))
    ]


def _of_tellings(
    connection: Connection, column: ColumnElement[str], ids: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for chunk in truth.chunks(sorted(set(ids))):
        rows = connection.execute(select(tables.tellings.c.id, column).where(tables.tellings.c.id.in_(chunk)))
        yield from ((row[0], row[1]) for row in rows if row[1] is not None)


def incident_called(connection: Connection, name: str) -> Incident | None:
    """The incident of this very id or analyst's key; of several the first by id."""
    table = tables.incidents
    query = select(table.c.payload).where((table.c.id == name) | (table.c.key == name)).order_by(table.c.id)
    payload = connection.scalars(query).first()
    return None if payload is None else msgspec.json.decode(payload, type=Incident)


def redirected(connection: Connection, incident_id: str) -> str:
    """Where the redirects of this id lead; a ring, which no merging makes, ends where it began."""
    seen: set[str] = set()
    while incident_id not in seen:
        seen.add(incident_id)
        for identity in readings.owned(connection, Identity, incident_id):
            incident_id = identity.redirects_to or incident_id
    return incident_id


def gone_ids(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Those of these ids that no incident has any more, sorted."""
    there: set[str] = set()
    wanted = sorted(set(ids))
    for chunk in truth.chunks(wanted):
        there.update(
            connection.scalars(select(tables.incidents.c.id).where(tables.incidents.c.id.in_(chunk)))
        )
    return [id for id in wanted if id not in there]


def entries_of(
    connection: Connection, table: Table, record: type[RecordT], ids: Sequence[str]
) -> dict[str, list[RecordT]]:
    """The entries of a view by their incident, each in order of the table's key."""
    found: dict[str, list[RecordT]] = defaultdict(list)
    query = select(table.c.incident_id, table.c.payload).where(table.c.incident_id.in_(ids))
    for row in connection.execute(query.order_by(*table.primary_key)):
        found[row.incident_id].append(msgspec.json.decode(row.payload, type=record))
    return found
