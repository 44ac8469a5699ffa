"""Incidents that people merge, split and move tellings between: they keep their ids, and come apart again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import BO, did, made_anew, parts, proven_record, views

from harmledger.ledger.queries import current_incident, incident_file
from harmledger.ledger.store import Ledger
from harmledger.records.action import Merge, Move, NotSame, Same, Split, Undo


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Six reports of two claims each, filed under `case 0`, `case 1` and `case 2`."""
    with proven_record(tmp_path / "record") as opened:
        yield opened


def test_merged_incidents_have_one_id_and_come_apart_again(ledger: Ledger) -> None:
    before = parts(ledger)
    one, other = (current_incident(ledger, key).id for key in ("case 1", "case 2"))
    merged = did(ledger, Merge((one, other)))
    assert merged.incidents == (one,)
    assert current_incident(ledger, other).id == one
    assert len(parts(ledger)) == 2
    did(ledger, Undo(merged.decision.id), by=BO)
    assert parts(ledger) == before
    assert current_incident(ledger, "case 1").id == one
    assert current_incident(ledger, "case 2").id not in (one, other)
    assert made_anew(ledger) == views(ledger)


def test_a_split_leaves_the_id_and_the_filing_with_what_stays(ledger: Ledger) -> None:
    file = incident_file(ledger, "case 1")
    leaving, staying = file.incident.tellings
    made = did(ledger, Split(file.incident.id, (leaving,)))
    assert current_incident(ledger, "case 1").tellings == (staying,)
    assert current_incident(ledger, staying).id == file.incident.id
    alone = current_incident(ledger, leaving)
    assert (alone.tellings, alone.key) == ((leaving,), None)
    moved = did(ledger, Move((leaving,), current_incident(ledger, "case 2").id))
    assert moved.incidents == (current_incident(ledger, "case 2").id,)
    assert current_incident(ledger, alone.id).key == "case 2"
    assert leaving in current_incident(ledger, "case 2").tellings
    did(ledger, Undo(moved.decision.id))
    did(ledger, Undo(made.decision.id))
    assert set(current_incident(ledger, "case 1").tellings) == {leaving, staying}
    assert made_anew(ledger) == views(ledger)


def test_tellings_of_two_incidents_move_in_one_step_and_back(ledger: Ledger) -> None:
    before = parts(ledger)
    target = current_incident(ledger, "case 2")
    leaving = tuple(current_incident(ledger, key).tellings[0] for key in ("case 0", "case 1"))
    moved = did(ledger, Move(leaving, target.id))
    assert set(current_incident(ledger, target.id).tellings) == {*target.tellings, *leaving}
    assert made_anew(ledger) == views(ledger)
    did(ledger, Undo(moved.decision.id))
    assert parts(ledger) == before


def test_a_rejected_pair_never_returns_and_a_later_word_counts(ledger: Ledger) -> None:
    left, right = incident_file(ledger, "case 1").incident.tellings
    did(ledger, NotSame(left, right))
    assert current_incident(ledger, left).id != current_incident(ledger, right).id
    did(ledger, Same(left, right), by=BO)
    assert current_incident(ledger, left).id == current_incident(ledger, right).id
