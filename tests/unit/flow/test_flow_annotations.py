"""What a record writes as Web Annotations, and what another program makes of them, in; a person's claims out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from decided_record import record_of
from ledger_samples import sample

from harmledger.flow.exporting import export
from harmledger.flow.import_annotations import import_annotations
from harmledger.ledger.browse import report_file
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings, read_settings


@pytest.fixture
def settings(_environment: None) -> Settings:
    """Those of the tests."""
    return read_settings()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two reports."""
    with record_of(tmp_path / "record", [sample(1), sample(2)]) as ledger:
        yield ledger


@pytest.fixture
def page(ledger: Ledger, settings: Settings, tmp_path: Path) -> dict[str, Any]:
    """The annotations that the record writes."""
    export(ledger.folder, "web-annotation", tmp_path / "out", settings=settings)
    (file,) = (tmp_path / "out").glob("*.jsonld")
    content: dict[str, Any] = json.loads(file.read_bytes())
    return content


def taken(ledger: Ledger, settings: Settings, file: Path, page: object) -> tuple[int, int, list[str]]:
    """Kept, known, and the codes of what was refused."""
    file.write_text(json.dumps(page), "utf-8")
    done = import_annotations(file, ledger.folder, settings=settings, by="bo")
    assert done.rows == done.kept + done.known + done.refused
    return done.kept, done.known, [refusal.code for refusal in done.refusals]


def changed(item: dict[str, Any], **values: object) -> dict[str, Any]:
    """The annotation with other values of its claim."""
    body, *tags = item["body"]
    value = json.dumps(json.loads(body["value"]) | values)
    return {**item, "body": [{**body, "value": value}, *tags], "creator": {"name": "M. Holt"}}


def test_what_a_record_writes_adds_nothing_when_it_comes_back(
    ledger: Ledger, settings: Settings, page: dict[str, Any], tmp_path: Path
) -> None:
    before = ledger.head()
    assert taken(ledger, settings, tmp_path / "same.jsonld", page) == (0, len(page["items"]), [])
    assert ledger.head() == before


def test_another_reading_of_the_same_words_is_a_persons_claim(
    ledger: Ledger, settings: Settings, page: dict[str, Any], tmp_path: Path
) -> None:
    first, *_ = page["items"]
    file, other = tmp_path / "other.jsonld", changed(first, means="shelling", stance="doubts")
    assert taken(ledger, settings, file, [other]) == (1, 0, [])
    assert taken(ledger, settings, file, [other]) == (0, 1, [])
    held = report_file(ledger, first["target"]["source"].removeprefix("urn:harmledger:"))
    (made,) = (told for told in held.claims if told.standing.verdict == "person")
    assert (made.claim.means, made.claim.stance, made.standing.by) == ("shelling", "doubts", "bo")
    assert made.claim.quote == first["target"]["selector"][1]["exact"]
    assert made.standing.why == "annotation in other.jsonld, by M. Holt"


def test_what_states_no_claim_of_these_words_is_refused(
    ledger: Ledger, settings: Settings, page: dict[str, Any], tmp_path: Path
) -> None:
    first, *_ = page["items"]
    position, quote = first["target"]["selector"]
    bad = [
        {**first, "target": {**first["target"], "selector": [position, {**quote, "exact": "other words"}]}},
        {**first, "target": {**first["target"], "selector": [quote]}},
        {**first, "target": {**first["target"], "source": "urn:harmledger:rep-0"}},
        {**first, "body": {"type": "TextualBody", "value": "so sad"}},
        changed(first, stance="hopes"),
        "no annotation",
    ]
    before = report_file(ledger, "mill-1").claims
    assert taken(ledger, settings, tmp_path / "bad.jsonld", {"items": bad}) == (0, 0, [
        "annotation_of_other_words", "annotation_without_position", "annotation_of_no_report",
        "annotation_without_claim", "annotation_without_claim", "annotation_without_position",
    ])  # fmt: skip
    assert report_file(ledger, "mill-1").claims == before
