"""All that is SQLite's own: a folder goes in; an engine, a lock, a purge and a check of the file come out.

Another database needs a file like this one and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from harmledger.errors import LedgerBroken, LedgerBusy, LedgerError

FILE = "ledger.sqlite"
LOCK_FILE = "ledger.lock"
_BEGIN = "harmledger_begin"
_NO_TRANSACTION = ""
_CACHE_KIB = 64 * 1024
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_engine(folder: Path, *, write: bool, make: bool = False, wait_s: float) -> Engine:
    """An engine on the ledger of `folder`; with `write` false it cannot change a row, with `make` it makes
    the file."""
    url = URL.create(
        "sqlite",
        database=f"file:{_quoted(folder / FILE)}",
        query={"uri": "true", **_mode(folder, write, make)},
    )
    engine = create_engine(url, connect_args={"timeout": wait_s})
    event.listen(engine, "connect", _prepare_writing if write else _prepare_reading)
    event.listen(engine, "begin", _begin)
    return engine


def label(_engine: Engine) -> str:
    """The database as findings call it: its file in the record."""
    return FILE


def holds_rows(folder: Path) -> bool:
    """Whether a ledger was begun in `folder`. A file of no bytes is what a killed start leaves."""
    path = folder / FILE
    return path.exists() and path.stat().st_size > 0


@contextmanager
def locked(engine: Engine) -> Iterator[Connection]:
    """A transaction that alone may write. The lock is the database's own (BEGIN IMMEDIATE): it ends with its
    process, however that ends, so that no stale lock needs a person.

    Raises LedgerBusy if another program holds it for longer than the engine waits.
    """
    with translated(engine), engine.connect() as connection:
        connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A reading transaction: what it sees does not change, whatever is appended meanwhile."""
    with translated(engine), engine.connect() as connection:
        yield connection


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """The database's errors as ours: LedgerBusy, LedgerBroken, LedgerError."""
    try:
        yield
    except DatabaseError as error:
        raise _ours(error, str(engine.url.database)) from error


@contextmanager
def alone(folder: Path, *, wait_s: float) -> Iterator[None]:
    """While this block runs no other program holds it. Made of a second, empty database, for the same reasons
    as `locked`."""
    with closing(sqlite3.connect(folder / LOCK_FILE, timeout=wait_s, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise LedgerBusy(
                "another program is building this record", where=str(folder), to_do=_WAIT
            ) from error
        yield


def take_stock(_connection: Connection) -> None:
    """Nothing: SQLite chooses by how its indexes are made, and is asked so that this is the shortest way."""


def purge(engine: Engine) -> None:
    """Rewrites the file without what was deleted and empties the write-ahead log.

    Raises LedgerBusy if another program is reading: the log can only be emptied when nobody needs it.
    """
    with translated(engine), engine.connect().execution_options(**{_BEGIN: _NO_TRANSACTION}) as connection:
        connection.exec_driver_sql("VACUUM")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
    if busy:
        raise LedgerBusy(
            "erased, but another program reads this record, so that the words still lie in its log",
            where=str(engine.url.database),
            to_do="end the other program; the next one that opens the record for writing clears them away",
        )


def faults(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file: pages, indexes, missing rows. Empty if nothing."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


_WAIT = "wait until it has ended, then run this again"


def _quoted(path: Path) -> str:
    return path.absolute().as_uri().removeprefix("file://")


def _mode(folder: Path, write: bool, make: bool) -> dict[str, str]:
    if write:
        return {"mode": "rwc" if make else "rw"}
    if os.access(folder, os.W_OK):
        return {"mode": "rw"}
    log = folder / f"{FILE}-wal"
    still = not log.exists() or log.stat().st_size == 0
    # On a medium that cannot be written, SQLite can only read a file that it is told will not change.
    return {"mode": "ro", "immutable": "1"} if still else {"mode": "ro"}


def _prepare_writing(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    # FULL: a committed row survives loss of power. secure_delete: what is erased is overwritten with zeros.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")


def _prepare_reading(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement != _NO_TRANSACTION:
        connection.exec_driver_sql(statement)


def _ours(error: DatabaseError, where: str) -> LedgerError:
    code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _BUSY:
        return LedgerBusy("another program is writing to this record", where=where, to_do=_WAIT)
    if code in _DAMAGED:
        return LedgerBroken(
            f"the file is damaged: {error.orig}", where=where, to_do="restore it from a backup"
        )
    return LedgerError(
        f"the database refused: {error.orig}", where=where, to_do="check free space and permissions"
    )
