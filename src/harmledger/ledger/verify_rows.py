"""The rows against themselves: an open connection goes in; findings on the chain, the payloads and what they
refer to come out. Each row is read once, and a fault names its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from harmledger.errors import HarmledgerError
from harmledger.ledger.chain import GENESIS, Head, row_digest
from harmledger.ledger.findings import Finding, closed, failed, not_checked
from harmledger.ledger.kinds import KINDS, decode
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import head_after, stream
from harmledger.records.decision import Erasure


class Chained(msgspec.Struct, frozen=True, kw_only=True):
    """The findings on the rows, and the heads that were asked for, as the table has them."""

    findings: list[Finding]
    last: Head
    heads: dict[int, Head]


def verify_rows(connection: Connection, wanted: Sequence[int]) -> Chained:
    """Walks the chain once; gives back the heads after the rows `wanted` as well."""
    chain: list[Finding] = []
    rows: list[Finding] = []
    erasures = _erasures(connection)
    head, heads = GENESIS, {}
    for row in stream(connection, select(truth).order_by(truth.c.seq)):
        chain += _link_faults(row, head)
        rows += _row_findings(row, erasures.get(row.id))
        head = head_after(row)
        if head.seq in wanted:
            heads[head.seq] = head
    held = closed("chain", chain, "chain_holds", rows=head.seq) + closed(
        "rows", rows, "rows_hold", rows=head.seq
    )
    return Chained(findings=held, last=head, heads=heads)


def verify_heads(chained: Chained, kept: Head, known: Sequence[Head]) -> list[Finding]:
    """The table's head against the one kept beside it and those that a person holds from releases.

    What the first finds: rows cut off the end, and rows put back from an older copy of the database alone.
    What it cannot find: a change by someone who rewrites database and head together; that takes a head kept
    elsewhere.
    """
    faults = [
        failed("head", "head_not_in_chain", f"row {head.seq}", last=chained.last.seq)
        for head in (kept, *known)
        if head.seq and chained.heads.get(head.seq) != head
    ]
    if known:
        return closed("head", faults, "head_holds", seq=chained.last.seq)
    return [
        *closed("head", faults, "head_holds", seq=chained.last.seq),
        not_checked("head", "no_outside_head"),
    ]


def _link_faults(row: Row[Any], before: Head) -> Iterator[Finding]:
    if row.seq != before.seq + 1:
        yield failed("chain", "rows_missing", f"row {row.seq}", after=before.seq)
    elif row.previous.hex() != before.link:
        yield failed("chain", "link_broken", name_of(row))


def _row_findings(row: Row[Any], erasure: Erasure | None) -> Iterator[Finding]:
    where = name_of(row)
    if row.kind not in KINDS:
        yield failed("rows", "unknown_kind", where)
    elif row.payload is None:
        yield _without_payload(row, erasure, where)
    elif erasure is not None:
        yield failed("rows", "erasure_unfinished", where)
    elif row.salt is None or row_digest(row.salt, row.payload) != row.digest:
        yield failed("rows", "payload_altered", where)
    else:
        yield from _record_faults(row, where)


def _without_payload(row: Row[Any], erasure: Erasure | None, where: str) -> Finding:
    if erasure is None:
        return failed("rows", "payload_missing", where)
    if erasure.salted_sha256 != row.digest.hex():
        return failed("rows", "erased_row_altered", where)
    if row.salt is not None:
        return failed("rows", "erasure_unfinished", where)
    return not_checked("rows", "erased_by_decision", where, by=erasure.by, at=erasure.at, why=erasure.why)


def _record_faults(row: Row[Any], where: str) -> Iterator[Finding]:
    """Whether the payload is a record of its kind, and the columns beside it say what it says."""
    kind = KINDS[row.kind]
    try:
        record = decode(kind, row.version, row.payload)
    except HarmledgerError as error:
        yield failed("rows", "payload_unreadable", where, error=error.what)
        return
    if (kind.row_id(record), kind.owner(record)) != (row.id, row.owner):
        yield failed("rows", "columns_differ", where)


def _erasures(connection: Connection) -> dict[str, Erasure]:
    """Every erasure that can be read, by its target; one that cannot is found as a row."""
    found: dict[str, Erasure] = {}
    query = select(truth.c.owner, truth.c.version, truth.c.payload).where(
        truth.c.kind == "erasure", truth.c.payload.is_not(None)
    )
    for row in stream(connection, query):
        try:
            erasure = decode(KINDS["erasure"], row.version, row.payload)
        except HarmledgerError:
            continue
        if isinstance(erasure, Erasure):
            found[row.owner] = erasure
    return found


def name_of(row: Row[Any]) -> str:
    """How findings name a row."""
    return f"row {row.seq}, {row.kind} {row.id}"
