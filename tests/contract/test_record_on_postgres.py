"""The same reports on SQLite and on PostgreSQL give the same record: draft, proof, erasure and all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harmledger.ledger.store import Ledger
from harmledger.records.report import Text
from postgres_server import Server
from whole_program import EXAMPLES, Command


@pytest.fixture
def on_postgres(postgres: Server, harmledger: Command, tmp_path: Path) -> Path:
    """The record of the example reports, in a database of its own."""
    folder = tmp_path / "record"
    ended = harmledger("build", EXAMPLES, "--out", folder, "--database", postgres.database(), "--no-site")
    assert ended.status == 0, ended.err
    return folder


def test_the_draft_is_the_same_to_the_byte(on_postgres: Path, example_record: Path) -> None:
    assert not list(on_postgres.glob("*.sqlite"))
    for path in (example_record / "release").iterdir():
        assert (on_postgres / "release" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_record_remembers_its_database_and_holds(on_postgres: Path, harmledger: Command) -> None:
    again = harmledger("build", EXAMPLES, "--out", on_postgres, "--no-site", "--json")
    assert '"kept":0' in again.out
    assert harmledger("verify", on_postgres).status == 0
    exported = harmledger("export", on_postgres, "geojson", "--out", on_postgres / "map", "--json")
    assert [word in exported.out for word in ('"draft":true', '"incidents":4')] == [True, True], exported.err
    with Ledger.open(on_postgres, write=True) as ledger, ledger.locked() as connection:
        connection.exec_driver_sql("UPDATE truth SET payload = payload || 'x' WHERE seq = 3")
    altered = harmledger("verify", on_postgres)
    assert altered.status == 6
    assert "row 3" in altered.out


def test_erased_words_are_gone_from_the_tables(on_postgres: Path, harmledger: Command) -> None:
    with Ledger.open(on_postgres) as ledger:
        text = next(ledger.each(Text))
    ended = harmledger("erase", on_postgres, text.id, "--by", "L. Sand", "--why", "asked", "--yes")
    assert ended.status == 0, ended.err
    with Ledger.open(on_postgres) as ledger:
        assert ledger.find(Text, text.id) is None
    assert harmledger("verify", on_postgres).status == 0


def test_what_cannot_be_used_is_one_clear_line(
    harmledger: Command, example_record: Path, tmp_path: Path
) -> None:
    def refusal(out: Path, url: str) -> str:
        ended = harmledger("build", EXAMPLES, "--out", out, "--database", url)
        assert ended.status in (2, 5)
        assert ended.err.count("\n") == 1
        return ended.err

    assert "holds a password" in refusal(tmp_path / "a", "postgresql://me:secret@db/x")
    assert "no PostgreSQL database" in refusal(tmp_path / "a", "mysql://db/x")
    assert "cannot be reached" in refusal(tmp_path / "b", f"postgresql:///x?host={tmp_path}")
    shutil.copytree(example_record, tmp_path / "record")
    assert "has its rows in ledger.sqlite" in refusal(tmp_path / "record", "postgresql:///x")
