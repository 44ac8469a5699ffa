"""A record's folder in, the database under its ledger out: SQLite beside it, or the PostgreSQL that it names.

Each has a file of its own with these same functions, and nothing of either stands elsewhere.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from harmledger.errors import UsageError
from harmledger.ledger import postgres, sqlite
from harmledger.ledger.postgres import names_one


class Database(Protocol):
    """What a database under a ledger must do; `tests/contract/test_store_backend.py` holds all of them to it."""

    def open_engine(self, folder: Path, *, write: bool, make: bool = False, wait_s: float) -> Engine:
        """An engine on the ledger of `folder`; with `write` false it cannot change a row, with `make` it makes what
        is not there."""
        ...

    def holds_rows(self, folder: Path) -> bool:
        """Whether a ledger was begun there."""
        ...

    def locked(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A transaction that alone may write. Raises LedgerBusy after the engine's wait."""
        ...

    def snapshot(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A reading transaction: what it sees does not change."""
        ...

    def translated(self, engine: Engine) -> AbstractContextManager[None]:
        """The database's errors as ours."""
        ...

    def alone(self, folder: Path, *, wait_s: float) -> AbstractContextManager[None]:
        """While this block runs no other program holds it. Raises LedgerBusy."""
        ...

    def take_stock(self, connection: Connection) -> None:
        """Has it count what its tables hold, where it needs that to find rows by the shortest way."""
        ...

    def purge(self, engine: Engine) -> None:
        """Clears what was deleted out of the files of the tables. Raises LedgerBusy if somebody reads."""
        ...

    def faults(self, connection: Connection) -> list[str]:
        """What the database itself finds wrong with its files."""
        ...

    def label(self, engine: Engine) -> str:
        """What a finding calls the database."""
        ...


def database_of(folder: Path) -> Database:
    """The database under the record in `folder`."""
    return postgres if names_one(folder) else sqlite


def database_under(engine: Engine) -> Database:
    """The database that an engine is on."""
    return postgres if engine.dialect.name == "postgresql" else sqlite


def use_database(folder: Path, url: str) -> None:
    """Makes the PostgreSQL database at `url` the one under the record in `folder`, which has no rows elsewhere.

    Raises UsageError where it has, or for a URL that cannot be used.
    """
    if sqlite.holds_rows(folder):
        raise UsageError(
            f"has its rows in {sqlite.FILE}", where=str(folder), to_do="name a new folder for this database"
        )
    postgres.name_database(folder, url)
