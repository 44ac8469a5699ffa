"""What people decide, the lists that follow and search: the same on every database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import ANN, BO, RULES, did, made_anew, record_of, views
from ledger_samples import AT, NEWER, reading_of, sample

from harmledger.errors import StaleDecision
from harmledger.flow import update as updating
from harmledger.flow.update import update
from harmledger.ledger import postgres, postgres_words
from harmledger.ledger.browse import inbox, listing
from harmledger.ledger.counted import facets
from harmledger.ledger.erase import erase
from harmledger.ledger.narrowing import Listed
from harmledger.ledger.queries import current_incident, incident_file
from harmledger.ledger.search import search
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.records.action import Accept, Assign, Merge, OverrideValue, Reject, Review, Split, Undo
from harmledger.records.report import make_filing
from postgres_server import Server


@pytest.fixture(params=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    folder = tmp_path / "record"
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        postgres.name_database(folder, server.database())
    with record_of(folder) as opened:
        yield opened


def test_decisions_move_the_same_numbers_and_lists(ledger: Ledger) -> None:
    before = views(ledger)
    one, other = (current_incident(ledger, key) for key in ("case 1", "case 2"))
    first = incident_file(ledger, "case 0").claims[0].claim.id
    saw = ledger.head().seq
    actions = (
        Reject(first),
        Merge((one.id, other.id)),
        Split(one.id, other.tellings[:1]),
        OverrideValue(one.id, "range", outcome="killed", group="people", low=1, high=2),
        Assign(BO, (incident_file(ledger, "case 0").reports[0].id,)),
    )
    made = [did(ledger, action).decision.id for action in actions]
    with pytest.raises(StaleDecision):
        did(ledger, Accept(first), by=BO, saw=saw)
    did(ledger, Review(one.id, incident_file(ledger, one.id).standing.seal), by=BO)
    assert made_anew(ledger) == views(ledger)
    assert facets(ledger)["state"] == {"proposed": 1, "reviewed": 1}
    assert [row.killed_high for row in listing(ledger, Listed(state="reviewed")).rows] == [2]
    assert [entry.claim.id for entry in inbox(ledger, verdict="rejected").rows] == [first]
    for decision in reversed(made):
        did(ledger, Undo(decision))
    after = views(ledger)
    assert after["assigned"] == []
    assert after["tellings"] == before["tellings"]
    assert verify(ledger.folder).holds


def test_reports_readings_and_filings_that_come_later_make_anew_only_what_they_change(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "derive", None)
    new = sample(7, claims=3)
    read_again = reading_of(sample(2).text, NEWER, about="harm")
    filed = make_filing(report_id=sample(3).report.id, incident_key="case 2")
    for rows in (new.records, [read_again], [filed]):
        ledger.put(new.content)
        ledger.append(rows)
        update(ledger, RULES)
    patched, head = views(ledger), ledger.head()
    assert (made_anew(ledger), ledger.head()) == (patched, head)
    assert len(current_incident(ledger, "case 2").tellings) == 3
    assert verify(ledger.folder).holds


def test_search_finds_the_same_and_nothing_erased(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(search(ledger, "harbour CLINIC").rows) == 6
    page = search(ledger, "people kill*", "claim", limit=5)
    assert len(page.rows) == 5
    monkeypatch.setattr(postgres_words, "_STRETCHES", (3, 40, 2**62))  # no stretch alone holds five
    assert search(ledger, "people kill*", "claim", limit=5).rows == page.rows
    following = search(ledger, "people kill*", "claim", after=page.next)
    assert len({hit.id for hit in (*page.rows, *following.rows)}) == 12
    assert [hit.title for hit in search(ledger, "case 1", "incident").rows] == ["case 1"]
    for hostile in ("' | 'x", '" OR body:*', "\\' & !"):
        assert search(ledger, hostile, "claim").rows == ()
    erase(ledger, "mill-6", by=ANN, why="asked by the family", at=AT)
    made_anew(ledger)
    assert len(search(ledger, "harbour clinic").rows) == 5
