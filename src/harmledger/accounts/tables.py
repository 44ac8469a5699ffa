"""The tables of `users.sqlite`, and how it is opened: a record's folder goes in; a connection comes out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.pool import NullPool

from harmledger.ledger import sqlite

FILE = "users.sqlite"
_WAIT_S = 10.0
metadata = MetaData()

users = Table(
    "users",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("totp_secret", Text),
    Column("totp_step", Integer, nullable=False, default=0),
    Column("active", Boolean, nullable=False, default=True),
)
"""`password`: an argon2id hash; `totp_step`: the last step of time whose code was used, so that none serves twice."""

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("name", String(64), nullable=False, index=True),
    Column("label", Text),
    Column("made_at", Integer, nullable=False),
    Column("seen_at", Integer, nullable=False),
)
"""A row a browser (`label` null) or a program's token. Seconds since 1970, UTC."""

events = Table(
    "events",
    metadata,
    Column("nth", Integer, primary_key=True, autoincrement=True),
    Column("at", Integer, nullable=False),
    Column("what", String(32), nullable=False),
    Column("name", String(64), nullable=False),
    Column("about", Text, nullable=False),
    Index("events_by_name", "name", "what", "at"),
)
"""Sign-ins, failed ones among them, exports, changes to accounts: what the log of a record shows beside the chain."""


@contextmanager
def accounts_of(record: Path) -> Iterator[Connection]:
    """A transaction on the accounts of the record, which are made if there are none: the file is readable by its owner
    alone."""
    path = record / FILE
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = _engine(path.absolute())
    with sqlite.translated(engine), engine.begin() as connection:
        metadata.create_all(connection)
        yield connection


def has_users(record: Path) -> bool:
    """Whether anybody was ever given an account."""
    path = record / FILE
    return path.exists() and path.stat().st_size > 0


def accounts_copied(record: Path) -> bytes:
    """The file of the accounts as it is at one moment, without anybody's session or token: a copy must open no door."""
    with closing(sqlite3.connect(record / FILE)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        copy.execute(f"DELETE FROM {sessions.name}")  # noqa: S608
        copy.commit()
        copy.execute("VACUUM")
        return copy.serialize()


@cache
def _engine(path: Path) -> Engine:
    """One an address, which keeps no connection open: accounts are asked for rarely."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_S}, poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
