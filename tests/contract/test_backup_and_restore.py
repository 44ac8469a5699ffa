"""A backup made while people work is the record of one moment, and gives it back on either database; a damaged one
gives nothing back."""

from __future__ import annotations

import io
import random
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from decided_record import ANN, did, made_anew, record_of, views
from deciding_writer import some_action

from harmledger.accounts.accounts import add_user, users_of
from harmledger.accounts.signing_in import make_token, session_of
from harmledger.errors import DecisionRefused, HarmledgerError, LedgerBroken, NotInRecord, UsageError
from harmledger.flow.backup.make import backup
from harmledger.flow.backup.restore import restore
from harmledger.flow.backup.sealed import Key
from harmledger.ledger import postgres
from harmledger.ledger.queries import link_at
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.settings import Settings
from postgres_server import Server
from whole_program import Command

HERE = Settings()
PASSPHRASE = "four plain words here"  # noqa: S105


@pytest.fixture(params=["sqlite", "postgres"])
def kept(
    request: pytest.FixtureRequest, tmp_path: Path, postgres: Server
) -> Iterator[tuple[Ledger, Settings]]:
    """A record on one database, and settings that restore it on the other one."""
    folder, there = tmp_path / "record", HERE
    if request.param == "postgres":
        use_database(folder, postgres)
    else:
        there = msgspec.structs.replace(HERE, database=postgres.database())
    with record_of(folder) as ledger:
        yield ledger, there


def use_database(folder: Path, server: Server) -> None:
    postgres.name_database(folder, server.database())


def test_made_while_somebody_decides_it_is_the_record_of_one_moment(
    kept: tuple[Ledger, Settings], tmp_path: Path
) -> None:
    ledger, there = kept
    (ledger.folder / "policy.toml").write_text('name = "ours"\n')
    over, decided = threading.Event(), threading.Event()
    writer = threading.Thread(target=decide_until, args=(ledger, over, decided))
    writer.start()
    made = []
    for nth in range(5):
        made.append(backup(ledger.folder, tmp_path / f"{nth}.zip", settings=HERE))
        decided.clear()
        assert decided.wait(60)  # on a busy machine nothing may have been decided between two backups
    over.set()
    writer.join()
    assert made[0].rows < made[-1].rows < ledger.head().seq
    for each in made:
        assert link_at(ledger, each.rows) == each.link
    back = restore(made[2].file, tmp_path / "of a moment", settings=HERE)
    assert (back.rows, back.link) == (made[2].rows, made[2].link)

    last = backup(ledger.folder, tmp_path / "last.zip", settings=HERE)
    restored = restore(last.file, tmp_path / "back" / "record", settings=there).record
    assert verify(restored).holds
    assert (restored / "policy.toml").read_text() == 'name = "ours"\n'
    with Ledger.open(restored) as copy:
        assert copy.head() == ledger.head()
        assert views(copy) == made_anew(ledger)
    with pytest.raises(UsageError, match="is there already"):
        restore(last.file, restored, settings=HERE)
    if there.database is not None:
        with pytest.raises(UsageError, match="holds a record already"):
            restore(last.file, tmp_path / "again", settings=there)


def decide_until(ledger: Ledger, over: threading.Event, decided: threading.Event) -> None:
    draw = random.Random(7)  # noqa: S311
    while not over.is_set():
        try:
            did(ledger, some_action(ledger, draw), ANN)
            decided.set()
        except (DecisionRefused, NotInRecord):
            continue


