"""Deciding, looking back, searching and keeping accounts from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from harmledger.ledger.browse import assignments
from harmledger.ledger.queries import incident_files
from harmledger.ledger.store import Ledger
from whole_program import Command


def test_a_number_moves_and_moves_back(harmledger: Command, record: Path) -> None:
    rows = [
        json.loads(line) for line in (record / "release" / "incidents.jsonl").read_text("utf-8").splitlines()
    ]
    incident = max(rows, key=lambda row: len(row["claims"]))["id"]
    made = harmledger(
        "decide", "override", record, incident, "--killed", 90, 95, "--why", "the register", "--by", "L. Sand"
    )
    assert made.status == 0, made.err
    decision = made.out.split()[0]
    assert "killed 90–95" in harmledger("history", record, incident).out
    explained = json.loads(harmledger("explain", record, incident, "--json").out)
    assert ["killed", 90] in [[end["outcome"], end["number"]] for end in explained["explanation"]["ends"]]
    assert harmledger("decide", "review", record, incident, "--by", "M. Holt").status == 0
    assert harmledger("decide", "undo", record, decision, "--by", "M. Holt").status == 0
    events = json.loads(harmledger("history", record, incident, "--json").out)
    assert [event["kind"] for event in events if event["kind"] != "report"] == ["override", "review", "undo"]
    assert [event["in_force"] for event in events if event["kind"] == "override"] == [False]
    twice = harmledger("decide", "undo", record, decision)
    assert (twice.status, twice.err.count("\n")) == (8, 1)
    assert harmledger("verify", record).status == 0


def test_words_are_found(harmledger: Command, record: Path) -> None:
    found = harmledger("search", record, "HUSAVIK harb*", "--kind", "claim")
    assert found.status == 0
    assert "Húsavík" in found.out
    assert harmledger("search", record, "zebra").out == ""


def test_the_first_admin_is_made_here(
    harmledger: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typer, "prompt", lambda *_words, **_options: "four plain words here")
    assert harmledger("user", "add", record, "L. Sand", "--role", "admin").out == "L. Sand: admin\n"
    assert harmledger("user", "add", record, "L. Sand", "--role", "coder").status == 2
    assert harmledger("user", "change", record, "L. Sand", "--close").status == 2
    assert harmledger("user", "list", record).out == "L. Sand: admin\n"


def test_a_claim_is_corrected_and_added_by_its_words(
    harmledger: Command, record: Path, tmp_path: Path
) -> None:
    with Ledger.open(record) as ledger:
        told = next(
            each for file in incident_files(ledger) for each in file.claims if len(each.claim.figures) == 1
        )
    claim, report = told.claim, told.report_key
    file = tmp_path / "claim.json"
    stated = json.loads(harmledger("decide", "stated", record, claim.id).out)
    assert stated["span"] == claim.quote
    assert stated["figures"][0]["span"] in claim.quote

    def hand_in(*words: object, **changed: object) -> tuple[int, str]:
        file.write_text(json.dumps(stated | changed))
        ended = harmledger("decide", *words, "--stated", file, "--by", "L. Sand")
        return ended.status, ended.out or ended.err

    assert hand_in("correct", record, claim.id)[0] == 8, "nothing is changed"
    figure = stated["figures"][0] | {"kind": "exact", "low": 71, "high": 71}
    status, made = hand_in("correct", record, claim.id, figures=[figure])
    assert status == 0, made
    assert "71" in harmledger("explain", record, made.split()[1]).out
    for words, fault in (("zebra", "do not stand"), ("the", "times in the text"), ([1, 0], "no words")):
        status, said = hand_in("add", record, report, span=words)
        assert (status in (2, 4), fault in said, said.count("\n")) == (True, True, 1)
    denied = {
        "stance": "denies",
        "figures": [],
        "persons": [],
        "times": [],
        "places": [],
        "blamed": [],
        "evidence": [],
    }
    status, made = hand_in("add", record, report, **denied)
    assert status == 0, made
    assert harmledger("verify", record).status == 0


def test_tellings_are_joined_and_work_is_given(harmledger: Command, record: Path) -> None:
    with Ledger.open(record) as ledger:
        one, other = [file for file in incident_files(ledger) if file.incident.key is None][:2]
    pair = one.tellings[0].id, other.tellings[0].id
    joined = harmledger("decide", "same", record, *pair, "--by", "L. Sand", "--json")
    assert len(json.loads(joined.out)["incidents"]) == 1, joined.err
    apart = harmledger("decide", "not-same", record, *pair, "--by", "L. Sand", "--json")
    assert len(json.loads(apart.out)["incidents"]) == 2, apart.err
    report = one.reports[0]
    assert harmledger("decide", "assign", record, "M. Holt", report.key, "--by", "L. Sand").status == 0
    assert harmledger("decide", "clear-quote", record, one.claims[0].claim.id).status == 0
    with Ledger.open(record) as ledger:
        assert assignments(ledger) == {"M. Holt": (report.id,)}
