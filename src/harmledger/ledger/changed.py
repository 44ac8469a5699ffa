"""Incidents that a change of the views is about in; those that changed since somebody last looked, out: for programs
that keep something of them in memory."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from harmledger.ledger.tables import changed

_ALL = ""
"""In place of an id: every incident, those that are there no more among them."""
NEVER = 0
"""The turn of somebody who has not looked yet."""


def note_changed(connection: Connection, incident_ids: Iterable[str]) -> None:
    """Notes that these incidents are otherwise now, or gone."""
    _note(connection, _turn(connection) + 1, incident_ids)


def note_all_changed(connection: Connection) -> None:
    """Notes that all are, in place of what was noted before."""
    turn = _turn(connection) + 1
    connection.execute(delete(changed))
    _note(connection, turn, [_ALL])


def changed_since(connection: Connection, turn: int) -> tuple[int, list[str] | None]:
    """The turn that it is now, and the incidents that changed after that one; null for all of them."""
    now = _turn(connection)
    if now == turn != NEVER:
        return now, []
    later = select(changed.c.incident_id).where(changed.c.turn > turn).distinct()
    ids = list(connection.scalars(later)) if turn != NEVER else [_ALL]
    return now, None if _ALL in ids else ids


def _turn(connection: Connection) -> int:
    return connection.scalar(select(func.max(changed.c.turn))) or NEVER


def _note(connection: Connection, turn: int, incident_ids: Iterable[str]) -> None:
    rows = [{"turn": turn, "incident_id": id} for id in dict.fromkeys(incident_ids)]
    if rows:
        connection.execute(insert(changed), rows)
