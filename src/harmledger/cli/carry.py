"""The options of `export` and `import FORMAT` in, one call into `flow`, what it did shown."""

from __future__ import annotations

import getpass
from pathlib import Path

from harmledger.cli import show
from harmledger.cli.progress import bar
from harmledger.cli.show import line
from harmledger.exchange.losses import worded
from harmledger.flow.exporting import Exported
from harmledger.flow.exporting import export as export_incidents
from harmledger.flow.import_annotations import import_annotations as annotations_into_record
from harmledger.flow.importing import Imported
from harmledger.flow.importing import import_rows as rows_into_record
from harmledger.settings import Settings
from harmledger.wording import say

_MOST_SHOWN = 20
"""Refused rows that are named one by one; all of them are in the record and in `--json`."""


def export(source: Path, format: str, out: Path, given: Settings, *, as_json: bool) -> None:
    """Write incidents in a format of the field, and show what it cannot say."""
    with bar(quiet=as_json) as progress:
        written = export_incidents(source, format, out, settings=given, progress=progress)
    if as_json:
        show.as_json(written)
    else:
        _exported(written, format, given.language)


def import_rows(
    format: str, file: Path, into: Path, given: Settings, *, dry_run: bool, file_rows: bool, as_json: bool
) -> None:
    """Take the rows of a table into a record, and show what became of them."""
    with bar(quiet=as_json) as progress:
        done = rows_into_record(
            format, file, into, settings=given, dry_run=dry_run, file_rows=file_rows, progress=progress
        )
    if as_json:
        show.as_json(done)
    else:
        _imported(done, given.language, dry_run=dry_run)


def import_annotations(
    file: Path, into: Path, given: Settings, *, by: str, dry_run: bool, as_json: bool
) -> None:
    """Take annotations into a record, and show what became of them."""
    with bar(quiet=as_json) as progress:
        done = annotations_into_record(
            file, into, settings=given, by=by or getpass.getuser(), dry_run=dry_run, progress=progress
        )
    if as_json:
        show.as_json(done)
    else:
        _imported(done, given.language, dry_run=dry_run)


def _exported(written: Exported, format: str, language: str) -> None:
    """The files, whether they are a draft, and what the format cannot say."""
    for file in written.files:
        line(str(file))
    code = "export.draft" if written.draft else "export.release"
    line(say(code, {"convention": written.convention}, language), style="italic")
    line(say("export.losses", {"format": format}, language))
    for sentence in worded(written.losses, language):
        line(sentence, indent=2)


def _imported(done: Imported, language: str, *, dry_run: bool) -> None:
    """How many rows went where, what they do not say, and why some were refused."""
    counts = {"count": done.rows, "kept": done.kept, "known": done.known, "refused": done.refused}
    line(say("import.rows", counts, language))
    gaps = {"number": done.without_number, "place": done.without_place, "date": done.without_date}
    if any(gaps.values()):
        line(say("import.gaps", gaps, language))
    for refusal in done.refusals[:_MOST_SHOWN]:
        row = refusal.location.rpartition("#")[2]
        line(f"{row}: {say(f'refused.{refusal.code}', refusal.params, language)}", indent=2)
    if dry_run:
        line(say("import.dry", {}, language), style="italic")
