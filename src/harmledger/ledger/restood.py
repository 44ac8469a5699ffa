"""Standings that a publication alone has changed go in; the views with them come out, all else of the incidents left as
it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, update

from harmledger.ledger import tables, truth
from harmledger.ledger.changed import note_changed
from harmledger.ledger.gate import last_of
from harmledger.ledger.sums import Sum
from harmledger.ledger.views import change_sum
from harmledger.records.canonical import canonical_json
from harmledger.records.standing import IncidentStanding

_BATCH = 1000


def put_standings(
    connection: Connection, changed: Iterable[tuple[IncidentStanding, IncidentStanding]]
) -> None:
    """Puts the second of each two in place of the first, in a transaction that alone may write."""
    whole, ids = Sum(), list[str]()
    for batch in truth.chunks(changed, _BATCH):
        rows = [_row(standing) for _, standing in batch]
        for before, standing in batch:
            whole.take(canonical_json(before) + b"\n")
            whole.add(canonical_json(standing) + b"\n")
            ids.append(standing.incident_id)
        for statement in _STATEMENTS:
            connection.execute(statement, rows)
    note_changed(connection, ids)
    change_sum(connection, "standings", whole)


def _row(standing: IncidentStanding) -> dict[str, Any]:
    return {
        "incident": standing.incident_id,
        "new_state": standing.state,
        "new_last": last_of(standing),
        "new_payload": canonical_json(standing),
    }


_STATEMENTS = (
    update(tables.standings)
    .where(tables.standings.c.incident_id == bindparam("incident"))
    .values(state=bindparam("new_state"), payload=bindparam("new_payload")),
    update(tables.gate)
    .where(tables.gate.c.incident_id == bindparam("incident"))
    .values(state=bindparam("new_state"), last=bindparam("new_last")),
    update(tables.listing)
    .where(tables.listing.c.incident_id == bindparam("incident"))
    .values(state=bindparam("new_state")),
)
