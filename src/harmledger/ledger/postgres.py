"""All that is PostgreSQL's own: a folder that names a database goes in; an engine, a lock and a purge come out.

The folder keeps the archive, the head and `database.toml`; the rows are in the database, which holds one record. No
password stands in the folder, which is copied and handed on: libpq finds it (~/.pgpass, PGPASSWORD, a certificate).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, SQLAlchemyError

from harmledger.errors import LedgerBroken, LedgerBusy, LedgerError, SettingsError, UsageError

FILE = "database.toml"
_DRIVER = "postgresql+psycopg"
_WRITER, _BUILDER = 1, 2
"""Advisory locks of a record: of whoever writes rows, and of whoever builds."""
_FIRST_TABLE = "about"
_LOCK_NOT_AVAILABLE = "55P03"
_DAMAGED = ("XX001", "XX002")
_WAIT = "wait until it has ended, then run this again"
_TO_DO = "check that the server runs, that the database exists and that you may use it"


def names_one(folder: Path) -> bool:
    """Whether the record in `folder` keeps its rows in PostgreSQL."""
    return (folder / FILE).is_file()


def name_database(folder: Path, url: str) -> None:
    """Makes the database at `url` the one of the record in `folder`, for good.

    Raises UsageError for a URL that is not of PostgreSQL, holds a password, or differs from the one named before.
    """
    asked = _checked(url, where="--database")
    if names_one(folder):
        if _url(folder) != asked:
            raise UsageError(
                "has its rows in another database", where=str(folder),
                to_do=f"leave --database away, or see {FILE}",
            )  # fmt: skip
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(f'url = "{asked.render_as_string()}"\n', "utf-8")


def label(engine: Engine) -> str:
    """The database as findings call it, without the name of a user."""
    return engine.url.set(drivername="postgresql", username=None, password=None).render_as_string()


def open_engine(folder: Path, *, write: bool, make: bool = False, wait_s: float) -> Engine:  # noqa: ARG001
    """An engine on the database that `folder` names; with `write` false it cannot change a row. `make` asks for
    nothing here: the database itself is made by its administrator (`createdb`)."""
    options = f"-c lock_timeout={max(1, round(wait_s * 1000))}"
    if not write:
        options += " -c default_transaction_read_only=on"
    try:
        return create_engine(
            _url(folder).set(drivername=_DRIVER), connect_args={"options": options, "client_encoding": "UTF8"}
        )
    except ModuleNotFoundError as fault:
        raise SettingsError(
            "PostgreSQL's driver is not installed", to_do="pip install 'harmledger[postgresql]'"
        ) from fault


def holds_rows(folder: Path) -> bool:
    """Whether a ledger was begun in the database. Raises LedgerError where it cannot be reached."""
    if not names_one(folder):
        return False
    engine = open_engine(folder, write=False, wait_s=1.0)
    try:
        with snapshot(engine) as connection:
            return inspect(connection).has_table(_FIRST_TABLE)
    finally:
        engine.dispose()


@contextmanager
def locked(engine: Engine) -> Iterator[Connection]:
    """A transaction that alone may write. The lock is the database's own and ends with the transaction, however
    that ends.

    Raises LedgerBusy if another program holds it for longer than the engine waits.
    """
    with translated(engine), engine.connect() as connection, connection.begin():
        if connection.scalar(text("SHOW transaction_read_only")) == "off":
            _take(connection, "pg_advisory_xact_lock", _WRITER)
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A reading transaction: what it sees does not change, whatever is appended meanwhile."""
    with translated(engine), engine.connect() as connection:
        yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """The database's errors as ours: LedgerBusy, LedgerBroken, LedgerError."""
    try:
        yield
    except DatabaseError as error:
        raise _ours(error, label(engine)) from error


