"""The file of a backup in, the record that it was made from out, proved, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from harmledger.assessing.convention import load_convention
from harmledger.errors import LedgerBroken, UsageError
from harmledger.flow.backup.contents import Contents, check, check_head, contents_of, key_of
from harmledger.flow.backup.parts import About
from harmledger.flow.look import to_change
from harmledger.flow.progress import Progress, silent
from harmledger.flow.proof import verify
from harmledger.flow.refresh import Views, refresh
from harmledger.ledger.chain import Head, write_head
from harmledger.ledger.copying import put_rows
from harmledger.ledger.database import database_of, use_database
from harmledger.ledger.durable import wait_for_disk
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings

_OWNER_ONLY = 0o600
_SECRETS = ("release.key", "users.sqlite")


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was restored."""

    record: Path
    rows: int
    files: int
    made_at: str
    """When the backup was made: what was decided later is not in it."""
    link: str


def restore(
    file: Path,
    record: Path,
    *,
    settings: Settings,
    passphrase: str | None = None,
    progress: Progress = silent,
) -> Restored:
    """Make the record of a backup at `record`, where nothing is yet, with its rows in `settings.database` if that names
    one; its views are made anew, and all of it is verified before the folder gets its name.

    The backup is read to its end first: of a damaged one nothing is restored. Raises UsageError where there is
    something already or the passphrase is wrong, LedgerBroken where anything does not hold.
    """
    if record.exists() and (not record.is_dir() or any(record.iterdir())):
        raise UsageError("is there already", where=str(record), to_do="name a new folder")
    key = key_of(file, passphrase)
    about = check(file, key)
    with _aside(record) as folder:
        if settings.database is not None:
            use_database(folder, settings.database)
        with contents_of(file, key) as contents:
            head = _put_rows(contents, folder, settings)
            files = _put_files(contents, folder)
        write_head(folder, head)
        _make_views(folder, about, settings, progress)
        _prove(folder)
    return Restored(record=record, rows=head.seq, files=files, made_at=about.made_at, link=head.link)


@contextmanager
def _aside(record: Path) -> Iterator[Path]:
    """A folder that gets the name of the record when the block ends, and is gone if it fails."""
    folder = record.with_name(f".{record.name}.restoring")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        if record.exists():
            record.rmdir()
        folder.rename(record)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_rows(contents: Contents, folder: Path, settings: Settings) -> Head:
    if database_of(folder).holds_rows(folder):
        raise UsageError(
            "holds a record already", where=settings.database or str(folder),
            to_do="name a database that is empty (dropdb, createdb)",
        )  # fmt: skip
    with Ledger.create(folder, wait_s=settings.wait_s) as ledger, ledger.locked() as connection:
        head = put_rows(connection, contents.rows())
        check_head(contents.about, head)
    return head


def _put_files(contents: Contents, folder: Path) -> int:
    written: list[Path] = []
    for place, content in contents.files():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            if place.name in _SECRETS:
                path.chmod(_OWNER_ONLY)
            shutil.copyfileobj(content, file)
        written.append(path)
    wait_for_disk(folder, [*written, *dict.fromkeys(path.parent for path in written)])
    return len(written)


def _make_views(folder: Path, about: About, settings: Settings, progress: Progress) -> None:
    views = Views(site=about.site, report_pages=about.report_pages, language=settings.language)
    with to_change(folder, settings) as ledger:
        refresh(ledger, load_convention(about.convention), views, progress)


def _prove(folder: Path) -> None:
    failures = verify(folder).failures
    if failures:
        raise LedgerBroken(
            f"what was restored does not hold ({failures[0].code})", where=failures[0].where,
            to_do="use another backup",
        )  # fmt: skip