def test_of_a_damaged_backup_nothing_is_restored(tmp_path: Path) -> None:
    with record_of(tmp_path / "record") as ledger:
        file = backup(ledger.folder, tmp_path / "whole.zip", settings=HERE).file
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as named:
        begins = named.getinfo("record.tar.gz").header_offset + 100
    draw = random.Random(3)  # noqa: S311
    for at in (draw.randrange(begins, len(whole) - 300) for _ in range(12)):
        altered = bytearray(whole)
        altered[at] ^= 1 << draw.randrange(8)
        refused(tmp_path, bytes(altered))
    for end in (0, 1, len(whole) // 2, len(whole) - 1):
        refused(tmp_path, whole[:end])


def refused(folder: Path, content: bytes) -> None:
    (folder / "damaged.zip").write_bytes(content)
    with pytest.raises(HarmledgerError):
        restore(folder / "damaged.zip", folder / "restored", settings=HERE)
    assert not [path for path in folder.iterdir() if "restor" in path.name]


def test_bytes_that_changed_on_disk_are_found_and_no_file_stays(tmp_path: Path) -> None:
    with record_of(tmp_path / "record") as ledger:
        captured = next(ledger.archive.each())
        content = captured.read_bytes()
        captured.write_bytes(content + b" ")
        with pytest.raises(LedgerBroken, match="captured bytes were altered"):
            backup(ledger.folder, tmp_path / "out.zip", settings=HERE)
        captured.unlink()
        with pytest.raises(HarmledgerError, match="captured bytes are gone"):
            backup(ledger.folder, tmp_path / "out.zip", settings=HERE)
        with pytest.raises(UsageError, match="lies in the record"):
            backup(ledger.folder, ledger.folder / "out.zip", settings=HERE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record"]


def test_what_is_sealed_opens_whole_or_not_at_all() -> None:
    key, sealed, plain = Key(), io.BytesIO(), random.Random(5).randbytes(300_000)  # noqa: S311
    with key.sealing(sealed) as out:
        out.write(plain)
    content = sealed.getvalue()
    assert plain[:64] not in content
    with key.opening(io.BytesIO(content)) as opened:
        assert opened.read() == plain
    with key.opening(io.BytesIO(content)) as opened:
        assert opened.read(10) == plain[:10], "whoever has seen enough may stop"
    middle = len(content) // 2
    for bad in (content[:-1], content[:middle], content[:middle] + b"x" + content[middle + 1 :], b""):
        with pytest.raises(LedgerBroken), key.opening(io.BytesIO(bad)) as opened:
            opened.read()
    with pytest.raises(LedgerBroken), Key().opening(io.BytesIO(content)) as opened:
        opened.read()


def test_accounts_go_along_if_asked_for_and_open_no_door(tmp_path: Path) -> None:
    with record_of(tmp_path / "record") as ledger:
        add_user(ledger.folder, "L. Sand", "admin", "four plain words", now=1)
        token = make_token(ledger.folder, "L. Sand", "nightly", now=1)
        without = backup(ledger.folder, tmp_path / "without.zip", settings=HERE)
        having = backup(ledger.folder, tmp_path / "with.zip", settings=HERE, accounts=True)
    assert users_of(restore(without.file, tmp_path / "without", settings=HERE).record) == []
    back = restore(having.file, tmp_path / "with", settings=HERE).record
    assert [user.name for user in users_of(back)] == ["L. Sand"]
    assert (back / "users.sqlite").stat().st_mode & 0o077 == 0
    assert session_of(back, token, now=2) is None
    with sqlite3.connect(back / "users.sqlite") as accounts:
        assert accounts.execute("SELECT count(*) FROM sessions").fetchone() == (0,)


@pytest.mark.full
def test_sealed_on_the_command_line(harmledger: Command, record: Path, tmp_path: Path) -> None:
    secret, other, short = (tmp_path / name for name in ("secret", "other", "short"))
    for file, words in ((secret, PASSPHRASE), (other, "four other words here"), (short, "short")):
        file.write_text(f"{words}\n")
    out, back = tmp_path / "sealed.zip", tmp_path / "back"
    assert harmledger("backup", record, "--out", out, "--passphrase-file", short).status == 2
    made = harmledger("backup", record, "--out", out, "--passphrase-file", secret)
    assert made.status == 0, made.err
    assert out.stat().st_mode & 0o077 == 0
    wrong = harmledger("restore", out, "--out", back, "--passphrase-file", other)
    assert (wrong.status, back.exists()) == (2, False)
    done = harmledger("restore", out, "--out", back, "--passphrase-file", secret)
    assert done.status == 0, done.err
    for folder in ("release", "site"):
        for path in (path for path in (record / folder).rglob("*") if path.is_file()):
            assert (back / path.relative_to(record)).read_bytes() == path.read_bytes()
