"""The views over the truth: tellings, incidents, assessments and standings as the pure rooms made them go in;
canonical JSONL comes out, the same to the byte whatever the order in which reports arrived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from harmledger.errors import LedgerError
from harmledger.ledger import tables, truth
from harmledger.ledger.assigned import assign_anew, put_assigned
from harmledger.ledger.bearing import put_bearing
from harmledger.ledger.changed import note_all_changed, note_changed
from harmledger.ledger.database import database_under
from harmledger.ledger.gate import gate_row
from harmledger.ledger.identities import put_identities
from harmledger.ledger.linked import put_linked
from harmledger.ledger.listed import (
    MOST_PEOPLE,
    Counts,
    count_anew,
    listing_row,
    put_listed,
    put_waiting,
    take_listed,
    take_waiting,
)
from harmledger.ledger.search import bring_up
from harmledger.ledger.store import Ledger
from harmledger.ledger.sums import Sum, Sums
from harmledger.linking.link import Linked
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import canonical_json
from harmledger.records.decision import Decision
from harmledger.records.incident import Identity, Incident
from harmledger.records.standing import InboxRow, IncidentStanding
from harmledger.records.telling import Telling

_BATCH = 1000
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
    """Of its canonical JSONL, as `sums.digest_of` gives it."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What follows for one incident."""

    incident: Incident
    assessment: Assessment
    standing: IncidentStanding
    inbox: tuple[InboxRow, ...] = ()
    """Its claims."""


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """Of the views, as derived from the truth."""

    tellings: Iterable[Telling]
    outcomes: Iterable[Outcome]
    loose: Iterable[InboxRow] = ()
    """Claims that no telling holds."""
    decisions: Iterable[Decision] = ()
    """All in force; where views are patched, those that are new and those that these undo."""
    identities: Iterable[Identity] = ()
    """All rows of incidents' ids, or those that are new since the views were made."""
    linked: Linked | None = None
    """Of the whole record, where that is what is put."""


class _Row(NamedTuple):
    table: Table
    values: dict[str, Any]


def replace_views(ledger: Ledger, entries: Entries, *, watermark: int, recipe: str = "") -> None:
    """Puts these in place of what was there, and brings up what words and keys are found by, in one transaction:
    whoever looks, and whenever it is killed, all of the old or all of the new is there.

    `watermark` is the sequence number of the head (`Ledger.head`) when reading began what they are made from;
    `recipe` a digest of what they are made by. Raises LedgerError if something was erased after that, since they may
    quote it; LedgerBusy as `Ledger.append`. Holds the lock until the iterables are used up.
    """
    with ledger.locked() as connection:
        _check_erased(connection, watermark)
        for table in (*tables.VIEW_TABLES, tables.views):
            connection.execute(delete(table))
        sums, counts = Sums(), Counts()
        _put(connection, entries, sums, counts)
        count_anew(connection, counts)
        decisions = list(entries.decisions)
        put_assigned(connection, decisions)
        put_bearing(connection, decisions)
        if entries.linked is not None:
            put_linked(connection, entries.linked)
        connection.execute(
            insert(tables.views),
            [{"name": name, "watermark": watermark, **sums.of(name).row()} for name in VIEWS],
        )
        connection.execute(delete(tables.about).where(tables.about.c.name == _RECIPE))
        connection.execute(insert(tables.about), {"name": _RECIPE, "value": recipe})
        note_all_changed(connection)
        bring_up(connection)
        database_under(ledger.engine).take_stock(connection)


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """What patched entries take the place of."""

    incidents: Sequence[str]
    tellings: Sequence[str]
    reports: Sequence[str] = ()
    """Whose claims that no telling held are put anew."""


def patch_views(connection: Connection, entries: Entries, gone: Gone, *, watermark: int) -> None:
    """Puts these in place of what is `gone`, with all that is theirs.

    To be called in a transaction that alone may write, over views that are there.
    """
    sums, counts = Sums(), Counts()
    for table, column in (
        (tables.incidents, tables.incidents.c.id),
        (tables.links, tables.links.c.incident_id),
        (tables.assessments, tables.assessments.c.incident_id),
        (tables.standings, tables.standings.c.incident_id),
    ):
        _take(connection, table, column, gone.incidents, sums)
    _take(connection, tables.tellings, tables.tellings.c.id, gone.tellings, sums)
    for chunk in truth.chunks(gone.tellings):
        connection.execute(delete(tables.told).where(tables.told.c.telling_id.in_(chunk)))
    for chunk in truth.chunks(gone.incidents):
        take_waiting(connection, tables.inbox.c.incident_id.in_(chunk), counts)
        connection.execute(delete(tables.gate).where(tables.gate.c.incident_id.in_(chunk)))
    for chunk in truth.chunks(gone.reports):
        loose = and_(tables.inbox.c.incident_id == "", tables.inbox.c.report_id.in_(chunk))
        take_waiting(connection, loose, counts)
    take_listed(connection, gone.incidents)
    put = _put(connection, entries, sums, counts)
    note_changed(connection, [*gone.incidents, *put])
    count_anew(connection, counts)
    assign_anew(connection, [id for each in entries.decisions if each.kind == "assign" for id in each.on])
    connection.execute(update(tables.views).values(watermark=watermark))
    for name in VIEWS:
        change_sum(connection, name, sums.of(name))


