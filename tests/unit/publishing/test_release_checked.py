"""A release in; who changes a byte of it, or a number and all its digests, is found out, by both verifiers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_up_market import harrow_ford
from made_up_release import assessed, changed_line, released, sealed

from harmledger.publishing.release.contract import PreviousLine
from harmledger.publishing.release.verify import verify_release
from harmledger.records.canonical import sha256

Tamper = Callable[[Path], None]
FOLLOW = ("METHOD.ar.md", "figures.csv", "incidents.geojson", "policy.json", "site/data/rows-1.js")
"""Files that no other check looks into."""


def alone(folder: Path, *given: str) -> tuple[int, str]:
    """How the verifier that ships in the release ended, run by Python alone in the folder, and what it printed."""
    ended = subprocess.run(
        [sys.executable, "-I", "-S", folder / "verify.py", *given], cwd=folder, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


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
    assert {line.split(" (")[0] for line in said.splitlines()} == {
        f"pass {what}" for what in ("files", "history", "list of pages", "numbers", "quotes", "sums", "table")
    }


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


def test_the_second_verifier_finds_every_number_that_its_claims_cannot_make(copy: Path) -> None:
    numbers = 0

    def more(line: Any) -> None:
        nonlocal numbers
        for bounds in (of for name in ("killed", "injured") for of in line[name].values()):
            numbers += 2
            bounds |= {"low": (bounds["low"] or 0) + 9, "high": (bounds["high"] or 0) + 9}

    changed_line(copy, "incidents.jsonl", more)
    sealed(copy)
    found = alone(copy)[1].splitlines()
    assert len([line for line in found if line.startswith("fail numbers: ")]) == numbers == 10
    assert not any(line.startswith(("pass numbers", "pass history")) for line in found)


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
    assert all(f"fail files: {name} " in said for name in names)


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


def test_a_file_that_the_manifest_does_not_name_is_found_with_its_digest_in_the_list(copy: Path) -> None:
    (copy / "victims.csv").write_text("name\n")
    with (copy / "SHA256SUMS").open("a") as sums:
        sums.write(f"{sha256(b'name' + bytes([10]))}  victims.csv\n")
    found = {(finding.code, finding.where) for finding in verify_release(copy).failures}
    assert found == {("release_file_extra", "victims.csv")}
    assert "fail files: victims.csv" in alone(copy)[1]


def test_each_release_names_the_one_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = assessed(harrow_ford())
    first = released(tmp_path, record)
    previous = PreviousLine(release=first.folder.name, manifest_sha256=first.manifest_sha256)
    second = released(
        tmp_path, record, name="2031-06-01", previous=previous, previous_folder=first.folder
    ).folder
    assert "release_previous_holds" in {finding.code for finding in verify_release(second).findings}
    assert alone(second)[0] == 0
    monkeypatch.chdir(second)  # as README says, from within
    assert "release_previous_holds" in {finding.code for finding in verify_release(Path()).findings}
    assert "pass release before" in alone(second, ".")[1]
    with (first.folder / "manifest.json").open("a") as manifest:
        manifest.write(" ")
    assert {finding.code for finding in verify_release(second).failures} == {"release_previous_altered"}
    assert alone(second)[0] == 1
