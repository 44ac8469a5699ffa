"""The draft: the contract's keys and order, the same bytes from any order, digests that hold, and no half-
written state."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up_hostile import hostile
from made_up_many import ManyIncidents
from made_up_market import INCIDENT, harrow_ford
from made_up_record import MadeUpRecord

from harmledger.publishing.draft import write_draft
from harmledger.publishing.matter import PublishedClaim

FILES = {
    "claims.jsonl", "incidents.jsonl", "incidents.csv",
    "totals.csv", "refusals.jsonl", "reports.jsonl", "manifest.json",
    "SHA256SUMS",
}  # fmt: skip


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    write_draft(tmp_path / "release", harrow_ford())
    return tmp_path / "release"


def test_claims_have_the_keys_and_values_of_the_contract(release: Path) -> None:
    claims = lines(release / "claims.jsonl")
    assert [(c["report"], c["start"]) for c in claims] == sorted((c["report"], c["start"]) for c in claims)
    rescue = claims[0]
    assert rescue["quote"].startswith("At least eight people")
    assert [voice["name"] for voice in rescue["voices"]] == [
        "Orlen Gazette",
        "the Civil Rescue of Lower Varda",
    ]
    assert (rescue["voices"][0]["start"], rescue["voices"][1]["start"]) == (None, 123)
    eight, three = rescue["figures"]
    assert (eight["kind"], eight["low"], eight["high"], eight["group"]) == ("at_least", 8, None, "people")
    assert (three["group"], three["part_of"], eight["part_of"]) == ("children", 0, None)
    assert (rescue["date"]["start"], rescue["place"]["radius_m"]) == ("2031-03-11", 3000)
    assert (rescue["incident"], rescue["role"], rescue["extent"]) == (INCIDENT, "primary", "incident")
    tolls = [c for c in claims if c["extent"] == "conflict_total"]
    assert [toll["incident"] for toll in tolls] == [None, None]


def test_incidents_keep_groups_apart_and_name_the_claims_that_set_each_end(release: Path) -> None:
    (incident,) = lines(release / "incidents.jsonl")
    assert incident["reports"] == ["gazette-1", "hospital-2", "ministry-3", "radio-7"]
    killed = incident["killed"]
    assert {group: (r["low"], r["high"]) for group, r in killed.items()} == {
        "civilians": (9, 12), "people": (8, None), "children": (3, 3),
    }  # fmt: skip
    quotes = {c["id"]: c["quote"] for c in lines(release / "claims.jsonl")}
    assert "between 9 and 11" in quotes[killed["civilians"]["low_reason"]["claims"][0]]
    assert (incident["origins"], incident["origins_high"], incident["links"]) == (2, 3, 1)
    assert incident["same_origin"] == [["gazette-1", "radio-7"], ["hospital-2"], ["ministry-3"]]
    assert incident["claims"] == [
        c["id"] for c in lines(release / "claims.jsonl") if c["incident"] == INCIDENT
    ]
    assert all(reason["text"] for reason in incident["reasons"])


def test_reports_carry_no_words_and_refusals_say_why(release: Path) -> None:
    reports = lines(release / "reports.jsonl")
    assert [report["key"] for report in reports] == ["gazette-1", "hospital-2", "ministry-3", "radio-7"]
    assert reports[0]["published"] == "2031-03-12"
    assert "grain market" not in (release / "reports.jsonl").read_text()
    (refusal,) = lines(release / "refusals.jsonl")
    assert (refusal["location"], refusal["code"]) == ("scan.pdf", "no_text")
    assert refusal["text"]


def test_the_manifest_marks_a_draft_and_every_digest_holds(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text())
    assert manifest["draft"] is True
    assert "not for publication" in manifest["notice"]
    assert manifest["counts"] == {"claims": 10, "incidents": 1, "refusals": 1, "reports": 4}
    assert manifest["convention"] == {"name": "airwars-like", "version": "1"}
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text().splitlines())
    assert set(sums) | {"SHA256SUMS"} == FILES == set(contents(release))
    for name, digest in sums.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest
        assert manifest["files"].get(name, {"sha256": digest})["sha256"] == digest


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_record_in_another_order_gives_the_same_bytes(
    release: Path, tmp_path: Path, seed: int
) -> None:
    write_draft(tmp_path / "other", harrow_ford().shuffled(seed))
    assert contents(tmp_path / "other") == contents(release)


def test_the_table_leaves_unknown_cells_empty_and_runs_no_formula(tmp_path: Path) -> None:
    write_draft(tmp_path / "release", harrow_ford())
    with (tmp_path / "release" / "incidents.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["killed_civilians_low"], row["killed_civilians_high"]) == ("9", "12")
    assert (row["killed_people_high"], row["killed_women_low"]) == ("", "")
    assert (row["latitude"], row["longitude"]) == ("12.4", "-31.2")
    write_draft(tmp_path / "release", hostile())
    with (tmp_path / "release" / "incidents.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    words = [row[column] for column in ("key", "place", "blamed")]
    assert [word[:2] for word in words] == ["'+", "'=", "'@"]


def test_an_empty_record_gives_empty_files_and_a_header(tmp_path: Path) -> None:
    manifest = write_draft(tmp_path / "release", MadeUpRecord())
    assert set(manifest.counts.values()) == {0}
    assert (tmp_path / "release" / "claims.jsonl").read_bytes() == b""
    assert (tmp_path / "release" / "incidents.csv").read_text().startswith("id,key,date_start")


class BreaksHalfway(ManyIncidents):
    """A record whose ledger fails in the middle of its claims."""

    def claims(self) -> Iterator[PublishedClaim]:
        yield from list(super().claims())[:7]
        raise OSError("the disk went away")


def test_a_writer_that_fails_leaves_the_draft_as_it_was(release: Path) -> None:
    before = contents(release)
    with pytest.raises(OSError, match="went away"):
        write_draft(release, BreaksHalfway(10))
    assert contents(release) == before
    assert [path.name for path in release.parent.iterdir()] == ["release"]


def test_a_killed_writer_leaves_the_old_or_the_new_draft(tmp_path: Path) -> None:
    release = tmp_path / "release"
    write_draft(release, ManyIncidents(30))
    old = contents(release)
    write_draft(release, ManyIncidents(31))
    new = contents(release)
    program = """
        import sys
        from made_up_many import ManyIncidents
        from pathlib import Path
        from harmledger.publishing.draft import write_draft
        print("ready", flush=True)
        for turn in range(10_000):
            write_draft(Path(sys.argv[1]), ManyIncidents(30 + turn % 2))
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for delay_s in (0.01, 0.05, 0.11, 0.17):
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program), str(release)],
            stdout=subprocess.PIPE,
            env=environment,
        )
        with writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(delay_s)
            writer.send_signal(signal.SIGKILL)
        assert contents(release) in (old, new)
    write_draft(release, ManyIncidents(31))
    assert contents(release) == new
    assert [path.name for path in tmp_path.iterdir()] == ["release"]
