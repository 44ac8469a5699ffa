"""The words against their sources: an open ledger goes in; findings on captured bytes, quotes and readings
come out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from harmledger.errors import EvidenceError, HarmledgerError
from harmledger.ledger.accounts import Account, captures_account, texts_account
from harmledger.ledger.archive import Archive
from harmledger.ledger.findings import Finding, closed, failed, not_checked
from harmledger.ledger.kinds import KINDS, ReadingRow, decode
from harmledger.ledger.purging import erased_bytes
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import chunks, known_ids, present, stream
from harmledger.ledger.verify_rows import name_of
from harmledger.reading.evidence import check_claim
from harmledger.records.claim import Claim
from harmledger.records.report import Text


def verify_archive(connection: Connection, archive: Archive) -> list[Finding]:
    """Every file against its name, and a file for every capture that was not erased."""
    files = 0
    faults: list[Finding] = []
    loose = 0
    for paths in chunks(archive.each()):
        named = {path.name for path in paths}
        query = select(truth.c.owner).where(truth.c.kind == "capture", truth.c.owner.in_(named))
        loose += len(named - set(connection.scalars(query)))
        files += len(paths)
        faults += [
            failed("archive", "bytes_altered", _name(path)) for path in paths if _sha256_of(path) != path.name
        ]
    faults += _missing_bytes(connection, archive)
    if loose:
        faults.append(not_checked("archive", "bytes_without_capture", files=loose))
    return closed("archive", faults, "archive_holds", files=files)


def verify_evidence(connection: Connection) -> list[Finding]:
    """Every claim's words against its text (law 2), and every claim under a text."""
    claims = 0
    faults: list[Finding] = []
    rows = stream(connection, _named("claim").order_by(truth.c.owner, truth.c.seq))
    texts = stream(connection, _named("text").order_by(truth.c.id))
    text = next(texts, None)
    for text_id, its_claims in groupby(rows, attrgetter("owner")):
        while text is not None and text.id < text_id:
            text = next(texts, None)
        words = _record(text) if text is not None and text.id == text_id else None
        for row in its_claims:
            claims += 1
            faults += _claim_faults(row, words)
    return closed("evidence", faults, "quotes_hold", claims=claims)


def verify_readings(connection: Connection) -> list[Finding]:
    """Every reading's claims are there, with one resolution each in their order."""
    readings = 0
    faults: list[Finding] = []
    rows = stream(connection, _named("reading").order_by(truth.c.owner, truth.c.seq))
    for chunk in chunks(rows):
        readings += len(chunk)
        faults += _reading_faults(connection, chunk)
    return closed("readings", faults, "readings_hold", readings=readings)


def _reading_faults(connection: Connection, rows: list[Row[Any]]) -> Iterator[Finding]:
    there = [(name_of(row), record) for row in rows if isinstance(record := _record(row), ReadingRow)]
    known = known_ids(connection, "claim", {claim_id for _, reading in there for claim_id in reading.claims})
    for where, reading in there:
        for claim_id in reading.claims:
            if claim_id not in known:
                yield failed("readings", "claim_missing", where, claim=claim_id)
        if reading.claims != tuple(resolution.claim_id for resolution in reading.resolutions):
            yield failed("readings", "resolutions_differ", where)


def verify_accounts(connection: Connection) -> list[Finding]:
    """`in == kept + refused` (law 4), for captures and for texts; what a killed build left undone is not a
    fault."""
    return [
        *_account(captures_account(connection), "captures"),
        *_account(texts_account(connection), "texts"),
    ]


def _account(account: Account, what: str) -> Iterator[Finding]:
    numbers = {"taken_in": account.taken_in, "kept": account.kept, "refused": account.refused}
    if account.taken_in != account.kept + account.refused + len(account.waiting):
        yield failed("accounts", f"{what}_do_not_add_up", "", **numbers)
        return
    yield from closed("accounts", [], f"{what}_add_up", **numbers) if account.holds else ()
    for waiting in account.waiting:
        yield not_checked("accounts", f"{what}_waiting", waiting)


def _missing_bytes(connection: Connection, archive: Archive) -> Iterator[Finding]:
    """Captures without their bytes, and bytes that an erasure should have taken."""
    for row in stream(connection, _named("capture").order_by(truth.c.owner)):
        if not archive.has(row.owner):
            yield failed("archive", "bytes_missing", _name(archive.path(row.owner)), capture=row.id)
    for digest in erased_bytes(connection):
        if archive.has(digest):
            yield failed("archive", "erasure_unfinished", _name(archive.path(digest)))


def _claim_faults(row: Row[Any], text: object) -> Iterator[Finding]:
    claim = _record(row)
    if not isinstance(claim, Claim):
        return  # a fault of the row, which is named there
    if not isinstance(text, Text):
        yield failed("evidence", "text_missing", name_of(row), text=row.owner)
        return
    try:
        check_claim(text, claim)
    except EvidenceError as error:
        yield failed("evidence", "quote_differs", name_of(row), at=error.where)


def _named(kind: str) -> Any:
    """As `present`, with what names a row in a finding."""
    return present(kind).add_columns(truth.c.kind)


def _record(row: Row[Any]) -> object:
    """The record of a row, or None where it cannot be read: `verify_rows` has named it then."""
    try:
        return decode(KINDS[row.kind], row.version, row.payload)
    except HarmledgerError:
        return None


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(path: Path) -> str:
    """A file as findings name it: from the record's folder on."""
    return "/".join(path.parts[-4:])
