"""The example reports through every command, and what each of them says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from whole_program import EXAMPLES, Command


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def held(release: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(release.iterdir())}


def test_from_reports_to_an_erased_record(harmledger: Command, tmp_path: Path) -> None:
    record = tmp_path / "record"
    built = harmledger("build", EXAMPLES, "--out", record)
    assert built.status == 0, built.err
    assert "12: 11 kept, 0 known already, 1 refused" in built.out
    assert "1 × damaged or truncated" in built.out
    assert re.search(re.escape(str(record / "site" / "index.html")) + r", \d+ files, [\d.]+ MB\n", built.out)
    assert "reviewed by nobody" in built.out
    incident = _market(record)

    explained = harmledger("explain", record, incident["id"])
    assert explained.status == 0, explained.err
    low, high = (incident["killed"]["people"][end] for end in ("low", "high"))
    assert f"killed, people: {low}–{high}" in explained.out
    assert "[north-wire-2014-03-04.txt]" in explained.out
    assert "“The Southern Air Command denied responsibility.”" in explained.out

    claims = (record / "release" / "claims.jsonl").read_bytes()
    assessed = harmledger("assess", record, "--convention", "ucdp-like")
    assert assessed.status == 0, assessed.err
    assert assessed.out.startswith("ucdp-like")
    assert (record / "release" / "claims.jsonl").read_bytes() == claims
    assert _convention(record) == "ucdp-like"

    assert harmledger("verify", record).status == 0
    erased = harmledger("erase", record, "account-1", "--why", "asked for", "--by", "editor", "--yes")
    assert erased.status == 0, erased.err
    verified = harmledger("verify", record)
    assert verified.status == 0, verified.out
    assert "rased" in verified.out
    for file in (record / "release").iterdir():
        assert b"account-1" not in file.read_bytes(), file.name
    assert _convention(record) == "ucdp-like"

    again = harmledger("build", EXAMPLES, "--out", record)
    assert "10 known already" in again.out
    assert "erased by decision" in again.out
    assert not any(row["report"] == "account-1" for row in lines(record / "release" / "claims.jsonl"))
    assert harmledger("verify", record).status == 0


def _convention(record: Path) -> str:
    manifest = json.loads((record / "release" / "manifest.json").read_bytes())
    return str(manifest["convention"]["name"])


def test_the_incidents_of_a_record_are_listed_with_their_ids(harmledger: Command, record: Path) -> None:
    listed = harmledger("explain", record).out
    assert re.search(rf"^{_market(record)['id']} +2014-03-04 +9–15 .*\nHúsavík", listed, re.MULTILINE), listed
    assert re.search(r"2012-05-01/31 +\(people 7\) +not known +no grade", listed), listed
    assert "In brackets: not counted, told in passing." in listed
    told = next(row for row in lines(record / "release" / "incidents.jsonl") if not row["killed"])
    assert harmledger("decide", "reject", record, *told["claims"]).status == 0
    assert "(people" not in harmledger("explain", record).out


@pytest.mark.parametrize(("width", "line"), [
    ("100", "2014-03-03     Akureyri           6  not known  Discounted\n"),
    ("80", "2014-03-03              6  not known  Discounted\nAkureyri "),
    ("60", "      6      not  Discounted\n2014-03-03                                 known            \nAkureyri "),
])  # fmt: skip
def test_no_width_of_a_screen_breaks_a_word_of_the_list(
    harmledger: Command, record: Path, monkeypatch: pytest.MonkeyPatch, width: str, line: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert line in harmledger("explain", record).out


def test_build_twice_adds_nothing(harmledger: Command, record: Path) -> None:
    before, ledger = held(record / "release"), (record / "ledger.head").read_bytes()
    built = harmledger("build", EXAMPLES, "--out", record, "--json")
    summary = json.loads(built.out)
    assert summary["taken"] == {
        "gathered": 12, "kept": 0, "known": 11, "refused": 1, "unread": 0, "read_again": 0,
        "reasons": {"truncated_or_damaged": 1},
    }  # fmt: skip
    assert summary["release"] == str(record / "release")
    assert held(record / "release") == before
    assert (record / "ledger.head").read_bytes() == ledger


def test_read_and_annotate_need_no_record(harmledger: Command, tmp_path: Path) -> None:
    article = EXAMPLES / "north-wire-2014-03-04.txt"
    text = article.read_text("utf-8")
    read = harmledger("read", article, EXAMPLES / "broken.pdf")
    claims = [json.loads(line) for line in read.out.splitlines()]
    assert read.status == 0
    assert "1 × damaged or truncated" in read.err
    assert claims
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)
    assert all(claim["incident"] is None for claim in claims)

    layers = tmp_path / "layers.jsonl"
    bulletin = EXAMPLES / "monitor-bulletin-2014-03-12.txt"
    assert harmledger("annotate", bulletin, "--out", layers).status == 0
    (layer,) = lines(layers)
    assert layer["report"] == bulletin.name
    (place,) = [place for place in layer["places"] if place["name"] == "Selfoss"]
    assert bulletin.read_text("utf-8")[place["start"] : place["end"]] == "Selfoss"
    assert abs(place["latitude"] - 63.93) < 0.01
    assert list(tmp_path.iterdir()) == [layers]


def test_explain_in_arabic_and_as_json(harmledger: Command, record: Path) -> None:
    incident = _market(record)
    arabic = harmledger("explain", record, incident["id"], "--language", "ar")
    assert arabic.status == 0, arabic.err
    assert re.search("[\u0621-\u064a]{4}", arabic.out)
    explained = json.loads(harmledger("explain", record, incident["id"], "--json").out)
    assert explained["incident"]["id"] == incident["id"]
    assert {claim["claim_id"] for claim in explained["explanation"]["claims"]} == set(incident["claims"])


def test_a_report_cannot_steer_the_terminal(harmledger: Command, tmp_path: Path) -> None:
    hostile = tmp_path / "in" / "hostile.txt"
    hostile.parent.mkdir()
    hostile.write_text(
        "Four people \x1b[2J\u202ewere killed\x9b31m in Selfoss on 4 March 2014, residents said.\n"
    )
    record = tmp_path / "record"
    harmledger("build", hostile, "--out", record, "--no-site")
    for incident in lines(record / "release" / "incidents.jsonl"):
        shown = harmledger("explain", record, incident["id"]).out
        assert not set(shown) & set("\x1b\x9b\u202e")


def _market(record: Path) -> dict[str, Any]:
    """The incident of the example reports that most of them tell of."""
    incident: dict[str, Any] = max(
        lines(record / "release" / "incidents.jsonl"), key=lambda each: len(each["claims"])
    )
    return incident
