"""Search: the same words in any spelling, only what stands, nothing of what was erased, no word of a query obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest
from decided_record import RULES, did, record_of
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import AT, fill, sample

from harmledger.flow.update import update
from harmledger.ledger import sqlite_words
from harmledger.ledger.browse import Key, report_file
from harmledger.ledger.erase import erase
from harmledger.ledger.search import Hit, Kind, around, search
from harmledger.ledger.store import Ledger
from harmledger.reading.stated import statement_of
from harmledger.records.action import Correct
from harmledger.wording.normal import marks, normal, sought


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Ísafjörður", "ISAFJORÐUR"),
        ("قُتِلَ", "قتل"),
        ("أطفـــال", "اطفال"),
        ("إلى مدرسة", "الي مدرسه"),
        ("٢٣ قتيلا", "23 قتيلا"),
        ("مستشفى", "مستشفي"),
        ("Café", "cafe"),
        ("STRASSE", "straße"),
    ],
)
def test_one_spelling_for_many(written: str, searched: str) -> None:
    assert normal(written) == normal(searched)
    assert [written[a:b] for a, b in marks(written, sought(searched))] == written.split()


@given(st.text())
def test_the_normal_spelling_of_a_normal_spelling_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert all(0 <= a < b <= len(text) for a, b in marks(text, sought(text)))


@given(st.lists(st.text("aø ", min_size=1, max_size=30), max_size=40), st.integers(0, 39))
def test_what_is_shown_about_a_word_cuts_none(words: list[str], at: int) -> None:
    text = " ".join([*words[:at], "clinic", *words[at:]])
    shown = around(text, text.index("clinic"))
    assert shown in text
    assert "clinic" in shown
    assert set(shown.split()) <= set(text.split())


def found(ledger: Ledger, query: str, kind: Kind = "report", limit: int = 2) -> list[Hit]:
    """All pages."""
    hits: list[Hit] = []
    after: Key | None = None
    while True:
        page = search(ledger, query, kind, after=after, limit=limit)
        hits += page.rows
        after = page.next
        if after is None:
            return hits


def test_reports_and_claims_are_found_by_all_their_words(tmp_path: Path) -> None:
    with record_of(tmp_path) as ledger:
        assert len(found(ledger, "harbour CLINIC")) == 6
        assert {hit.title for hit in found(ledger, "near 7")} == {"Mill 6 hit"}
        assert len(found(ledger, "hit")) == 6  # a word of their titles
        assert len(found(ledger, "people kill*", "claim")) == 12
        hit = found(ledger, "4-1 clinic", "claim")[0]
        assert [hit.excerpt[a:b] for a, b in hit.marks][-1] == "clinic"
        assert hit.incident_id is not None
        assert found(ledger, "zebra") == []
        assert [hit.title for hit in found(ledger, "case 1", "incident")] == ["case 1"]
        for hostile in ('" OR body:*', "NEAR(a b)", "a AND", "-", "'; DROP TABLE truth; --", "*", '"'):
            assert found(ledger, hostile) == []


def test_words_that_very_many_hold_are_found_the_oldest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with record_of(tmp_path) as ledger:
        ranked = {hit.id for hit in found(ledger, "people", "claim")}
        monkeypatch.setattr(sqlite_words, "_MOST_RANKED", 3)
        hits = [hit.id for hit in found(ledger, "people", "claim")]
        assert len(hits) == len(ranked) == 12
        assert set(hits) == ranked


def test_only_claims_that_stand_are_found_and_new_ones_at_once(tmp_path: Path) -> None:
    with record_of(tmp_path) as ledger:
        hit = found(ledger, "2-0", "claim")[0]
        told = next(t for t in report_file(ledger, str(hit.report_id)).claims if t.claim.id == hit.id)
        stated = statement_of(told.claim, told.resolution)
        made = did(ledger, Correct(hit.id, type(stated)(span=stated.span)))
        assert [each.id for each in found(ledger, "2-0", "claim")] == [made.claim]
        fill(ledger, [sample(30)])
        update(ledger, RULES)
        assert [each.title for each in found(ledger, "30-0")] == ["Mill 30 hit"]


def test_erased_words_are_in_no_index_and_in_no_file(tmp_path: Path) -> None:
    with record_of(tmp_path, [sample(4711), sample(2)]) as ledger:
        assert len(found(ledger, "4711-0")) == 1
        erase(ledger, "mill-4711", by="ann", why="asked by the family", at=AT)
        assert found(ledger, "4711-0") == []
        update(ledger, RULES)
        assert found(ledger, "4711-0") == []
        assert len(found(ledger, "clinic")) == 1
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"4711" in path.read_bytes()]