@contextmanager
def alone(folder: Path, *, wait_s: float) -> Iterator[None]:
    """While this block runs no other program holds it, on any machine: the lock ends with its connection."""
    engine = open_engine(folder, write=True, wait_s=wait_s)
    try:
        with translated(engine), engine.connect() as connection:
            _take(connection, "pg_advisory_lock", _BUILDER)
            connection.commit()
            yield
    except LedgerBusy as busy:
        raise LedgerBusy("another program is building this record", where=str(folder), to_do=_WAIT) from busy
    finally:
        engine.dispose()


def take_stock(connection: Connection) -> None:
    """Counts what the tables hold now. The server does so by itself when a tenth of a table is new: until then it takes
    a kind of row that it has not counted for rare, and reads all of them to find a few by their ids."""
    tables = ", ".join(map(_quoted(connection), sorted(inspect(connection).get_table_names())))
    connection.exec_driver_sql(f"ANALYZE (SKIP_LOCKED) {tables}")


def purge(engine: Engine) -> None:
    """Rewrites every table without what was deleted, and makes the server write that to its files.

    What the server keeps of the past (its log, standby servers, backups) is out of reach: docs/how-to/postgresql.md.
    Raises LedgerBusy if another program is reading.
    """
    with translated(engine), engine.connect() as connection:
        alone_now = connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            for table in map(_quoted(alone_now), sorted(inspect(alone_now).get_table_names())):
                alone_now.exec_driver_sql(f"VACUUM (FULL) {table}")
        except DatabaseError as error:
            if _state(error) != _LOCK_NOT_AVAILABLE:
                raise
            raise LedgerBusy(
                "erased, but another program reads this record, so that the words still lie in its files",
                where=str(engine.url.database),
                to_do="end the other program; the next one that opens the record for writing clears them away",
            ) from error


def faults(_connection: Connection) -> list[str]:
    """Nothing: a page whose checksum does not hold is an error when it is read, and `verify` reads every row."""
    return []


def _take(connection: Connection, function: str, which: int) -> None:
    """Takes an advisory lock of this database, waiting as long as the engine does."""
    name = f"harmledger {connection.engine.url.database}".encode()
    key = int.from_bytes(hashlib.sha256(name).digest()[:4], "big", signed=True)
    connection.execute(text(f"SELECT {function}(:key, :which)"), {"key": key, "which": which})


def _url(folder: Path) -> URL:
    path = folder / FILE
    try:
        url = tomllib.loads(path.read_text("utf-8"))["url"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as fault:
        raise LedgerError(
            "does not name a database",
            where=str(path),
            to_do='write one line: url = "postgresql://host/name"',
        ) from fault
    return _checked(str(url), where=str(path))


def _checked(url: str, *, where: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as fault:
        raise UsageError("is no URL of a database", where=where, to_do="postgresql://host/name") from fault
    if parsed.get_backend_name() != "postgresql" or not parsed.database:
        raise UsageError("is no PostgreSQL database", where=where, to_do="postgresql://host/name")
    if parsed.password is not None:
        raise UsageError(
            "holds a password, which would lie in the record", where=where,
            to_do="put it into ~/.pgpass or PGPASSWORD",
        )  # fmt: skip
    return parsed.set(drivername="postgresql")


def _quoted(connection: Connection) -> Callable[[str], str]:
    return connection.dialect.identifier_preparer.quote


def _state(error: SQLAlchemyError) -> str | None:
    state: str | None = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state


def _ours(error: DatabaseError, where: str) -> LedgerError:
    state = _state(error)
    if state == _LOCK_NOT_AVAILABLE:
        return LedgerBusy("another program is writing to this record", where=where, to_do=_WAIT)
    if state in _DAMAGED:
        return LedgerBroken(f"the database is damaged: {error.orig}", where=where, to_do="restore a backup")
    if isinstance(error, DataError):
        return LedgerError(
            "a value that the database cannot hold", where=where, to_do="leave out what is no text"
        )
    if state is None:
        said = str(error.orig).strip().splitlines()[0]
        return LedgerError(f"the database cannot be reached: {said}", where=where, to_do=_TO_DO)
    return LedgerError(f"the database refused: {error.orig}", where=where, to_do=_TO_DO)
