"""What cannot be done is one clear line and the exit status of its kind, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harmledger.ledger.store import Ledger
from whole_program import EXAMPLES, Command


def assert_one_line(said: str, *words: str) -> None:
    assert said.startswith("harmledger: ")
    assert said.count("\n") == 1
    for word in words:
        assert word in said


def test_an_input_that_is_not_there(harmledger: Command, tmp_path: Path) -> None:
    ended = harmledger("build", EXAMPLES, tmp_path / "nope", "--out", tmp_path / "record")
    assert ended.status == 2
    assert_one_line(ended.err, str(tmp_path / "nope"), "no such file or folder")
    assert not (tmp_path / "record").exists()


def test_a_folder_that_is_something_else_is_left_alone(harmledger: Command, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.html").write_text("mine")
    ended = harmledger("build", EXAMPLES, "--out", tmp_path)
    assert ended.status == 2
    assert_one_line(ended.err, "not a record", "'site'")
    assert (tmp_path / "site" / "mine.html").read_text() == "mine"
    ended = harmledger("build", EXAMPLES, "--out", EXAMPLES / "north-wire-2014-03-04.txt")
    assert ended.status == 2
    assert_one_line(ended.err, "is a file")


def test_a_record_does_not_read_itself(harmledger: Command, tmp_path: Path, record: Path) -> None:
    inside = harmledger("build", tmp_path, "--out", record)
    assert inside.status == 2
    assert_one_line(inside.err, "lies inside the reports")
    part = harmledger("build", record / "archive", "--out", record)
    assert part.status == 2
    assert_one_line(part.err, "part of the record itself")


@pytest.mark.parametrize("words", [("verify",), ("explain", "inc-1"), ("assess", "--convention", "ibc-like")])
def test_a_folder_that_holds_no_record(harmledger: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    command, *rest = words
    ended = harmledger(command, tmp_path, *rest)
    assert ended.status == 7
    assert_one_line(ended.err, str(tmp_path), "no record here")
    assert not list(tmp_path.iterdir())


def test_what_a_record_does_not_hold(harmledger: Command, example_record: Path) -> None:
    ended = harmledger("explain", example_record, "inc-000")
    assert ended.status == 7
    assert_one_line(ended.err, "'inc-000'")


def test_a_convention_a_setting_and_a_column_map_that_cannot_be_used(
    harmledger: Command, example_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = harmledger("assess", example_record, "--convention", "house-of-cards")
    assert ended.status == 2
    assert_one_line(ended.err, "'house-of-cards'", "ucdp-like")

    columns = tmp_path / "columns.toml"
    for stated, word in [('body = "text"', "'body'"), ("text = 3", "$.text"), ("text", "column map")]:
        columns.write_text(stated)
        ended = harmledger("build", EXAMPLES, "--out", tmp_path / "record", "--columns", columns)
        assert ended.status == 2
        assert_one_line(ended.err, str(columns), word)

    ended = harmledger("build", EXAMPLES, "--out", tmp_path / "record", "--language", "xx")
    assert ended.status == 2
    assert_one_line(ended.err, "'xx'", "ar, en")
    assert not (tmp_path / "record").exists()

    monkeypatch.setenv("HARMLEDGER_LIMIT_PDF_PAGES_MAX", "many")
    ended = harmledger("explain", example_record, "inc-000")
    assert ended.status == 2
    assert_one_line(ended.err, "HARMLEDGER_LIMIT_PDF_PAGES_MAX", "'many'")


def test_a_record_that_somebody_else_builds(
    harmledger: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARMLEDGER_WAIT_S", "0.05")
    with Ledger.open(record, write=True) as ledger, ledger.alone():
        ended = harmledger("build", EXAMPLES, "--out", record)
    assert ended.status == 5
    assert_one_line(ended.err, str(record), "another program is building this record", "run this again")
    assert harmledger("build", EXAMPLES, "--out", record, "--no-site").status == 0


def test_annotations_do_not_take_the_place_of_their_reports(harmledger: Command, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Two people were killed in Selfoss.")
    ended = harmledger("annotate", report, "--out", report)
    assert ended.status == 2
    assert_one_line(ended.err, "is one of the reports")
    assert report.read_text().startswith("Two")


def test_help_teaches_and_opens_nothing_heavy() -> None:
    asked = "import sys; from harmledger.cli.main import run\ntry: run(['--help'])\nexcept SystemExit: pass\n"
    told = "print(sorted({'spacy', 'numpy', 'lxml', 'sqlalchemy', 'babel'} & sys.modules.keys()))"
    ended = subprocess.run([sys.executable, "-c", asked + told], capture_output=True, text=True, check=True)
    assert "harmledger build REPORTS... --out RECORD" in ended.stdout
    assert ended.stdout.endswith("[]\n")


@pytest.mark.parametrize("command", ["build", "read", "annotate", "explain", "assess", "verify", "erase"])
def test_every_command_shows_an_example(harmledger: Command, command: str) -> None:
    ended = harmledger(command, "--help")
    assert ended.status == 0
    assert f"Example: harmledger {command} " in " ".join(ended.out.split())


def test_version(harmledger: Command) -> None:
    ended = harmledger("--version")
    assert ended.status == 0
    assert ended.out.startswith("harmledger 0.")


def test_a_folder_that_the_system_refuses(harmledger: Command) -> None:
    ended = harmledger("build", EXAMPLES, "--out", "/proc/harmledger")
    assert ended.status == 1
    assert_one_line(ended.err, "/proc/harmledger", "check the path")
