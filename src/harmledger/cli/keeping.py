"""What the commands `backup` and `restore` were given in, calls into `flow`, and what they gave back shown."""

from __future__ import annotations

from pathlib import Path

import typer

from harmledger.cli import show
from harmledger.cli.act import settings
from harmledger.cli.progress import bar
from harmledger.errors import UsageError
from harmledger.flow.backup.contents import is_sealed
from harmledger.flow.backup.make import BackedUp
from harmledger.flow.backup.make import backup as make_backup
from harmledger.flow.backup.restore import Restored
from harmledger.flow.backup.restore import restore as restore_backup
from harmledger.wording import say


def backup(
    record: Path, out: Path, *, encrypt: bool, passphrase_file: Path | None, accounts: bool, as_json: bool
) -> None:
    """Write the backup, and say what is in it and who can read it."""
    given = settings()
    sealed = encrypt or passphrase_file is not None
    passphrase = _passphrase(passphrase_file, twice=True) if sealed else None
    made = make_backup(record, out, settings=given, passphrase=passphrase, accounts=accounts)
    if as_json:
        show.as_json(made)
    else:
        _made(made, given.language)


def restore(
    file: Path, out: Path, *, passphrase_file: Path | None, database: str | None, as_json: bool
) -> None:
    """Restore the record, and say what it holds."""
    given = settings(database=database)
    passphrase = _passphrase(passphrase_file, twice=False) if is_sealed(file) else None
    with bar(quiet=as_json) as progress:
        done = restore_backup(file, out, settings=given, passphrase=passphrase, progress=progress)
    if as_json:
        show.as_json(done)
    else:
        _restored(done, given.language)


def _made(made: BackedUp, language: str) -> None:
    done = say("backup.done", {"number": made.rows, "files": made.files, "file": str(made.file)}, language)
    show.line(done)
    show.line(say("backup.sealed", {}, language) if made.sealed else say("backup.open", {}, language))
    show.line(say("backup.head", {"link": made.link}, language))


def _restored(done: Restored, language: str) -> None:
    counts = {"number": done.rows, "files": done.files}
    where = {"made_at": done.made_at, "record": str(done.record)}
    show.line(say("backup.restored", {**counts, **where}, language))


def _passphrase(file: Path | None, *, twice: bool) -> str:
    """The first line of the file, or what is typed: it never stands on the command line, where others see it."""
    if file is None:
        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice))
    try:
        return file.read_text("utf-8").partition("\n")[0].strip()
    except UnicodeDecodeError as error:
        raise UsageError("is no text", where=str(file), to_do="write the passphrase as one line") from error
