"""Reports by their keys and publishers: an open connection goes in; the ids of the reports under a key, and how many
there are of each publisher, come out, without a look at any report."""

from __future__ import annotations

from collections import Counter
from threading import Lock

from sqlalchemy import Connection, func, insert, select

from harmledger.ledger.changed import NEVER, changed_since
from harmledger.ledger.kinds import KINDS, decode
from harmledger.ledger.tables import keys
from harmledger.ledger.truth import behind, chunks, stream
from harmledger.records.report import Report

_TOGETHER = 1000


def ids_of_key(connection: Connection, key: str) -> list[str]:
    """The reports under this key, oldest first, as far as the views go."""
    return list(connection.scalars(select(keys.c.report_id).where(keys.c.key == key).order_by(keys.c.seq)))


class Publishers:
    """How many reports each publisher has, kept in memory: only what came in since the last look is counted."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._turn, self._last = NEVER, 0
        self._reports = Counter[str]()

    def of(self, connection: Connection) -> dict[str, int]:
        """As far as the views go; the one with the most first."""
        with self._lock:
            self._turn, changed = changed_since(connection, self._turn)
            if changed is None:
                self._last, self._reports = 0, Counter()
            last = connection.scalar(select(func.max(keys.c.seq))) or 0
            query = select(keys.c.publisher, func.count()).where(keys.c.seq > self._last, keys.c.seq <= last)
            for publisher, reports in connection.execute(query.group_by(keys.c.publisher)):
                self._reports[publisher] += reports
            self._last = last
            named = [each for each in self._reports.items() if each[0]]
        return dict(sorted(named, key=lambda each: (-each[1], each[0])))


def note_keys(connection: Connection) -> None:
    """Notes the reports that came in since the last time. In a transaction that alone may write."""
    last = connection.scalar(select(func.max(keys.c.seq))) or 0
    for batch in chunks(stream(connection, behind(last, ["report"])), _TOGETHER):
        rows = [
            {"report_id": row.id, "key": report.key, "publisher": report.publisher or "", "seq": row.seq}
            for row in batch
            if isinstance(report := decode(KINDS["report"], row.version, row.payload), Report)
        ]
        connection.execute(insert(keys), rows)
