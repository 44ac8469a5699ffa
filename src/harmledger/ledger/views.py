"""The views over the truth: tellings, incidents and assessments as the pure rooms made them go in; canonical
JSONL comes out, the same to the byte whatever the order in which reports arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from harmledger.errors import LedgerError
from harmledger.ledger import tables, truth
from harmledger.ledger.store import Ledger
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import canonical_json
from harmledger.records.incident import Incident
from harmledger.records.telling import Telling

_BATCH = 1000

VIEWS: dict[str, Table] = {
    "tellings": tables.tellings,
    "incidents": tables.incidents,
    "links": tables.links,
    "assessments": tables.assessments,
}
"""Each is the canonical JSONL of its table's payloads, in order of the table's key."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a view as it was made."""

    name: str
    watermark: int
    """The last row of the truth that it was made from."""
    entries: int
    sha256: str
    """Of its canonical JSONL."""


class _Row(NamedTuple):
    table: Table
    values: dict[str, Any]


def replace_views(
    ledger: Ledger,
    *,
    tellings: Iterable[Telling],
    incidents: Iterable[Incident],
    assessments: Iterable[Assessment],
    watermark: int,
) -> None:
    """Puts these in place of what was there, in one transaction: whoever looks, and whenever it is killed,
    all of the old or all of the new is there.

    `watermark` is the sequence number of the head (`Ledger.head`) when reading began what they are made from.
    Raises LedgerError if something was erased after that, since they may quote it; LedgerBusy as
    `Ledger.append`. Holds the lock until the iterables are used up.
    """
    with ledger.locked() as connection:
        incident_of = _clear(connection, watermark)
        for table_rows in truth.chunks(_incident_rows(incidents, incident_of), _BATCH):
            _insert(connection, table_rows)
        others = (
            row
            for rows in (_telling_rows(tellings, incident_of), _assessment_rows(assessments))
            for row in rows
        )
        for table_rows in truth.chunks(others, _BATCH):
            _insert(connection, table_rows)
        connection.execute(insert(tables.views), [_measured(connection, name, watermark) for name in VIEWS])


def canonical_view(ledger: Ledger, name: str) -> Iterator[bytes]:
    """The lines of a view (a name in VIEWS) as canonical JSONL in order of id, each with its line feed."""
    with ledger.snapshot() as connection:
        yield from lines(connection, name)


def made_views(ledger: Ledger) -> dict[str, View]:
    """What is there of views, by name; nothing before the first build and after an erasure."""
    with ledger.snapshot() as connection:
        return made(connection)


def made(connection: Connection) -> dict[str, View]:
    """As `made_views`, on an open connection."""
    rows = connection.execute(select(tables.views)).all()
    return {
        row.name: View(name=row.name, watermark=row.watermark, entries=row.entries, sha256=row.sha256)
        for row in rows
    }


def lines(connection: Connection, name: str) -> Iterator[bytes]:
    """As `canonical_view`, on an open connection."""
    table = VIEWS[name]
    for row in truth.stream(connection, select(table.c.payload).order_by(*table.primary_key)):
        yield row.payload + b"\n"


def digest_of(lines: Iterable[bytes]) -> tuple[int, str]:
    """How many lines there are and the SHA-256 of them all."""
    entries, digest = 0, hashlib.sha256()
    for line in lines:
        entries += 1
        digest.update(line)
    return entries, digest.hexdigest()


def _clear(connection: Connection, watermark: int) -> dict[str, str]:
    erased_since = select(tables.truth.c.seq).where(
        tables.truth.c.kind == "erasure", tables.truth.c.seq > watermark
    )
    if connection.execute(erased_since.limit(1)).first() is not None:
        raise LedgerError("something was erased while this was being built", to_do="build again")
    for table in (*tables.VIEW_TABLES, tables.views):
        connection.execute(delete(table))
    return {}


def _insert(connection: Connection, rows: list[_Row]) -> None:
    for table in tables.VIEW_TABLES:
        values = [row.values for row in rows if row.table is table]
        if values:
            connection.execute(insert(table), values)


def _incident_rows(incidents: Iterable[Incident], incident_of: dict[str, str]) -> Iterator[_Row]:
    """Rows of incidents and links; notes in `incident_of` which incident holds each telling."""
    for incident in incidents:
        incident_of |= dict.fromkeys(incident.tellings, incident.id)
        yield _Row(
            tables.incidents, {"id": incident.id, "key": incident.key, "payload": canonical_json(incident)}
        )
        for link in incident.links:
            ends = {"left": link.left, "right": link.right, "incident_id": incident.id}
            yield _Row(tables.links, {**ends, "payload": canonical_json(link)})


def _telling_rows(tellings: Iterable[Telling], incident_of: dict[str, str]) -> Iterator[_Row]:
    for telling in tellings:
        held_by = {"report_id": telling.report_id, "incident_id": incident_of.get(telling.id)}
        yield _Row(tables.tellings, {"id": telling.id, **held_by, "payload": canonical_json(telling)})
        for claim_id in dict.fromkeys(telling.claims):
            yield _Row(tables.told, {"claim_id": claim_id, "telling_id": telling.id})


def _assessment_rows(assessments: Iterable[Assessment]) -> Iterator[_Row]:
    for assessment in assessments:
        values = {
            "incident_id": assessment.incident_id,
            "convention": assessment.convention,
            "grade": assessment.grade,
            "strike_status": assessment.strike_status,
            "starts_on": assessment.when and assessment.when.start.isoformat(),
            "ends_on": assessment.when and assessment.when.end.isoformat(),
            "payload": canonical_json(assessment),
        }
        yield _Row(tables.assessments, values)


def _measured(connection: Connection, name: str, watermark: int) -> dict[str, Any]:
    entries, sha256 = digest_of(lines(connection, name))
    return {"name": name, "watermark": watermark, "entries": entries, "sha256": sha256}
