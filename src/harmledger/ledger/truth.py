"""The truth table: rows go in at its end, under one lock; rows come out, streamed. Works on an open
connection."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, insert, select

from harmledger.errors import LedgerError
from harmledger.ledger.chain import GENESIS, SALT_BYTES, Head, next_head, row_digest
from harmledger.ledger.kinds import KINDS, Entry
from harmledger.ledger.tables import truth

_CHUNK = 400
"""Ids asked for at once: below the number of parameters that every SQLite allows (999)."""
_FETCH = 64
"""Rows held in memory while streaming: few, since a text may be of megabytes."""
ERASED_BYTES = "sha256:"
"""An erasure's target begins with this where it names archived bytes."""

_PARENT = {"text": "report", "filing": "report", "claim": "text", "reading": "text"}
"""A row of this kind is only taken where the row that owns it is there: no claim without its text (law 2)."""

T = TypeVar("T")


def chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """`values` in lists of at most `size`."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows of `query`, few in memory at a time."""
    with connection.execute(query, execution_options={"yield_per": _FETCH}) as rows:
        yield from rows


def last_head(connection: Connection) -> Head:
    """The head of the chain as the table has it."""
    return head_at(connection, None)


def head_at(connection: Connection, seq: int | None) -> Head:
    """The head that the chain had after row `seq` (null: the last one); GENESIS where there is no such
    row."""
    query = select(*CHAIN_COLUMNS).order_by(truth.c.seq.desc()).limit(1)
    row = connection.execute(query if seq is None else query.where(truth.c.seq == seq)).one_or_none()
    return GENESIS if row is None else head_after(row)


CHAIN_COLUMNS = tuple(column for column in truth.c if column.name not in ("payload", "salt"))


def head_after(row: Row[Any]) -> Head:
    """The head that follows from what `row` itself says, its link to the row before it included."""
    before = Head(seq=row.seq - 1, link=row.previous.hex())
    return next_head(before, Entry(row.kind, row.id, row.owner, row.version, b""), row.digest)


def add(connection: Connection, entries: Sequence[Entry]) -> tuple[Head, int]:
    """Puts those of `entries` at the end that are not there and whose words were not erased; how many, and
    the head.

    Ids of erased rows are there for ever, so that what was erased does not come back with the next build.
    """
    head, added = last_head(connection), 0
    for chunk in chunks(_wanted(connection, entries)):
        salts = os.urandom(SALT_BYTES * len(chunk))
        rows = []
        for number, entry in enumerate(chunk):
            salt = salts[number * SALT_BYTES : (number + 1) * SALT_BYTES]
            rows.append(_row(head, entry, salt))
            head = next_head(head, entry, rows[-1]["digest"])
        connection.execute(insert(truth), rows)
        added += len(rows)
    return head, added


def known_ids(connection: Connection, kind: str, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that are there as rows of `kind`, erased ones among them."""
    return _known(connection, truth.c.id, kind, ids)


def erased_targets(connection: Connection, targets: Iterable[str]) -> set[str]:
    """Those of `targets` (ids of rows, `sha256:<hex>` of bytes) that a person has erased."""
    return _known(connection, truth.c.owner, "erasure", targets)


def present(kind: str) -> Select[Any]:
    """A query for the rows of a kind that have not been erased."""
    columns = (truth.c.seq, truth.c.id, truth.c.owner, truth.c.version, truth.c.payload)
    return select(*columns).where(truth.c.kind == kind, truth.c.payload.is_not(None))


def behind(seq: int, kinds: Collection[str]) -> Select[Any]:
    """A query for the rows of these kinds behind row `seq` that have not been erased, in their order."""
    # No plain column: SQLite, which does not know how many rows there are, would go through all of a kind for the last.
    kind = truth.c.kind + ""
    columns = (truth.c.seq, truth.c.kind, truth.c.id, truth.c.owner, truth.c.version, truth.c.payload)
    query = select(*columns).where(truth.c.seq > seq, kind.in_(kinds), truth.c.payload.is_not(None))
    return query.order_by(truth.c.seq)


def _known(connection: Connection, column: Any, kind: str, values: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(values):
        found.update(connection.scalars(select(column).where(truth.c.kind == kind, column.in_(chunk))))
    return found


def _wanted(connection: Connection, entries: Sequence[Entry]) -> Iterator[Entry]:
    there, erased = _there(connection, entries), _erased(connection, entries)
    there |= _parents(connection, entries)
    for entry in entries:
        if (entry.kind, entry.id) in there:
            continue
        if entry.kind != "erasure" and not erased.isdisjoint((entry.owner, ERASED_BYTES + entry.owner)):
            erased.add(entry.id)  # what hangs from it is not wanted either
            continue
        parent = _PARENT.get(entry.kind)
        if parent is not None and (parent, entry.owner) not in there:
            what = f"{entry.kind} {entry.id} hangs from {parent} {entry.owner}, which is not here"
            raise LedgerError(what, to_do=f"append the {parent} first")
        there.add((entry.kind, entry.id))
        yield entry


def _parents(connection: Connection, entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """Those rows that `entries` hang from and that are there."""
    owners = defaultdict(set)
    for entry in entries:
        if entry.kind in _PARENT:
            owners[_PARENT[entry.kind]].add(entry.owner)
    return {(kind, known) for kind in owners for known in known_ids(connection, kind, owners[kind])}


def _there(connection: Connection, entries: Sequence[Entry]) -> set[tuple[str, str]]:
    ids = defaultdict(list)
    for entry in entries:
        ids[entry.kind].append(entry.id)
    return {(kind, known) for kind in ids for known in known_ids(connection, kind, ids[kind])}


def _erased(connection: Connection, entries: Sequence[Entry]) -> set[str]:
    """Erased targets that any of `entries` hangs from."""
    if connection.execute(select(truth.c.seq).where(truth.c.kind == "erasure").limit(1)).first() is None:
        return set()
    owners = {entry.owner for entry in entries}
    return erased_targets(connection, [*owners, *(ERASED_BYTES + owner for owner in owners)])


def _row(head: Head, entry: Entry, salt: bytes) -> dict[str, Any]:
    return {
        "seq": head.seq + 1,
        "kind": KINDS[entry.kind].name,
        "id": entry.id,
        "owner": entry.owner,
        "version": entry.version,
        "payload": entry.payload,
        "salt": salt,
        "digest": row_digest(salt, entry.payload),
        "previous": bytes.fromhex(head.link),
    }
