"""The inbox, the list of incidents and its counts: in order, paged by key, and true after each decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import ANN, BO, did, record_of

from harmledger.errors import NotInRecord
from harmledger.ledger.browse import (
    InboxEntry,
    Key,
    Listed,
    assignments,
    inbox,
    inbox_sizes,
    listing,
    report_file,
)
from harmledger.ledger.counted import facets
from harmledger.ledger.queries import current_incident, incident_file
from harmledger.ledger.store import Ledger
from harmledger.records.action import Accept, Assign, Reject, Undo


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with record_of(tmp_path) as opened:
        yield opened


def every(ledger: Ledger, limit: int, **given: object) -> list[InboxEntry]:
    """All pages."""
    entries: list[InboxEntry] = []
    after: Key | None = None
    while True:
        page = inbox(ledger, after=after, limit=limit, **given)  # type: ignore[arg-type]
        entries += page.rows
        after = page.next
        if after is None:
            return entries


def test_the_inbox_begins_with_what_could_move_the_totals_most(ledger: Ledger) -> None:
    entries = every(ledger, 100)
    assert every(ledger, 5) == entries
    assert len(entries) == 12
    people = [entry.people for entry in entries]
    assert people == sorted(people, reverse=True)
    assert people[0] > 0
    incident = incident_file(ledger, str(entries[0].incident_id))
    ends = {c for r in incident.assessments[0].ranges for c in (*r.low_reason.claims, *r.high_reason.claims)}
    assert entries[0].claim.id in ends


def test_what_was_decided_leaves_the_inbox_and_comes_back(ledger: Ledger) -> None:
    first, second = every(ledger, 100)[:2]
    accepted = did(ledger, Accept(first.claim.id))
    did(ledger, Reject(second.claim.id))
    assert inbox_sizes(ledger) == {"proposed": 10, "accepted": 1, "rejected": 1}
    assert [entry.claim.id for entry in every(ledger, 100, verdict="rejected")] == [second.claim.id]
    did(ledger, Undo(accepted.decision.id))
    assert inbox_sizes(ledger) == {"proposed": 11, "rejected": 1}


def test_work_is_given_to_people_and_taken_over(ledger: Ledger) -> None:
    report = every(ledger, 100)[0].report_id
    did(ledger, Assign(ANN, (report,)))
    assert {entry.report_id for entry in every(ledger, 100, assigned_to=ANN)} == {report}
    did(ledger, Assign(BO, (report,)))
    assert every(ledger, 100, assigned_to=ANN) == []
    assert assignments(ledger) == {BO: (report,)}
    did(ledger, Assign(ANN, (report,), sample="spring"))
    assert assignments(ledger) == {ANN: (report,), BO: (report,)}


def test_incidents_are_listed_in_three_orders_and_counted(ledger: Ledger) -> None:
    whole = listing(ledger, order="killed").rows
    assert [row.killed_high for row in whole] == sorted((row.killed_high for row in whole), reverse=True)  # type: ignore[type-var]
    for order in ("id", "date", "killed"):
        seen: list[str] = []
        after: Key | None = None
        for _ in range(3):
            page = listing(ledger, order=order, after=after, limit=1)  # type: ignore[arg-type]
            seen += [row.incident_id for row in page.rows]
            after = page.next
        assert after is None
        assert len(set(seen)) == 3
    counted = facets(ledger)
    assert counted["state"] == {"proposed": 3}
    assert sum(counted["month"].values()) == 3
    for told in incident_file(ledger, "case 1").claims:
        did(ledger, Reject(told.claim.id))
    withdrawn = current_incident(ledger, "case 1").id
    assert facets(ledger)["state"] == {"proposed": 2, "withdrawn": 1}
    assert [row.incident_id for row in listing(ledger, Listed(state="withdrawn")).rows] == [withdrawn]
    assert facets(ledger, Listed(state="withdrawn"))["state"] == {"withdrawn": 1}
    assert listing(ledger, Listed(not_before=dt.date(2031, 6, 1))).rows == ()
    assert len(listing(ledger, Listed(killed_at_least=1)).rows) == 2


def test_a_report_shows_everything_that_was_ever_claimed_of_it(ledger: Ledger) -> None:
    file = report_file(ledger, "mill-2")
    assert [told.claim.quote for told in file.claims] == [
        told.claim.span.of(file.text.content) for told in file.claims
    ]
    assert report_file(ledger, file.report.id) == file
    with pytest.raises(NotInRecord):
        report_file(ledger, "mill-99")
