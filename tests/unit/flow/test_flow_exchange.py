"""Tables of other houses into a record and incidents out of it, on the real ledger."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from pathlib import Path

from decided_record import ANN, BO, did, record_of

from harmledger import build, read_settings, verify
from harmledger.flow.release import release
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.records.action import Review
from whole_program import EXAMPLES, Command

ROWS = [
    {
        "id": "900001", "type_of_violence": "3", "side_a": "Southern Air Command", "where_prec": "1",
        "where_coordinates": "Húsavík", "country": "Iceland", "latitude": "66.04148", "longitude": "-17.33834",
        "date_prec": "1", "date_start": "2014-03-04", "date_end": "2014-03-04", "deaths_civilians": "12",
        "best": "12", "high": "14", "low": "11",
    },
    {"id": "900002", "date_start": "some day", "best": "3", "high": "3", "low": "3"},
]  # fmt: skip


def table(folder: Path) -> Path:
    """A table of two rows, the second of which cannot be used."""
    path = folder / "ged.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    return path


def head(record: Path) -> int:
    with Ledger.open(record) as ledger:
        return ledger.head().seq


def test_rows_become_claims_of_their_house_beside_those_of_reports(
    record: Path, tmp_path: Path, harmledger: Command
) -> None:
    ended = harmledger("import", "ucdp-ged", table(tmp_path), "--into", record, "--json")
    done = json.loads(ended.out)
    assert (done["rows"], done["kept"], done["refused"]) == (2, 1, 1)
    lines = [
        json.loads(line) for line in (record / "release" / "claims.jsonl").read_text("utf-8").splitlines()
    ]
    (claim,) = [line for line in lines if line["report"] == "ucdp-ged/900001"]
    assert claim["method"] == "ucdp-ged 1"
    assert [f["phrase"] for f in claim["figures"]] == ["low: 11\nhigh: 14", "deaths_civilians: 12"]
    assert len({line["report"] for line in lines if line["incident"] == claim["incident"]}) > 1, "it links"
    assert "some day" not in (record / "release" / "refusals.jsonl").read_text("utf-8")
    assert verify(record).holds


def test_importing_twice_adds_nothing_and_no_reader_reads_a_row_again(
    record: Path, tmp_path: Path, harmledger: Command
) -> None:
    file = table(tmp_path)
    harmledger("import", "ucdp-ged", file, "--into", record)
    before, draft = head(record), (record / "release" / "SHA256SUMS").read_bytes()
    elsewhere = shutil.copy(file, tmp_path / "the same.csv")
    again = json.loads(harmledger("import", "ucdp-ged", elsewhere, "--into", record, "--json").out)
    assert (again["kept"], again["known"]) == (0, 1)
    assert head(record) == before + 1, "the refusal of the other file's bad row, and nothing else"
    assert build([EXAMPLES], record, settings=read_settings()).taken.read_again == 0
    claims = (record / "release" / "SHA256SUMS").read_bytes()
    assert [line for line in claims.splitlines() if b"claims" in line] == [
        line for line in draft.splitlines() if b"claims" in line
    ]


def test_a_dry_run_says_what_would_be_and_changes_nothing(tmp_path: Path, harmledger: Command) -> None:
    ended = harmledger("import", "ucdp-ged", table(tmp_path), "--into", tmp_path / "new", "--dry-run")
    assert ended.status == 0
    assert "row 3: The column date_start holds no ISO date" in ended.out
    assert not (tmp_path / "new").exists()


def test_a_house_brings_in_its_own_table_and_keeps_its_codes(tmp_path: Path, harmledger: Command) -> None:
    own = tmp_path / "own"
    harmledger("import", "ucdp-ged", table(tmp_path), "--into", own, "--file-rows")
    harmledger("export", own, "ucdp-ged", "--out", tmp_path / "out")
    with (tmp_path / "out" / "draft-ucdp-ged.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert {name: row[name] for name in ("id", "low", "high", "where_coordinates", "side_a", "date_start")} == {
        "id": "900001", "low": "11", "high": "14", "where_coordinates": "Húsavík",
        "side_a": "Southern Air Command", "date_start": "2014-03-04",
    }  # fmt: skip


def test_an_export_follows_the_rules_of_its_house_and_the_record_keeps_its_own(
    example_record: Path, tmp_path: Path, harmledger: Command
) -> None:
    ended = harmledger("export", example_record, "ucdp-ged", "--out", tmp_path)
    assert "draft from ucdp-like 1 and not for publication" in ended.out
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "draft-ucdp-ged.csv", "draft-ucdp-ged.losses.txt",
    ]  # fmt: skip
    losses = (tmp_path / "draft-ucdp-ged.losses.txt").read_text("utf-8").splitlines()
    assert "It has no place for the injured." in losses
    assert json.loads((example_record / "release" / "manifest.json").read_text("utf-8"))["convention"][
        "name"
    ] == ("airwars-like")


def test_a_release_under_other_rules_is_not_exported(
    example_record: Path, tmp_path: Path, harmledger: Command
) -> None:
    release = example_record / "release"
    assert harmledger("export", release, "geojson", "--out", tmp_path / "a").status == 0
    refused = harmledger("export", release, "ucdp-ged", "--out", tmp_path / "b")
    assert refused.status == 2
    assert "follows airwars-like; numbers in ucdp-ged follow ucdp-like" in refused.err
    assert harmledger("export", tmp_path / "a", "geojson", "--out", tmp_path / "c").status == 2
    of_record, of_release = tmp_path / "d", tmp_path / "a"
    harmledger("export", example_record, "geojson", "--out", of_record)
    features = [
        json.loads((folder / "draft-incidents.geojson").read_text("utf-8"))["features"]
        for folder in (of_record, of_release)
    ]
    assert features[0] == features[1], "the same from the ledger and from the lines"


def test_a_release_is_exported_without_the_mark_of_a_draft_and_with_what_it_publishes_alone(
    tmp_path: Path, harmledger: Command
) -> None:
    with record_of(tmp_path / "record") as ledger:
        signed = next(standings(ledger))
        did(ledger, Review(signed.incident_id, signed.seal), ANN)
        made = release(ledger.folder, settings=read_settings(), on=dt.date(2014, 3, 31), by=BO, site=True)
    out = tmp_path / "out"
    for format in ("geojson", "airwars", "web-annotation"):
        ended = harmledger("export", made.folder, format, "--out", out)
        assert ended.status == 0, ended.err
        assert "From a release" in ended.out
    assert not any(path.name.startswith("draft") for path in out.iterdir())
    (feature,) = json.loads((out / "incidents.geojson").read_text("utf-8"))["features"]
    assert feature["properties"]["draft"] is False
    annotations = json.loads((out / "claims.annotations.jsonld").read_text("utf-8"))["items"]
    assert annotations
    assert all(len(each["target"]["selector"]) == 1 for each in annotations), "no quote was cleared"
    (taken_home,) = json.loads((made.folder / "site" / "downloads" / "incidents.geojson").read_text("utf-8"))[
        "features"
    ]
    assert taken_home["properties"]["draft"] is False
