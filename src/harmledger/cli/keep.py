"""Words of the command lines `backup` and `restore` in; one call into `flow`, what it did shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli.options import AsJson, Record

Passphrase = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", help="A file whose first line is the passphrase.", show_default="you are asked"
    ),
]


def backup(
    record: Record,
    out: Annotated[Path, typer.Option("--out", help="The file to make.", show_default=False)],
    encrypt: Annotated[bool, typer.Option("--encrypt", help="Seal it with a passphrase (age).")] = False,
    passphrase_file: Passphrase = None,
    with_accounts: Annotated[
        bool,
        typer.Option("--with-accounts", help="Also who may sign in; no session and no token goes along."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write all of a record to one file, while people work, and read it back to see that it is whole.

    It holds what was captured, read, decided and published; `restore` makes the rest anew.

    Example: harmledger backup record --out backup.zip --encrypt
    """
    from harmledger.cli import keeping

    keeping.backup(
        record, out, encrypt=encrypt, passphrase_file=passphrase_file, accounts=with_accounts, as_json=as_json
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` made.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="The record to make.", show_default=False)],
    passphrase_file: Passphrase = None,
    database: Annotated[
        str | None,
        typer.Option(
            help="The empty PostgreSQL database for its rows, postgresql://host/name.",
            show_default="SQLite, in OUT",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a record from a backup, with its views, draft and site, and verify it before it gets its name.

    Of a backup that was altered or is not whole nothing is restored. Where the rows were kept does not matter: SQLite
    and PostgreSQL give the same backup.

    Example: harmledger restore backup.zip --out restored
    """
    from harmledger.cli import keeping

    keeping.restore(file, out, passphrase_file=passphrase_file, database=database, as_json=as_json)
