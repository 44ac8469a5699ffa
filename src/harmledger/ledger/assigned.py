"""Who works on what: decisions in force go in; rows of the table of assignments, and what is there to work on, come
out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from harmledger.ledger.bearing import assignments_of
from harmledger.ledger.tables import assigned, inbox
from harmledger.ledger.truth import chunks
from harmledger.records.decision import Assignment, Decision, value_of


def put_assigned(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Fills the table of assignments from all decisions in force."""
    _put(connection, decisions, None)


def assign_anew(connection: Connection, report_ids: Collection[str]) -> None:
    """Brings the assignments of these reports up to the decisions in force."""
    for chunk in chunks(sorted(report_ids)):
        connection.execute(delete(assigned).where(assigned.c.report_id.in_(chunk)))
    _put(connection, assignments_of(connection, report_ids), report_ids)


def _put(connection: Connection, decisions: Iterable[Decision], report_ids: Collection[str] | None) -> None:
    """Puts the assignments of these reports (null: of all): outside of samples the last one of a report counts, in a
    sample each person's."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for decision in decisions:
        value = value_of(decision) if decision.kind == "assign" else None
        if not isinstance(value, Assignment):
            continue
        for report_id in decision.on:
            if report_ids is None or report_id in report_ids:
                sample = value.sample or ""
                row = {
                    "report_id": report_id,
                    "sample": sample,
                    "person": value.to,
                    "decision_id": decision.id,
                }
                rows[report_id, sample, value.to if sample else ""] = row
    if rows:
        connection.execute(insert(assigned), list(rows.values()))


def claims_read(connection: Connection, report_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The claims that stand as a reader made them, by report, in order of id."""
    found: dict[str, set[str]] = defaultdict(set)
    query = select(inbox.c.report_id, inbox.c.claim_id).where(inbox.c.verdict != "person")
    for chunk in chunks(report_ids):
        for report_id, claim_id in connection.execute(query.where(inbox.c.report_id.in_(chunk))):
            found[report_id].add(claim_id)
    return {report_id: tuple(sorted(claims)) for report_id, claims in sorted(found.items())}


def given_counts(connection: Connection) -> dict[str, int]:
    """How many reports each person was given outside of samples."""
    query = select(assigned.c.person, func.count()).where(assigned.c.sample == "").group_by(assigned.c.person)
    return {row[0]: row[1] for row in connection.execute(query)}


def given_to_nobody(connection: Connection, limit: int) -> tuple[str, ...]:
    """Reports with claims that nobody has looked at and that nobody was given, the one first that could move the totals
    most."""
    given = select(assigned.c.report_id).where(assigned.c.sample == "")
    query = (
        select(inbox.c.report_id)
        .where(inbox.c.verdict == "proposed", inbox.c.report_id.not_in(given))
        .group_by(inbox.c.report_id)
        .order_by(func.max(inbox.c.people).desc(), inbox.c.report_id)
    )
    return tuple(connection.scalars(query.limit(limit)))
