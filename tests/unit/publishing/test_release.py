"""A made-up record in, a release of it out: the same bytes each time, what changed, and what explains it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import frictionless
import msgspec
import pyarrow.parquet as pq
import pytest
from made_up_market import harrow_ford
from made_up_release import assessed, edition, released, streams

from harmledger.errors import UsageError
from harmledger.publishing.policy import IncidentRules, NameRules, Policy, QuoteRules, default_policy
from harmledger.publishing.promises import held_back, promises
from harmledger.publishing.release.changes import Gone
from harmledger.publishing.release.contract import PreviousLine, ReleasedIncident
from harmledger.publishing.release.dictionary import columns, files
from harmledger.publishing.release.history import read_history
from harmledger.publishing.release.released import INCIDENTS, read_lines
from harmledger.publishing.release.tables import TABLES
from harmledger.publishing.release.write import write_release
from harmledger.publishing.site.addresses import incident_page


def test_the_same_record_and_policy_give_the_same_bytes(tmp_path: Path) -> None:
    record = assessed(harrow_ford())
    one = released(tmp_path / "one", record, language="en").folder
    other = released(tmp_path / "other", record.shuffled(7), language="en").folder
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    assert [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()] == []


def test_what_is_published_is_never_written_over(folder: Path) -> None:
    before = (folder / "manifest.json").read_bytes()
    with pytest.raises(UsageError, match="never changes"):
        write_release(folder.parent, streams(assessed(harrow_ford())), edition())
    assert (folder / "manifest.json").read_bytes() == before


def test_changes_say_what_and_why(tmp_path: Path) -> None:
    first = released(tmp_path)
    (was,) = read_lines(first.folder / INCIDENTS, ReleasedIncident)
    nothing = assessed(harrow_ford())
    (incident,) = nothing.incidents()
    fewer = msgspec.structs.replace(incident, claims=incident.claims[:3])
    record = type(nothing)([assessed(type(nothing)([fewer])).incidents().__next__()], nothing.read_reports())
    later = {"previous_folder": first.folder, "touched": {was.id: ("dec-1",)}}
    (change,) = released(tmp_path, record, name="2031-06-01", **later).changes
    assert (change.change, change.decisions) == ("changed", ("dec-1",))
    assert {"killed", "injured", "claims"} <= set(change.fields)
    empty = type(nothing)([], [])
    gone = {was.id: Gone(change="held_back", why="review_outdated")}
    (held,) = released(tmp_path, empty, name="2031-07-01", previous_folder=first.folder, gone=gone).changes
    assert (held.change, held.why) == ("held_back", "review_outdated")
    gone = {was.id: Gone(change="withdrawn", why="safety")}
    last = released(
        tmp_path, empty, name="2031-08-01", previous_folder=tmp_path / "2031-06-01", language="en", gone=gone,
        previous=PreviousLine(release="2031-06-01", manifest_sha256=""),
    )  # fmt: skip
    assert [change.change for change in last.changes] == ["withdrawn"]
    steps = list(read_history(last.folder))
    assert [(s.release, s.change, s.killed.get("people"), s.reports) for s in steps] == [
        ("2031-05-01", "added", (8, 12), 4), ("2031-06-01", "changed", (8, 11), 4),
        ("2031-08-01", "withdrawn", None, 0),
    ]  # fmt: skip
    page = (last.folder / "site" / incident_page(was.id)).read_text("utf-8")
    assert "to put nobody in danger" in page
    assert page.count('<th scope="row"') == 3
    assert was.id in (last.folder / "site" / "withdrawn.html").read_text("utf-8")


def test_tables_package_and_dictionary_agree(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_bytes())
    resources = {resource["path"]: resource for resource in package["resources"]}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [column.name for column in columns(table.name)]
        assert head == [field["name"] for field in resources[f"{table.name}.csv"]["schema"]["fields"]]
        parquet = pq.read_table(folder / f"{table.name}.parquet")
        assert parquet.column_names == head
        assert parquet.num_rows == len(rows) > 0
        assert [row[0] for row in rows] == parquet.column(0).to_pylist()
    assert set(resources) <= set(files())
    assert resources["incidents.jsonl"]["hash"].removeprefix("sha256:") in (folder / "SHA256SUMS").read_text()


def test_the_library_of_data_packages_finds_each_table_as_it_is_described(bare: Path) -> None:
    report = frictionless.validate(str(bare / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    tables = {task.place: (task.type, task.stats["rows"]) for task in report.tasks if task.type == "table"}
    assert set(tables) == {f"{table.name}.csv" for table in TABLES} | {"data-dictionary.csv", "totals.csv"}
    assert all(rows for _, rows in tables.values())


def test_the_readme_says_where_to_begin(folder: Path, bare: Path) -> None:
    assert "open `site/index.html`" in (folder / "README.md").read_text("utf-8")
    assert "site/index.html" not in (bare / "README.md").read_text("utf-8")


def test_the_method_names_what_nobody_verified(folder: Path) -> None:
    method = (folder / "METHOD.md").read_text("utf-8")
    unverified, verified = method.split("## Rules used that were verified")
    assert "## Rules used that nobody verified (21)" in unverified
    assert "| best | rule: none | Airwars publishes a minimum and a maximum, no best estimate |" in verified
    assert "airwars-like 1" in method
    assert "english" in method.partition("Measured accuracy")[2]
    assert 'title: "Varda, 2031, 2031-05-01"' in (folder / "CITATION.cff").read_text("utf-8")
    assert json.loads((folder / "incidents.geojson").read_bytes())["features"][0]["id"].startswith("inc-")


def test_what_is_said_to_be_left_out_is_what_the_policy_leaves_out(folder: Path) -> None:
    usual, open_ = default_policy(), Policy(
        name="open", incidents=IncidentRules(review="any", grades=("fair", "Etwas")),
        quotes=QuoteRules(publish="none"), names=NameRules(victims="adults"),
    )  # fmt: skip
    strict, wide = " ".join(promises(usual, "en")), " ".join(promises(open_, "en"))
    assert "at least 1 person reviewed" in strict
    assert "No victim is named." in strict
    assert "nobody reviewed are published too" in wide
    assert "these grades are published: Fair, Etwas." in wide
    assert "No words of reports are shown." in wide
    assert "No victim is named." not in wide
    assert held_back({"not_reviewed": 3, "withdrawn": 1}, "en") == (
        "4 incidents of this record are not published: 3 not reviewed by anybody; 1 withdrawn."
    )
    for page in ("METHOD.md", "README.md", "site/about.html", "site/index.html"):
        assert "holds back no incident" in (folder / page).read_text("utf-8"), page


def test_the_site_of_a_release_is_no_draft_and_has_no_quote_that_nobody_cleared(tmp_path: Path) -> None:
    site = released(tmp_path, language="en").folder / "site"
    pages = {path.name: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert all("Release 2031-05-01" in page and "Draft" not in page for page in pages.values())
    (incident,) = [page for name, page in pages.items() if name.startswith("inc-")]
    assert "Words withheld" in incident
    assert "Reviewed by a person" in incident
    assert "grain market" not in incident
