"""Where somebody wants a record in; nothing, or an error that says why it cannot be there, out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harmledger.errors import UsageError
from harmledger.ledger.database import database_of

_OWN = ("ledger.", ".ledger.", "archive", "database.toml")
"""What names in a record begin with before its first build is done."""


def check_record(record: Path, inputs: Sequence[Path]) -> None:
    """Raises UsageError where a record at `record` would take the place of something else, or read itself."""
    if record.exists() and not record.is_dir():
        raise UsageError("is a file", where=str(record), to_do="name a folder for the record")
    if record.is_dir() and not database_of(record).holds_rows(record):
        others = [path.name for path in record.iterdir() if not path.name.startswith(_OWN)]
        if others:
            raise UsageError(
                f"not empty and not a record (it holds {min(others)!r})", where=str(record),
                to_do="name a new folder",
            )  # fmt: skip
    for given in inputs:
        if record.resolve().is_relative_to(given.resolve()):
            raise UsageError(
                f"lies inside the reports of {given}", where=str(record), to_do="put the record elsewhere"
            )
        if given.resolve().is_relative_to(record.resolve()):
            raise UsageError(
                "is part of the record itself", where=str(given), to_do="give the reports from elsewhere"
            )
