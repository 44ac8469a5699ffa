"""The truth in, what people did to the record out: decisions and erasures, latest first, a page at a time."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from harmledger.ledger.kinds import KINDS, decode
from harmledger.ledger.store import Ledger
from harmledger.ledger.tables import truth
from harmledger.records.decision import Decision, Erasure

PAGE = 100


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a person did, at its place in the chain."""

    seq: int
    id: str
    what: Decision | Erasure | None
    """Null: a decision that was itself erased, with the words it may have quoted."""


def log(ledger: Ledger, *, before: int | None = None, limit: int = PAGE) -> list[Logged]:
    """At most `limit` decisions and erasures, latest first, from before the row `before`."""
    query = select(truth).where(truth.c.kind.in_(("decision", "erasure"))).order_by(truth.c.seq.desc())
    if before is not None:
        query = query.where(truth.c.seq < before)
    with ledger.snapshot() as connection:
        return [
            Logged(
                seq=row.seq,
                id=row.id,
                what=None if row.payload is None else decode(KINDS[row.kind], row.version, row.payload),  # type: ignore[arg-type]  # KINDS ties the name to the type
            )
            for row in connection.execute(query.limit(limit))
        ]
