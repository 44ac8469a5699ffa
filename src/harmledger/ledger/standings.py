"""How far things are on their way to publication: an open ledger goes in; standings of incidents and cleared quotes
come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from harmledger.ledger import tables, truth
from harmledger.ledger.decided import decisions_in_force
from harmledger.ledger.store import Ledger
from harmledger.records.standing import IncidentStanding


def standing_rows(ledger: Ledger, ids: Sequence[str]) -> list[IncidentStanding]:
    """How far these incidents are on their way to publication, in this order."""
    table = tables.standings
    with ledger.snapshot() as connection:
        payloads = {
            row.incident_id: row.payload
            for chunk in truth.chunks(ids)
            for row in connection.execute(select(table).where(table.c.incident_id.in_(chunk)))
        }
    return [msgspec.json.decode(payloads[id], type=IncidentStanding) for id in ids if id in payloads]


def standings(ledger: Ledger) -> Iterator[IncidentStanding]:
    """How far every incident is on its way to publication, in order of id, streamed."""
    with ledger.snapshot() as connection:
        yield from every_standing(connection)


def every_standing(connection: Connection) -> Iterator[IncidentStanding]:
    """As `standings`, on an open connection."""
    query = select(tables.standings.c.payload).order_by(tables.standings.c.incident_id)
    for row in truth.stream(connection, query):
        yield msgspec.json.decode(row.payload, type=IncidentStanding)


def cleared_quotes(ledger: Ledger) -> dict[str, str]:
    """Claims whose quote a person cleared for publication, and who did."""
    with ledger.snapshot() as connection:
        found = decisions_in_force(connection)
    return {decision.on[0]: decision.by for decision in found if decision.kind == "clear_quote"}
