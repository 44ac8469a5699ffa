"""The truth as lines that any program can read: an open connection goes in, its rows come out as they are; such lines
go in, a new ledger with the same chain comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, insert, select

from harmledger.errors import LedgerBroken
from harmledger.ledger.chain import GENESIS, Head, next_head, row_digest
from harmledger.ledger.kinds import Entry
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import chunks, stream

_TOGETHER = 500


class CopiedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the truth, every byte of it: `payload` is the canonical JSON that its digest is of, null where a person
    erased it. The rest is hexadecimal."""

    seq: int
    kind: str
    id: str
    owner: str
    version: int
    payload: str | None
    salt: str | None
    digest: str
    previous: str


def copied_rows(connection: Connection) -> Iterator[bytes]:
    """Every row as a line of JSON, in the order of the chain, streamed. Raises LedgerBroken for a payload that is no
    text: a copy must not hide what is damaged."""
    for row in stream(connection, select(truth).order_by(truth.c.seq)):
        try:
            payload = None if row.payload is None else row.payload.decode()
        except UnicodeDecodeError as error:
            raise _broken(f"row {row.seq}", "holds bytes that are no text") from error
        copied = CopiedRow(
            seq=row.seq, kind=row.kind, id=row.id, owner=row.owner, version=row.version, payload=payload,
            salt=None if row.salt is None else row.salt.hex(), digest=row.digest.hex(), previous=row.previous.hex(),
        )  # fmt: skip
        yield msgspec.json.encode(copied) + b"\n"


def captured_digests(connection: Connection) -> Iterator[str]:
    """The SHA-256 of all captured bytes that the archive must hold, each once, in order."""
    captured = select(truth.c.owner).where(truth.c.kind == "capture", truth.c.payload.is_not(None))
    for row in stream(connection, captured.distinct().order_by(truth.c.owner)):
        yield row.owner


def put_rows(connection: Connection, lines: Iterable[bytes]) -> Head:
    """Makes `lines` the truth of a ledger that has none, and gives its head. Raises LedgerBroken where a row does not
    follow from the one before it, or its payload is not that of its digest."""
    head = GENESIS
    for chunk in chunks(lines, _TOGETHER):
        rows = []
        for line in chunk:
            row, head = followed(line, head)
            rows.append(_values(row))
        connection.execute(insert(truth), rows)
    return head


def followed(line: bytes, head: Head) -> tuple[CopiedRow, Head]:
    """The row of a line, and the head with it behind `head`. Raises LedgerBroken as `put_rows`."""
    try:
        row = msgspec.json.decode(line, type=CopiedRow)
        salt, digest = bytes.fromhex(row.salt or ""), bytes.fromhex(row.digest)
    except (msgspec.DecodeError, ValueError) as error:
        raise _broken(f"the line behind row {head.seq}", "is no row") from error
    if (row.seq, row.previous) != (head.seq + 1, head.link):
        raise _broken(f"row {row.seq}", "does not follow from the one before it")
    if row.payload is not None and row_digest(salt, row.payload.encode()) != digest:
        raise _broken(f"row {row.seq}", "was altered")
    return row, next_head(head, Entry(row.kind, row.id, row.owner, row.version, b""), digest)


def _values(row: CopiedRow) -> dict[str, object]:
    return {
        **msgspec.structs.asdict(row),
        "payload": None if row.payload is None else row.payload.encode(),
        "salt": None if row.salt is None else bytes.fromhex(row.salt),
        "digest": bytes.fromhex(row.digest),
        "previous": bytes.fromhex(row.previous),
    }


def _broken(where: str, what: str) -> LedgerBroken:
    return LedgerBroken(
        what, where=where, to_do="use another backup, or run `harmledger verify` on the record"
    )
