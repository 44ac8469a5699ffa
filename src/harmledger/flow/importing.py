"""A table of another house in, its rows as claims of that house in a record out."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec

from harmledger.capture.refusing import refusal
from harmledger.engines.local import batches
from harmledger.errors import InputRefused
from harmledger.exchange.formats import import_format
from harmledger.exchange.mapping import Mapping
from harmledger.exchange.row import Row
from harmledger.exchange.rows import RowRead, read_row
from harmledger.flow.check import check_inputs, check_language
from harmledger.flow.check_record import check_record
from harmledger.flow.house import house_rules
from harmledger.flow.progress import Progress, silent
from harmledger.flow.refresh import Views, refresh
from harmledger.ledger.database import database_of
from harmledger.ledger.kinds import Appendable, ReadingRow, reading_id
from harmledger.ledger.store import Ledger
from harmledger.places.build import ensure_gazetteer
from harmledger.places.gazetteer import Gazetteer
from harmledger.records.capture import Capture, capture_id
from harmledger.records.refusal import Refusal, make_refusal
from harmledger.records.report import make_filing
from harmledger.settings import Settings

_TOGETHER = 500
"""Rows kept in one transaction."""
_MEDIA_TYPE = "application/vnd.harmledger.row+json"


class Imported(msgspec.Struct, kw_only=True):
    """What became of the rows of a file: `rows == kept + known + refused` (law 4)."""

    rows: int = 0
    kept: int = 0
    known: int = 0
    """The record held them already."""
    refused: int = 0
    without_number: int = 0
    """Kept, but they say of nobody how many."""
    without_place: int = 0
    without_date: int = 0
    refusals: list[Refusal] = msgspec.field(default_factory=list)

    def keep(self, row: RowRead) -> None:
        """Counts a row that is kept, and what it does not say."""
        claim, resolution = row.reading.claims[0], row.reading.resolutions[0]
        self.kept += 1
        self.without_number += not claim.figures
        self.without_place += resolution.where is None
        self.without_date += resolution.when is None

    def refuse(self, refusal: Refusal) -> None:
        """Counts a row that is refused."""
        self.refused += 1
        self.refusals.append(refusal)


class Placed(NamedTuple):
    """A row and where it stands: read, or refused."""

    location: str
    row: RowRead | Refusal


def import_rows(
    format: str,
    file: Path,
    record: Path,
    *,
    settings: Settings,
    dry_run: bool = False,
    file_rows: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Take the rows of `file` into the record, made if need be, as claims of the house that made it.

    With `file_rows` each row is also filed as an incident of its own under its id: for a house that brings in
    its own table. A dry run says what would become of each row and changes nothing. Importing twice adds
    nothing. Raises UsageError for a format that cannot come in, InputRefused for a file that is not in it.
    """
    mapping, read = import_format(format)
    check_inputs([file])
    check_language(settings.language)
    with closing(Gazetteer.open(ensure_gazetteer(settings.cache_dir))) as gazetteer:
        rows = _records(mapping, read(file, mapping), str(file.resolve()), gazetteer)
        if dry_run:
            return _try(rows, record, progress)
        check_record(record, [file])
        with Ledger.create(record, wait_s=settings.wait_s) as ledger, ledger.alone(wait_s=settings.wait_s):
            done = _keep(ledger, rows, file_rows=file_rows, progress=progress)
            pages = (record / "site" / "reports").exists()
            views = Views(
                site=True, report_pages=pages, language=settings.language, processes=settings.processes
            )
            refresh(ledger, house_rules(record, settings), views, progress)
            return done


def _records(mapping: Mapping, rows: Iterator[Row], file: str, gazetteer: Gazetteer) -> Iterator[Placed]:
    """Each filled row with where it stands; in place of one that cannot be used, why."""
    for row in rows:
        location = f"{file}#row {row.number}"
        try:
            if row.fault is not None:
                raise row.fault
            if row.cells:
                yield Placed(location, read_row(mapping, row.cells, gazetteer))
        except InputRefused as why:
            yield Placed(location, refusal(why, location))


def _try(rows: Iterator[Placed], record: Path, progress: Progress) -> Imported:
    """What would become of the rows."""
    done = Imported()
    if database_of(record).holds_rows(record):
        with Ledger.open(record) as ledger:
            for _ in _fresh(rows, ledger, done, progress):
                continue
    else:
        for _ in _fresh(rows, None, done, progress):
            continue
    return done


def _keep(ledger: Ledger, rows: Iterator[Placed], *, file_rows: bool, progress: Progress) -> Imported:
    """Puts the rows into archive and ledger: bytes first, so that no row speaks of bytes that are not there."""
    done = Imported()
    at = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for batch in _fresh(rows, ledger, done, progress):
        waiting: list[Appendable] = []
        for location, row in batch:
            ledger.put(row.content)
            waiting += [_capture(row, location, at), row.report, row.text, row.reading]
            if file_rows:
                waiting.append(make_filing(report_id=row.report.id, incident_key=row.key))
        ledger.append(waiting)
    if done.refusals:
        ledger.append(done.refusals)
    return done


def _fresh(
    rows: Iterator[Placed], ledger: Ledger | None, done: Imported, progress: Progress
) -> Iterator[list[tuple[str, RowRead]]]:
    """The rows that the ledger does not hold yet, many at a time; each is counted once, as kept, known or
    refused."""
    seen: set[str] = set()
    for batch in batches(rows, _TOGETHER):
        read = [(location, row) for location, row in batch if isinstance(row, RowRead)]
        done.rows += len(batch)
        known = _known(read, ledger) | seen
        fresh: list[tuple[str, RowRead]] = []
        for location, row in read:
            if _reading_id(row) in known:
                done.known += 1
            elif ledger is not None and ledger.is_erased(f"sha256:{row.report.content_sha256}"):
                done.refuse(make_refusal(stage="capture", location=location, code="erased", params={}))
            else:
                done.keep(row)
                fresh.append((location, row))
            known.add(_reading_id(row))
        seen |= known
        for _, refused in batch:
            if isinstance(refused, Refusal):
                done.refuse(refused)
        progress("import", done.rows, refused=done.refused)
        yield fresh


def _known(rows: Sequence[tuple[str, RowRead]], ledger: Ledger | None) -> set[str]:
    """Those readings that the ledger holds."""
    return ledger.known(ReadingRow, [_reading_id(row) for _, row in rows]) if ledger is not None else set()


def _reading_id(row: RowRead) -> str:
    return reading_id(row.text.id, row.reading.method)


def _capture(row: RowRead, location: str, captured_at: str) -> Capture:
    digest = row.report.content_sha256
    return Capture(
        id=capture_id(sha256=digest, location=location), sha256=digest, size_bytes=len(row.content),
        media_type=_MEDIA_TYPE, location=location, captured_at=captured_at,
        how=f"harmledger {importlib.metadata.version('harmledger')}",
    )  # fmt: skip
