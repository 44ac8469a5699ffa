"""What happens beside the chain (sign-ins, exports, changes to accounts) goes in; a log of it comes out."""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select

from harmledger.accounts.tables import accounts_of, events, has_users


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is logged beside the chain."""

    at: int
    what: str
    name: str
    about: str


def log_event(record: Path, what: str, name: str, about: str, *, now: int) -> None:
    """Notes that somebody did something that is no decision: an export, a backup."""
    with accounts_of(record) as connection:
        log(connection, now, what, name, about)


def log_of(record: Path, *, before: int | None = None, limit: int = 100) -> list[Event]:
    """What was logged, the latest first, from before this moment."""
    if not has_users(record):
        return []
    query = select(events).order_by(events.c.at.desc(), events.c.nth.desc()).limit(limit)
    with accounts_of(record) as connection:
        rows = connection.execute(query if before is None else query.where(events.c.at < before))
        return [Event(at=row.at, what=row.what, name=row.name, about=row.about) for row in rows]


def log(connection: Connection, at: int, what: str, name: str, about: str) -> None:
    """As `log_event`, on an open connection."""
    connection.execute(insert(events), {"at": at, "what": what, "name": name, "about": about})
