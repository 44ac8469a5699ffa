"""A corpus in, the part of it that a team will review in a record out, with the ids that a local build gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from harmledger.engines import local
from harmledger.engines.corpus.select import REPORTS_AT_ONCE, Wanted, find_reports
from harmledger.engines.corpus.tables import Kept
from harmledger.flow.check_record import check_record
from harmledger.flow.house import house_rules
from harmledger.flow.progress import Progress, silent
from harmledger.flow.read_corpus import check_finished
from harmledger.flow.refresh import Views, refresh
from harmledger.ledger.database import use_database
from harmledger.ledger.kinds import Appendable
from harmledger.ledger.queries import Counts, counts
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import added, and what the record holds now."""

    reports: int
    """Reports of the corpus that tell of what was wanted."""
    rows: int
    """Rows that are new in the record: none where all of it was there."""
    record: Counts


def import_corpus(
    corpus: Path, record: Path, *, settings: Settings, wanted: Wanted, progress: Progress = silent
) -> Imported:
    """Take the wanted reports of `corpus`, with their bytes and claims, into the record at `record`, made if need be.

    Nothing is read again; importing twice adds nothing. Raises UsageError where `corpus` is none, or was not read to
    its end.
    """
    check_finished(corpus)
    check_record(record, [corpus])
    rules = house_rules(record, settings)
    if settings.database is not None:
        use_database(record, settings.database)
    with Ledger.create(record, wait_s=settings.wait_s) as ledger, ledger.alone(wait_s=settings.wait_s):
        reports = rows = 0
        for batch in local.batches(find_reports(corpus, wanted), REPORTS_AT_ONCE):
            rows += ledger.append(list(_rows(ledger, batch)))
            reports += len(batch)
            progress("importing", reports)
        refresh(
            ledger,
            rules,
            Views(site=True, report_pages=False, language=settings.language, processes=settings.processes),
            progress,
        )
        return Imported(reports=reports, rows=rows, record=counts(ledger))


def _rows(ledger: Ledger, batch: list[tuple[Kept, bytes]]) -> Iterator[Appendable]:
    for kept, content in batch:
        if ledger.is_erased(f"sha256:{kept.capture.sha256}"):
            continue  # by decision: a corpus that still holds the bytes does not bring them back
        ledger.put(content)
        yield kept.capture
        yield kept.report
        yield kept.text
        yield from kept.filings
        yield kept.reading
