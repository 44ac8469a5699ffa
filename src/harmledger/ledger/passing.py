"""Rows of a list in; of the incidents that reports tell of only in passing, the claims, which no number counts, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from harmledger.ledger import tables, truth
from harmledger.ledger.browse import IncidentRow
from harmledger.ledger.decided import verdicts
from harmledger.ledger.held import entries_of
from harmledger.ledger.readings import records
from harmledger.ledger.store import Ledger
from harmledger.records.claim import Claim
from harmledger.records.telling import Telling, in_passing


def told_in_passing(ledger: Ledger, rows: Iterable[IncidentRow]) -> dict[str, list[Claim]]:
    """The claims that nobody rejected, by incident; no entry for an incident of which some report tells by itself."""
    numberless = [row.incident_id for row in rows if row.killed_high is None and row.injured_high is None]
    with ledger.snapshot() as connection:
        held = _only_in_passing(connection, numberless)
        ids = {claim_id for tellings in held.values() for each in tellings for claim_id in each.claims}
        said = verdicts(connection, ids)
        claims = {claim.id: claim for claim in records(connection, Claim, sorted(ids))}
    stand = {claim_id: claim for claim_id, claim in claims.items() if said.kind_on(claim_id) != "reject"}
    return {
        incident_id: [stand[id] for telling in tellings for id in telling.claims if id in stand]
        for incident_id, tellings in held.items()
    }


def _only_in_passing(connection: Connection, incident_ids: Sequence[str]) -> dict[str, list[Telling]]:
    return {
        incident_id: tellings
        for chunk in truth.chunks(incident_ids)
        for incident_id, tellings in entries_of(connection, tables.tellings, Telling, chunk).items()
        if in_passing(tellings)
    }
