"""Who works on what: decisions in force go in; rows of the table of assignments come out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert

from harmledger.ledger.tables import assigned
from harmledger.records.decision import Assignment, Decision, value_of


def put_assigned(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Makes the table of assignments anew: outside of samples the last assignment of a report counts, in a sample
    each person's."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for decision in decisions:
        value = value_of(decision)
        if not isinstance(value, Assignment):
            continue
        for report_id in decision.on:
            sample = value.sample or ""
            row = {"report_id": report_id, "sample": sample, "person": value.to, "decision_id": decision.id}
            rows[report_id, sample, value.to if sample else ""] = row
    connection.execute(delete(assigned))
    if rows:
        connection.execute(insert(assigned), list(rows.values()))
