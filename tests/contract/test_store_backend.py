"""What every database under the ledger must offer (`ledger/sqlite.py` and its like), one suite for all of
them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Engine, delete, func, insert, select, text, update

from harmledger.errors import LedgerBusy, LedgerError
from harmledger.ledger import postgres, sqlite
from harmledger.ledger.tables import about, metadata, told
from postgres_server import Server

WAIT_S = 0.05


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> ModuleType:
    """The module of one database, which is that of the record in `tmp_path`."""
    if request.param == "sqlite":
        return sqlite
    server: Server = request.getfixturevalue("postgres")
    postgres.name_database(tmp_path, server.database())
    return postgres


@pytest.fixture
def writer(backend: ModuleType, tmp_path: Path) -> Iterator[Engine]:
    assert not backend.holds_rows(tmp_path)
    engine = backend.open_engine(tmp_path, write=True, make=True, wait_s=WAIT_S)
    with backend.locked(engine) as connection:
        metadata.create_all(connection)
        connection.execute(insert(about), {"name": "word", "value": "unmistakable"})
    assert backend.holds_rows(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def files(backend: ModuleType, writer: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where the database keeps its tables."""
    if backend is sqlite:
        return tmp_path
    with backend.snapshot(writer) as connection:
        oid = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    server: Server = request.getfixturevalue("postgres")
    return server.data / "base" / str(oid)


@pytest.fixture
def other(backend: ModuleType, writer: Engine, tmp_path: Path) -> Iterator[Engine]:
    engine = backend.open_engine(tmp_path, write=True, wait_s=WAIT_S)
    yield engine
    engine.dispose()


@pytest.fixture
def reader(backend: ModuleType, writer: Engine, tmp_path: Path) -> Iterator[Engine]:
    engine = backend.open_engine(tmp_path, write=False, wait_s=WAIT_S)
    yield engine
    engine.dispose()


def test_one_writer_at_a_time(backend: ModuleType, writer: Engine, other: Engine) -> None:
    with backend.locked(writer), pytest.raises(LedgerBusy, match="another program"), backend.locked(other):
        pytest.fail("two writers at once")
    with backend.locked(other) as connection:
        assert connection.scalar(select(func.count()).select_from(about)) == 1


def test_a_transaction_that_fails_leaves_nothing(backend: ModuleType, writer: Engine) -> None:
    def breaks_off() -> None:
        with backend.locked(writer) as connection:
            connection.execute(delete(about))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_off()
    with backend.snapshot(writer) as connection:
        assert connection.scalar(select(about.c.value)) == "unmistakable"


def test_a_reader_sees_one_moment_and_hinders_no_writer(
    backend: ModuleType, writer: Engine, reader: Engine
) -> None:
    with backend.snapshot(reader) as snapshot:
        assert snapshot.scalar(select(about.c.value)) == "unmistakable"
        with backend.locked(writer) as connection:
            connection.execute(update(about).values(value="other"))
        assert snapshot.scalar(select(about.c.value)) == "unmistakable"
    with backend.snapshot(reader) as snapshot:
        assert snapshot.scalar(select(about.c.value)) == "other"


def test_a_reader_cannot_write(backend: ModuleType, reader: Engine) -> None:
    with pytest.raises(LedgerError, match="the database refused"), backend.locked(reader) as connection:
        connection.execute(delete(about))


def test_a_purge_takes_deleted_words_out_of_every_file(
    backend: ModuleType, writer: Engine, reader: Engine, files: Path
) -> None:
    _write_out(writer)
    assert _holding(files, b"unmistakable")
    with backend.locked(writer) as connection:
        connection.execute(delete(about))
    with backend.snapshot(reader) as snapshot:
        snapshot.execute(select(about)).all()
        with pytest.raises(LedgerBusy, match="another program reads"):
            backend.purge(writer)
    backend.purge(writer)
    _write_out(writer)
    assert _holding(files, b"unmistakable") == []


def test_a_sound_store_has_no_faults(backend: ModuleType, reader: Engine) -> None:
    with backend.snapshot(reader) as connection:
        assert backend.faults(connection) == []


def test_a_build_is_alone(backend: ModuleType, tmp_path: Path) -> None:
    with backend.alone(tmp_path, wait_s=0), pytest.raises(LedgerBusy), backend.alone(tmp_path, wait_s=0):
        pytest.fail("two builds at once")
    with backend.alone(tmp_path, wait_s=0):
        pass


def test_strings_are_ordered_by_their_bytes(backend: ModuleType, writer: Engine) -> None:
    ids = ["a-1", "B", "é", "a_1", "Z", "\U0001f54a", "\uffff", "ب"]
    with backend.locked(writer) as connection:
        connection.execute(insert(told), [{"claim_id": id, "telling_id": "-"} for id in ids])
        assert list(connection.scalars(select(told.c.claim_id).order_by(told.c.claim_id))) == sorted(
            ids, key=str.encode
        )


def _write_out(engine: Engine) -> None:
    """Makes a server write to its files what it still holds in memory."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))


def _holding(folder: Path, words: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]
