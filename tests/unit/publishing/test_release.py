"""A made-up record in, a release of it out; who changes a byte of it, or a number and its digests, is found out."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from made_up_record import harrow_ford
from made_up_release import assessed, changed_line, edition, released, sealed, streams

from harmledger.errors import UsageError
from harmledger.publishing.policy import NameRules, Policy
from harmledger.publishing.release.changes import Gone
from harmledger.publishing.release.contract import PreviousLine, ReleasedIncident
from harmledger.publishing.release.dictionary import columns, files
from harmledger.publishing.release.history import read_history
from harmledger.publishing.release.released import INCIDENTS, read_lines
from harmledger.publishing.release.tables import TABLES
from harmledger.publishing.release.verify import verify_release
from harmledger.publishing.release.write import write_release
from harmledger.publishing.site.addresses import incident_page

Tamper = Callable[[Path], None]
FOLLOW = ("METHOD.ar.md", "figures.csv", "incidents.geojson", "policy.json", "site/data/rows-1.js")
"""Files that no other check looks into."""


def alone(folder: Path) -> tuple[int, str]:
    """How the verifier that ships in the release ended, run by Python alone, and what it printed."""
    ended = subprocess.run(
        [sys.executable, "-I", "-S", folder / "verify.py"], capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


def made(releases: Path, language: str | None) -> Path:
    """A release, its voices named, and every quote cleared."""
    names = (
        "Civil Rescue of Lower Varda",
        "Varda Monitor",
        "Karsian",
        "Orlen Gazette",
        "Radio Tessaly",
        "وادي الرمان",
    )
    policy = Policy(name="named", names=NameRules(public=names))
    record = assessed(harrow_ford())
    claims = [claim.claim.id for incident in record.incidents() for claim in incident.claims]
    return released(releases, record, policy=policy, cleared=claims, language=language).folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with a site. Not to be changed."""
    return made(tmp_path_factory.mktemp("releases"), "en")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without a site, which is sooner verified."""
    return made(tmp_path_factory.mktemp("bare"), None)


@pytest.fixture
def copy(bare: Path, tmp_path: Path) -> Path:
    """A copy of the release without a site, to change."""
    return Path(shutil.copytree(bare, tmp_path / bare.name))


def test_a_release_holds_and_the_second_verifier_agrees(folder: Path) -> None:
    report = verify_release(folder)
    assert report.holds
    assert {(f.code, f.params.get("number")) for f in report.findings} >= {
        ("release_numbers_follow", 1), ("release_totals_hold", 5), ("release_first", None),
    }  # fmt: skip
    status, said = alone(folder)
    assert status == 0
    assert "fail" not in said
    assert {line.split("(")[0].strip() for line in said.splitlines()} >= {
        "pass        files", "pass        numbers", "pass        quotes", "pass        site", "pass        sums",
    }  # fmt: skip


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


def _number(folder: Path) -> None:
    changed_line(folder, "incidents.jsonl", lambda line: line["killed"]["people"].update(low=1))


def _figure(folder: Path) -> None:
    changed_line(folder, "claims.jsonl", lambda line: line["figures"][0].update(low=2))


def _grade(folder: Path) -> None:
    changed_line(folder, "incidents.jsonl", lambda line: line.update(grade="confirmed"))


def _quote(folder: Path) -> None:
    def other(line: dict[str, str]) -> None:
        assert line["quote_state"] == "published"
        line["quote"] = "Nobody died."

    changed_line(folder, "claims.jsonl", other)


def _interval(folder: Path) -> None:
    head, first, *rest = (folder / "totals.csv").read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[-1] = str(int(cells[-1]) + 5)
    (folder / "totals.csv").write_text("\r\n".join([head, ",".join(cells), *rest, ""]), "utf-8")


def _history(folder: Path) -> None:
    changed_line(folder, "history.jsonl", lambda line: line["killed"].update(people=[0, 3]))


def _total(folder: Path) -> None:
    table = (folder / "totals.csv").read_text("utf-8")
    (folder / "totals.csv").write_text(
        table.replace("reviewed,,,killed,people,1,0,8", "reviewed,,,killed,people,1,0,7")
    )


def _cell(folder: Path) -> None:
    head, row, *rest = (folder / "incidents.csv").read_text("utf-8").splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True)) | {"killed_people_high": "80"}
    (folder / "incidents.csv").write_text("\n".join([head, ",".join(cells.values()), *rest, ""]), "utf-8")


@pytest.mark.parametrize(
    ("tamper", "code", "second_sees"),
    [
        (_number, "release_number_differs", True),
        (_figure, "release_number_differs", True),
        (_grade, "release_number_differs", True),
        (_quote, "release_quote_altered", True),
        (_total, "release_total_differs", True),
        (_interval, "release_interval_differs", False),
        (_history, "release_history_differs", True),
        (_cell, "release_not_made_again", True),
    ],
)
def test_a_change_with_all_digests_made_right_is_found(
    copy: Path, tamper: Tamper, code: str, second_sees: bool
) -> None:
    tamper(copy)
    sealed(copy)
    report = verify_release(copy)
    assert {finding.code for finding in report.failures} >= {code}
    assert (alone(copy)[0] == 1) is second_sees


def test_one_number_more_in_what_follows_from_the_lines_is_found(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))
    for name in FOLLOW:
        text = (copy / name).read_text("utf-8")
        changed = re.sub(r"(?<![\w.-])[1-8](?![\w.-])", lambda digit: str(int(digit[0]) + 1), text, count=1)
        (copy / name).write_text(changed, "utf-8")
    sealed(copy)
    assert alone(copy)[0] == 0
    found = {(finding.code, finding.where) for finding in verify_release(copy).failures}
    assert found == {("release_not_made_again", name) for name in (*FOLLOW, "datapackage.json")}


def test_another_version_of_the_program_does_not_say_that_a_file_was_changed(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_bytes()) | {"program_sha256": "0" * 64}
    (copy / "manifest.json").write_text(json.dumps(manifest))
    (copy / "README.md").write_text("In other words.\n")
    sealed(copy)
    report = verify_release(copy)
    assert report.holds
    assert {(f.outcome, f.code, f.params.get("number")) for f in report.findings if f.check == "again"} == {
        ("not_checked", "release_other_program", 1)
    }


def test_one_changed_byte_is_found(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))
    names = ["METHOD.md", "claims.csv", "incidents.parquet", "site/index.html"]
    for name in names:
        _flip(copy / name)
    altered = [f.where for f in verify_release(copy).failures if f.code == "release_file_altered"]
    assert altered == names
    said = alone(copy)[1]
    assert all(f"fail        file {name}" in said for name in names)


def test_a_changed_manifest_is_found(copy: Path) -> None:
    _flip(copy / "manifest.json")
    assert not verify_release(copy).holds


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)


def test_a_file_too_many_and_one_too_few_are_found(copy: Path) -> None:
    (copy / "victims.csv").write_text("name\n")
    (copy / "scope.json").unlink()
    found = {(finding.code, finding.where) for finding in verify_release(copy).failures}
    assert found == {
        ("release_file_extra", "victims.csv"),
        ("release_file_missing", "scope.json"),
        ("release_not_made_again", "scope.json"),
    }
    assert alone(copy)[0] == 1


def test_each_release_names_the_one_before_it(tmp_path: Path) -> None:
    record = assessed(harrow_ford())
    first = released(tmp_path, record)
    previous = PreviousLine(release=first.folder.name, manifest_sha256=first.manifest_sha256)
    second = released(
        tmp_path, record, name="2031-06-01", previous=previous, previous_folder=first.folder
    ).folder
    assert "release_previous_holds" in {finding.code for finding in verify_release(second).findings}
    assert alone(second)[0] == 0
    with (first.folder / "manifest.json").open("a") as manifest:
        manifest.write(" ")
    assert {finding.code for finding in verify_release(second).failures} == {"release_previous_altered"}
    assert alone(second)[0] == 1


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
    assert {"killed", "injured"} <= set(change.fields)
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
    assert page.count('<th role="rowheader"') == 3
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


def test_the_site_of_a_release_is_no_draft_and_has_no_quote_that_nobody_cleared(tmp_path: Path) -> None:
    site = released(tmp_path, language="en").folder / "site"
    pages = {path.name: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert all("Release 2031-05-01" in page and "Draft" not in page for page in pages.values())
    (incident,) = [page for name, page in pages.items() if name.startswith("inc-")]
    assert "Words withheld" in incident
    assert "grain market" not in incident
