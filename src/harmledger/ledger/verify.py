"""Verifying a record: a folder goes in; a report comes out that says of each check pass, fail (and where) or
not checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from harmledger.errors import LedgerBroken, LedgerError, NotInRecord
from harmledger.ledger.chain import GENESIS, HEAD_FILE, Head, read_head
from harmledger.ledger.changes import changes
from harmledger.ledger.database import database_of, database_under
from harmledger.ledger.findings import Check, Finding, VerifyReport, closed, failed, not_checked, passed
from harmledger.ledger.purging import is_pending
from harmledger.ledger.store import WAIT_S, Ledger, check_format
from harmledger.ledger.sums import digest_of
from harmledger.ledger.truth import last_head
from harmledger.ledger.verify_content import verify_accounts, verify_archive, verify_evidence, verify_readings
from harmledger.ledger.verify_rows import verify_heads, verify_rows
from harmledger.ledger.views import VIEWS, lines, made

__all__ = ["Finding", "Rebuild", "VerifyReport", "verify"]

Rebuild = Callable[[Ledger], Mapping[str, Iterable[bytes]]]
"""Makes the canonical lines of each view anew from the truth: `flow`'s matter."""


def verify(folder: Path, *, known_heads: Sequence[Head] = (), rebuild: Rebuild | None = None) -> VerifyReport:
    """What holds in the record of `folder`, what does not, and what could not be told. Changes nothing.

    `known_heads`: heads of this record that are kept elsewhere, for instance in releases: only they can tell
    when somebody who can write the whole folder rewrote it. Raises NotInRecord if there is no record at all.
    """
    database = database_of(folder)
    if not database.holds_rows(folder):
        raise NotInRecord(
            "no record here", where=str(folder), to_do="give the folder that `harmledger build` made"
        )
    findings: list[Finding] = []
    kept, faults = _kept_head(folder)
    ledger = Ledger(folder, database.open_engine(folder, write=False, wait_s=WAIT_S), write=False)
    try:
        with ledger.snapshot() as connection:
            for check, step in _steps(connection, ledger, kept, known_heads):
                findings += _guarded(ledger, check, step)
        findings += _guarded(ledger, "views", lambda: _rebuilt(ledger, rebuild))
    except LedgerError as error:
        findings.append(_damaged(ledger, "store", error))
    finally:
        ledger.close()
    return VerifyReport(findings=(*faults, *findings))


def _steps(
    connection: Connection, ledger: Ledger, kept: Head, known: Sequence[Head]
) -> Iterator[tuple[Check, Callable[[], list[Finding]]]]:
    yield "store", lambda: _store(connection, ledger.folder)
    yield "chain", lambda: _rows(connection, kept, known)
    yield "archive", lambda: verify_archive(connection, ledger.archive)
    yield "evidence", lambda: verify_evidence(connection)
    yield "readings", lambda: verify_readings(connection)
    yield "accounts", lambda: verify_accounts(connection)
    yield "views", lambda: _views(connection)


def _guarded(ledger: Ledger, check: Check, step: Callable[[], list[Finding]]) -> list[Finding]:
    """The findings of one check; a file too damaged to be read fails that check and lets the others go on."""
    try:
        with database_under(ledger.engine).translated(ledger.engine):
            return step()
    except LedgerError as error:
        return [_damaged(ledger, check, error)]


def _damaged(ledger: Ledger, check: Check, error: LedgerError) -> Finding:
    where = error.where or database_under(ledger.engine).label(ledger.engine)
    return failed(check, "cannot_be_read", where, error=error.what)


def _kept_head(folder: Path) -> tuple[Head, list[Finding]]:
    try:
        return read_head(folder), []
    except LedgerBroken as error:
        return GENESIS, [failed("head", "head_unreadable", HEAD_FILE, error=error.what)]


def _store(connection: Connection, folder: Path) -> list[Finding]:
    """The file itself, and the format that it says it has: where that cannot be read, nobody can open the record."""
    database = database_under(connection.engine)
    where = database.label(connection.engine)
    try:
        check_format(connection, folder)
    except (LedgerError, NotInRecord) as error:
        return [failed("store", "cannot_be_read", where, error=error.what)]
    faults = [failed("store", "store_damaged", where, error=fault) for fault in database.faults(connection)]
    if is_pending(connection):
        faults.append(failed("store", "erasure_unfinished", where))
    return closed("store", faults, "store_holds")


def _rows(connection: Connection, kept: Head, known: Sequence[Head]) -> list[Finding]:
    chained = verify_rows(connection, [head.seq for head in (kept, *known)])
    return [*chained.findings, *verify_heads(chained, kept, known)]


def _views(connection: Connection) -> list[Finding]:
    """Each view against its digest as it was made; whether it is what the truth gives, only a rebuild can
    tell."""
    there = made(connection)
    if not there:
        return [not_checked("views", "views_not_built")]
    faults = [
        failed("views", "view_altered", name)
        for name in VIEWS
        if name not in there
        or digest_of(lines(connection, name)) != (there[name].entries, there[name].digest)
    ]
    watermark, last = min(view.watermark for view in there.values()), last_head(connection).seq
    if not changes(connection, watermark).none:
        faults.append(not_checked("views", "views_behind", watermark=watermark, last=last))
    return closed("views", faults, "views_hold", watermark=watermark)


def _rebuilt(ledger: Ledger, rebuild: Rebuild | None) -> list[Finding]:
    with ledger.snapshot() as connection:
        there = made(connection)
    if rebuild is None or not there:
        return [not_checked("views", "views_not_rebuilt")]
    faults = [
        failed("views", "view_differs_from_rebuilt", name)
        for name, anew in rebuild(ledger).items()
        if digest_of(anew)[1] != there[name].digest
    ]
    return faults or [passed("views", "views_as_rebuilt")]
