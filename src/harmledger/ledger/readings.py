"""Records out of the truth: an open connection goes in; records, and readings joined with their claims, come
out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from harmledger.errors import LedgerBroken
from harmledger.ledger.decided import verdicts
from harmledger.ledger.kinds import KINDS, ReadingRow, RecordT, decode, kind_of, reading_id
from harmledger.ledger.standing import Standing, standing
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import chunks, known_ids, present, stream
from harmledger.records.claim import Claim
from harmledger.records.reading import Method, Reading


def records(connection: Connection, record: type[RecordT], ids: Iterable[str]) -> Iterator[RecordT]:
    """The records of `ids` that are there and not erased, in order of id within every few hundred."""
    kind = kind_of(record).name
    for chunk in chunks(ids):
        query = present(kind).where(truth.c.id.in_(chunk)).order_by(truth.c.id)
        yield from _decoded(connection.execute(query), record)


def each(connection: Connection, record: type[RecordT]) -> Iterator[RecordT]:
    """Every record of this type, in order of id."""
    return _decoded(stream(connection, present(kind_of(record).name).order_by(truth.c.id)), record)


def owned(connection: Connection, record: type[RecordT], owner: str) -> Iterator[RecordT]:
    """The records that hang from `owner`, oldest first."""
    query = present(kind_of(record).name).where(truth.c.owner == owner).order_by(truth.c.seq)
    return _decoded(connection.execute(query), record)


def owned_by(connection: Connection, record: type[RecordT], owners: Iterable[str]) -> Iterator[RecordT]:
    """The records that hang from any of `owners`, those of one owner oldest first."""
    for chunk in chunks(owners):
        query = present(kind_of(record).name).where(truth.c.owner.in_(chunk)).order_by(truth.c.seq)
        yield from _decoded(connection.execute(query), record)


def unread_ids(connection: Connection, method: Method) -> list[str]:
    """Ids of the newest text of each report, where `method` has not read it, in order of report."""
    columns = (truth.c.id, truth.c.owner)
    query = (
        select(*columns)
        .where(truth.c.kind == "text", truth.c.payload.is_not(None))
        .order_by(truth.c.owner, truth.c.seq)
    )
    newest = [list(texts)[-1].id for _, texts in groupby(stream(connection, query), attrgetter("owner"))]
    would_be = {reading_id(text_id, method): text_id for text_id in newest}
    read = known_ids(connection, "reading", would_be)
    return [text_id for row_id, text_id in would_be.items() if row_id not in read]


def standings(connection: Connection, text_ids: Sequence[str] | None = None) -> Iterator[Standing]:
    """What stands of the readings of each text, in order of text id; of these few texts only, if `text_ids`
    names them."""
    decided = verdicts(connection, None if text_ids is None else claims_of_texts(connection, text_ids))
    return (standing(made, decided) for made in readings_made(connection, text_ids))


def claims_of_texts(connection: Connection, text_ids: Iterable[str]) -> set[str]:
    """Every claim that was ever made on these texts, whether it stands or not."""
    query = select(truth.c.id).where(truth.c.kind == "claim")
    return {
        claim_id
        for chunk in chunks(text_ids)
        for claim_id in connection.scalars(query.where(truth.c.owner.in_(chunk)))
    }


def readings_made(connection: Connection, text_ids: Sequence[str] | None = None) -> Iterator[list[Reading]]:
    """All readings of each text that was read, oldest first, whether they stand or not; in order of text id."""
    rows = groupby(stream(connection, _by_text("reading", text_ids)), attrgetter("owner"))
    claims = groupby(stream(connection, _by_text("claim", text_ids)), attrgetter("owner"))
    at, its_claims = next(claims, (None, iter(())))
    for owner, its_rows in rows:
        while at is not None and at < owner:
            at, its_claims = next(claims, (None, iter(())))
        by_id = {claim.id: claim for claim in _decoded(its_claims, Claim)} if at == owner else {}
        yield [_joined(row, by_id) for row in _decoded(its_rows, ReadingRow)]


def readings(connection: Connection, text_ids: Sequence[str] | None = None) -> Iterator[Reading]:
    """As `standings`: the claims that stand, as one reading a text."""
    return (standing.reading for standing in standings(connection, text_ids))


def _by_text(kind: str, text_ids: Sequence[str] | None) -> Select[Any]:
    query = present(kind).order_by(truth.c.owner, truth.c.seq)
    return query if text_ids is None else query.where(truth.c.owner.in_(text_ids))


def _joined(row: ReadingRow, claims: dict[str, Claim]) -> Reading:
    try:
        of_row = tuple(claims[claim_id] for claim_id in row.claims)
    except KeyError as error:
        raise LedgerBroken(
            f"claim {error.args[0]} is not there", where=f"reading {row.id}", to_do="run `harmledger verify`"
        ) from error
    return Reading(text_id=row.text_id, method=row.method, claims=of_row, resolutions=row.resolutions)


def _decoded(rows: Iterable[Row[Any]], record: type[RecordT]) -> Iterator[RecordT]:
    kind = KINDS[kind_of(record).name]
    for row in rows:
        yield decode(kind, row.version, row.payload)  # type: ignore[misc]  # KINDS ties the name to the type
