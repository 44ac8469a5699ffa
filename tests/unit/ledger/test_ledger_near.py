"""What is near an incident: by days, then by kilometres, across the date line; what is found by words or id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import did, record_of
from sqlalchemy import update

from harmledger.ledger import tables
from harmledger.ledger.near import near
from harmledger.ledger.queries import current_incident, incident_file
from harmledger.ledger.store import Ledger
from harmledger.records.action import Merge

PLACES = {
    "case 0": ("2031-04-30", -179.9),
    "case 1": ("2031-05-02", 179.9),
    "case 2": ("2031-05-01", 178.5),
}
"""The day of each incident, and its longitude at 60 degrees north: 11 and 89 km west of the first."""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with record_of(tmp_path) as made:
        table = tables.listing
        with made.locked() as connection:
            for key, (day, longitude) in PLACES.items():
                put = {"starts_on": day, "ends_on": day, "latitude": 60.0, "longitude": longitude}
                connection.execute(update(table).where(table.c.key == key).values(**put))
        yield made


def keys(ledger: Ledger, of: str, words: str = "", **given: int) -> list[str | None]:
    return [each.row.key for each in near(ledger, current_incident(ledger, of).id, words, **given)]


def test_the_narrowest_window_comes_first(ledger: Ledger) -> None:
    assert keys(ledger, "case 0") == ["case 1", "case 2"]
    assert keys(ledger, "case 1") == ["case 0", "case 2"]
    assert keys(ledger, "case 2") == ["case 1", "case 0"]
    assert keys(ledger, "case 0", limit=1) == ["case 1"]
    assert near(ledger, "inc-none") == ()


def test_each_comes_with_words_of_a_claim(ledger: Ledger) -> None:
    (first, *_) = near(ledger, current_incident(ledger, "case 0").id)
    file = incident_file(ledger, "case 1")
    assert first.quote in {told.claim.quote for told in file.claims}
    assert first.title in {report.title for report in file.reports}


def test_others_are_found_by_id_key_and_words(ledger: Ledger) -> None:
    other = current_incident(ledger, "case 2").id
    quote = incident_file(ledger, other).claims[0].claim.quote
    assert keys(ledger, "case 0", other) == keys(ledger, "case 0", "case 2") == ["case 2"]
    assert "case 2" in keys(ledger, "case 0", quote)
    assert keys(ledger, "case 2", other) == []
    assert keys(ledger, "case 0", "zeppelin") == []
    did(ledger, Merge((current_incident(ledger, "case 1").id, other)))
    assert [each.row.incident_id for each in near(ledger, current_incident(ledger, "case 0").id, other)] == [
        current_incident(ledger, "case 1").id
    ]