def change_sum(connection: Connection, name: str, change: Sum) -> None:
    """Brings what is known of a view up to lines that were put in and taken out."""
    before = made(connection)[name]
    whole = change.plus(before.entries, before.digest)
    connection.execute(update(tables.views).where(tables.views.c.name == name).values(**whole.row()))


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


def _check_erased(connection: Connection, watermark: int) -> None:
    erased_since = select(tables.truth.c.seq).where(
        tables.truth.c.kind == "erasure", tables.truth.c.seq > watermark
    )
    if connection.execute(erased_since.limit(1)).first() is not None:
        raise LedgerError("something was erased while this was being built", to_do="build again")


def _take(connection: Connection, table: Table, column: Any, ids: Iterable[str], sums: Sums) -> None:
    for chunk in truth.chunks(ids):
        for payload in connection.scalars(select(table.c.payload).where(column.in_(chunk))):
            sums.of(_NAME_OF[table]).take(payload + b"\n")
        connection.execute(delete(table).where(column.in_(chunk)))


def _put(connection: Connection, entries: Entries, sums: Sums, counts: Counts) -> set[str]:
    """Puts all of them; gives the ids of the incidents."""
    put_identities(connection, entries.identities)
    incident_of: dict[str, str] = {}
    for outcomes in truth.chunks(entries.outcomes, _BATCH):
        _insert(connection, [row for each in outcomes for row in _outcome_rows(each, incident_of)], sums)
        put_waiting(connection, [row for each in outcomes for row in _inbox_rows(each.inbox)], counts)
        actors = [
            {"incident_id": each.incident.id, "actor": actor}
            for each in outcomes
            for actor in dict.fromkeys(each.assessment.blamed)
        ]
        listed = [listing_row(each.incident, each.assessment, each.standing) for each in outcomes]
        put_listed(connection, listed, actors)
    for table_rows in truth.chunks(_telling_rows(entries.tellings, incident_of), _BATCH):
        _insert(connection, table_rows, sums)
    for waiting in truth.chunks(_inbox_rows(entries.loose), _BATCH):
        put_waiting(connection, waiting, counts)
    return set(incident_of.values())


def _insert(connection: Connection, rows: list[_Row], sums: Sums) -> None:
    for table in tables.VIEW_TABLES:
        values = [row.values for row in rows if row.table is table]
        if values:
            connection.execute(insert(table), values)
        if table in _NAME_OF:
            for each in values:
                sums.of(_NAME_OF[table]).add(each["payload"] + b"\n")


def _outcome_rows(outcome: Outcome, incident_of: dict[str, str]) -> Iterator[_Row]:
    """Rows of all that is one incident's; notes in `incident_of` that it holds its tellings."""
    incident, standing = outcome.incident, outcome.standing
    incident_of |= dict.fromkeys(incident.tellings, incident.id)
    yield _Row(
        tables.incidents, {"id": incident.id, "key": incident.key, "payload": canonical_json(incident)}
    )
    for link in incident.links:
        ends = {"left": link.left, "right": link.right, "incident_id": incident.id}
        yield _Row(tables.links, {**ends, "payload": canonical_json(link)})
    yield _assessment_row(outcome.assessment)
    values = {"incident_id": incident.id, "state": standing.state}
    yield _Row(tables.standings, {**values, "payload": canonical_json(standing)})
    yield _Row(tables.gate, gate_row(outcome.assessment.grade, standing, outcome.inbox))


def _telling_rows(tellings: Iterable[Telling], incident_of: dict[str, str]) -> Iterator[_Row]:
    for telling in tellings:
        held_by = {"report_id": telling.report_id, "incident_id": incident_of.get(telling.id)}
        yield _Row(tables.tellings, {"id": telling.id, **held_by, "payload": canonical_json(telling)})
        for claim_id in dict.fromkeys(telling.claims):
            yield _Row(tables.told, {"claim_id": claim_id, "telling_id": telling.id})


def _assessment_row(assessment: Assessment) -> _Row:
    values = {
        "incident_id": assessment.incident_id,
        "convention": assessment.convention,
        "grade": assessment.grade,
        "strike_status": assessment.strike_status,
        "starts_on": assessment.when and assessment.when.start.isoformat(),
        "ends_on": assessment.when and assessment.when.end.isoformat(),
        "payload": canonical_json(assessment),
    }
    return _Row(tables.assessments, values)


def _inbox_rows(rows: Iterable[InboxRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        fits = {"people": min(row.people, MOST_PEOPLE)}
        yield msgspec.structs.asdict(row) | fits
