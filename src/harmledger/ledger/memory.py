"""An open ledger in; the list of its incidents in memory, level with the views, out: for whoever narrows, pages and
counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, select

from harmledger.ledger import tables, truth
from harmledger.ledger.changed import NEVER, changed_since
from harmledger.ledger.coded import Coded

if TYPE_CHECKING:
    from harmledger.ledger.store import Ledger

_PLAIN = (*tables.FACETS, "starts_on", "ends_on", "killed_high", "words")
_SPOT = ("latitude", "longitude", "radius_m", "place")


class Memory:
    """The list of incidents, as far as it is narrowed, put in order and counted by it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._turn = NEVER
        self._listed = Coded(())

    @contextmanager
    def of(self, ledger: Ledger) -> Iterator[tuple[Coded, Connection]]:
        """What the views hold now, with the snapshot that it is of. One thread at a time looks."""
        with self._lock, ledger.snapshot() as connection:
            turn, ids = changed_since(connection, self._turn)
            if ids is None:
                whole = Coded((*_PLAIN, "actors", "spot"))
                _take_in(whole, connection, None)
                self._listed = whole
            for chunk in truth.chunks(ids or ()):
                self._listed.take(chunk)
                _take_in(self._listed, connection, chunk)
            self._turn = turn
            yield self._listed, connection


def _take_in(listed: Coded, connection: Connection, ids: Sequence[str] | None) -> None:
    """Puts these incidents on the list, where they are there; null for all."""
    names, table = ("incident_id", *_PLAIN, *_SPOT), tables.listing
    query = _of(select(*(table.c[name] for name in names)), table.c.incident_id, ids)
    rows = connection.execute(query).all()
    if not rows:
        return
    values: dict[str, Sequence[Any]] = dict(zip(names, zip(*rows, strict=True), strict=True))
    blamed = _blamed(connection, ids)
    values["actors"] = [tuple(blamed.get(id, ())) for id in values["incident_id"]]
    values["spot"] = list(zip(*(values[name] for name in _SPOT), strict=True))
    listed.put(values["incident_id"], values)


def _blamed(connection: Connection, ids: Sequence[str] | None) -> dict[str, list[str]]:
    """Who is blamed for these incidents (null: for all), in order of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(tables.blamed).order_by(*tables.blamed.primary_key)
    for row in connection.execute(_of(query, tables.blamed.c.incident_id, ids)):
        found[row.incident_id].append(row.actor)
    return found


def _of(query: Select[Any], column: Any, ids: Sequence[str] | None) -> Select[Any]:
    return query if ids is None else query.where(column.in_(ids))
