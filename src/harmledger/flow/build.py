"""The way of a report, a line a stage: files go in; a record with its draft and its site comes out.

bytes → capture → reading → ledger → tellings → linking → incidents → assessing → draft and site
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from harmledger.capture import ColumnMap
from harmledger.flow.check import check_inputs, check_language
from harmledger.flow.check_record import check_record
from harmledger.flow.house import house_rules
from harmledger.flow.progress import Progress, silent
from harmledger.flow.refresh import Views, refresh
from harmledger.flow.take_in import Taken, take_in
from harmledger.ledger.database import use_database
from harmledger.ledger.queries import Counts, counts
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did, for a person or a program."""

    taken: Taken
    """What became of the inputs of this build."""
    record: Counts
    """What the whole record holds now."""
    release: Path
    site: Path | None


def build(
    inputs: Sequence[Path],
    record: Path,
    *,
    settings: Settings,
    columns: ColumnMap | None = None,
    report_pages: bool = False,
    site: bool = True,
    progress: Progress = silent,
) -> Summary:
    """Read `inputs` into the record at `record`, made if need be, and write its draft and site.

    Inputs that the record holds already are not taken in again; texts that an older reader read are read
    again. Killed at any moment and run again, it goes on where it was. Raises UsageError for inputs that do
    not exist or a folder that is no record, LedgerBusy if another program is building this record.
    """
    check_inputs(inputs)
    check_record(record, inputs)
    check_language(settings.language)
    rules = house_rules(record, settings)
    if settings.database is not None:
        use_database(record, settings.database)
    with Ledger.create(record, wait_s=settings.wait_s) as ledger, ledger.alone(wait_s=settings.wait_s):
        taken = take_in(inputs, ledger, settings=settings, columns=columns, progress=progress)
        views = Views(
            site=site, report_pages=report_pages, language=settings.language, processes=settings.processes
        )
        refresh(ledger, rules, views, progress)
        release, pages = record / "release", record / "site"
        return Summary(taken=taken, record=counts(ledger), release=release, site=pages if site else None)
