"""The views over the truth: tellings, incidents, assessments and standings as the pure rooms made them go in;
canonical JSONL comes out, the same to the byte whatever the order in which reports arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from harmledger.errors import LedgerError
from harmledger.ledger import tables, truth
from harmledger.ledger.store import Ledger
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import canonical_json
from harmledger.records.incident import Incident
from harmledger.records.standing import IncidentStanding
from harmledger.records.telling import Telling

_BATCH = 1000
_MODULUS = 2**256
_RECIPE = "recipe"

VIEWS: dict[str, Table] = {
    "tellings": tables.tellings,
    "incidents": tables.incidents,
    "links": tables.links,
    "assessments": tables.assessments,
    "standings": tables.standings,
}
"""Each is the canonical JSONL of its table's payloads, in order of the table's key."""
_NAME_OF = {table: name for name, table in VIEWS.items()}


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a view as it was made."""

    name: str
    watermark: int
    """The last row of the truth that it was made from."""
    entries: int
    digest: str
    """Of its canonical JSONL, as `digest_of` gives it."""


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """Of the views, as derived from the truth."""

    tellings: Iterable[Telling]
    incidents: Iterable[Incident]
    assessments: Iterable[Assessment]
    standings: Iterable[IncidentStanding]


class _Row(NamedTuple):
    table: Table
    values: dict[str, Any]


def replace_views(
    ledger: Ledger,
    *,
    tellings: Iterable[Telling],
    incidents: Iterable[Incident],
    assessments: Iterable[Assessment],
    standings: Iterable[IncidentStanding],
    watermark: int,
    recipe: str = "",
) -> None:
    """Puts these in place of what was there, in one transaction: whoever looks, and whenever it is killed,
    all of the old or all of the new is there.

    `watermark` is the sequence number of the head (`Ledger.head`) when reading began what they are made from;
    `recipe` a digest of what they are made by.
    Raises LedgerError if something was erased after that, since they may quote it; LedgerBusy as
    `Ledger.append`. Holds the lock until the iterables are used up.
    """
    with ledger.locked() as connection:
        _check_erased(connection, watermark)
        for table in (*tables.VIEW_TABLES, tables.views):
            connection.execute(delete(table))
        sums = _Sums()
        entries = Entries(
            tellings=tellings, incidents=incidents, assessments=assessments, standings=standings
        )
        _put(connection, entries, sums)
        connection.execute(
            insert(tables.views),
            [{"name": name, "watermark": watermark, **sums.of(name).row()} for name in VIEWS],
        )
        connection.execute(delete(tables.about).where(tables.about.c.name == _RECIPE))
        connection.execute(insert(tables.about), {"name": _RECIPE, "value": recipe})


def patch_views(
    connection: Connection, entries: Entries, *, gone: Sequence[str], left: Sequence[str], watermark: int
) -> None:
    """Puts these in place of the incidents `gone` and of the tellings `left`, with all that is theirs.

    To be called in a transaction that alone may write, over views that are there.
    """
    sums = _Sums()
    for table, column in (
        (tables.incidents, tables.incidents.c.id),
        (tables.links, tables.links.c.incident_id),
        (tables.assessments, tables.assessments.c.incident_id),
        (tables.standings, tables.standings.c.incident_id),
    ):
        _take(connection, table, column, gone, sums)
    _take(connection, tables.tellings, tables.tellings.c.id, left, sums)
    for chunk in truth.chunks(left):
        connection.execute(delete(tables.told).where(tables.told.c.telling_id.in_(chunk)))
    _put(connection, entries, sums)
    for name, before in made(connection).items():
        whole = sums.of(name).plus(before)
        connection.execute(
            update(tables.views).where(tables.views.c.name == name).values(watermark=watermark, **whole.row())
        )


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
        row.name: View(name=row.name, watermark=row.watermark, entries=row.entries, digest=row.digest)
        for row in rows
    }


def recipe_of(connection: Connection) -> str | None:
    """What the views that are there were made by."""
    return connection.scalar(select(tables.about.c.value).where(tables.about.c.name == _RECIPE))


def lines(connection: Connection, name: str) -> Iterator[bytes]:
    """As `canonical_view`, on an open connection."""
    table = VIEWS[name]
    for row in truth.stream(connection, select(table.c.payload).order_by(*table.primary_key)):
        yield row.payload + b"\n"


def digest_of(lines: Iterable[bytes]) -> tuple[int, str]:
    """How many lines there are, and the sum of the SHA-256 of each, modulo 2²⁵⁶, in hex.

    A sum, so that a change to one line costs no look at the others. It finds damage; against somebody who can
    write the file only a rebuild from the truth helps, as it would with any digest kept beside the lines.
    """
    whole = _Sum()
    for line in lines:
        whole.add(line)
    return whole.entries, whole.hex()


class _Sum:
    """How many lines were added and taken, and the sum of their digests."""

    def __init__(self, entries: int = 0, total: int = 0) -> None:
        self.entries = entries
        self._total = total

    def add(self, line: bytes) -> None:
        self.entries += 1
        self._total += _number(line)

    def take(self, line: bytes) -> None:
        self.entries -= 1
        self._total -= _number(line)

    def plus(self, before: View) -> _Sum:
        return _Sum(self.entries + before.entries, self._total + int(before.digest, 16))

    def hex(self) -> str:
        return f"{self._total % _MODULUS:064x}"

    def row(self) -> dict[str, Any]:
        return {"entries": self.entries, "digest": self.hex()}


class _Sums:
    """A sum for each view."""

    def __init__(self) -> None:
        self._sums: dict[str, _Sum] = defaultdict(_Sum)

    def of(self, name: str) -> _Sum:
        return self._sums[name]


def _number(line: bytes) -> int:
    return int.from_bytes(sha256(line).digest())


def _check_erased(connection: Connection, watermark: int) -> None:
    erased_since = select(tables.truth.c.seq).where(
        tables.truth.c.kind == "erasure", tables.truth.c.seq > watermark
    )
    if connection.execute(erased_since.limit(1)).first() is not None:
        raise LedgerError("something was erased while this was being built", to_do="build again")


def _take(connection: Connection, table: Table, column: Any, ids: Iterable[str], sums: _Sums) -> None:
    for chunk in truth.chunks(ids):
        for payload in connection.scalars(select(table.c.payload).where(column.in_(chunk))):
            sums.of(_NAME_OF[table]).take(payload + b"\n")
        connection.execute(delete(table).where(column.in_(chunk)))


def _put(connection: Connection, entries: Entries, sums: _Sums) -> None:
    incident_of: dict[str, str] = {}
    for table_rows in truth.chunks(_incident_rows(entries.incidents, incident_of), _BATCH):
        _insert(connection, table_rows, sums)
    others = (
        row
        for rows in (
            _telling_rows(entries.tellings, incident_of),
            _assessment_rows(entries.assessments),
            _standing_rows(entries.standings),
        )
        for row in rows
    )
    for table_rows in truth.chunks(others, _BATCH):
        _insert(connection, table_rows, sums)


def _insert(connection: Connection, rows: list[_Row], sums: _Sums) -> None:
    for table in tables.VIEW_TABLES:
        values = [row.values for row in rows if row.table is table]
        if values:
            connection.execute(insert(table), values)
        if table in _NAME_OF:
            for each in values:
                sums.of(_NAME_OF[table]).add(each["payload"] + b"\n")


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


def _standing_rows(standings: Iterable[IncidentStanding]) -> Iterator[_Row]:
    for standing in standings:
        values = {"incident_id": standing.incident_id, "state": standing.state}
        yield _Row(tables.standings, {**values, "payload": canonical_json(standing)})
