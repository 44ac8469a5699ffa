"""Deciding, looking back, searching and keeping accounts from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

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
