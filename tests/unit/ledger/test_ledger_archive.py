"""The archive: bytes come back as they were, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmledger.errors import LedgerBroken, LedgerError, NotInRecord
from harmledger.ledger.archive import Archive
from harmledger.records.canonical import sha256

CONTENT = b"\x00\xff invented bytes \r\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "archive").mkdir()
    return Archive(tmp_path / "archive")


def test_bytes_are_kept_under_their_digest_as_they_were(archive: Archive) -> None:
    digest = _kept(archive)
    assert digest == sha256(CONTENT)
    assert (archive.folder / digest[:2] / digest[2:4] / digest).read_bytes() == CONTENT
    assert archive.get(_kept(archive)) == CONTENT
    assert [path.name for path in archive.each()] == [digest]
    assert archive.has(digest)
    archive.remove(digest)
    archive.remove(digest)
    assert not archive.has(digest)


def test_altered_and_missing_bytes_are_named(archive: Archive) -> None:
    digest = _kept(archive)
    archive.path(digest).write_bytes(CONTENT.replace(b"v", b"w"))
    with pytest.raises(LedgerBroken, match=digest):
        archive.get(digest)
    with pytest.raises(NotInRecord, match="0" * 64):
        archive.get("0" * 64)


def test_bytes_are_kept_only_once_they_are_settled(archive: Archive) -> None:
    digest = archive.put(CONTENT)
    assert archive.put(CONTENT) == digest
    assert archive.has(digest)
    assert list(archive.each()) == []
    archive.settle()
    assert [path.name for path in archive.each()] == [digest]
    archive.settle()


def test_what_a_killed_writer_left_is_cleared(archive: Archive) -> None:
    archive.put(CONTENT)
    Archive(archive.folder).clear_leftovers()
    assert list((archive.folder / ".incoming").iterdir()) == []
    with pytest.raises(LedgerError, match="another program cleared captured bytes away"):
        archive.settle()
    assert archive.get(_kept(archive)) == CONTENT


def _kept(archive: Archive) -> str:
    digest = archive.put(CONTENT)
    archive.settle()
    return digest
