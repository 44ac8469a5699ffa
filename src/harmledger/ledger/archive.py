"""The archive: captured bytes go in and are kept as they were, under their SHA-256; the same bytes come
out."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from harmledger.errors import LedgerBroken, LedgerError, NotInRecord
from harmledger.ledger.durable import wait_for_disk
from harmledger.records.canonical import sha256

_INCOMING = ".incoming"


class Archive:
    """`archive/ab/cd/<sha256>`: each file is there whole or not at all, whenever its writer is killed.

    Bytes are put aside first and all moved in by `settle`, since waiting for the disk once for many files is
    many times faster than once for each (see `durable`).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._aside: dict[str, Path] = {}

    def path(self, digest: str) -> Path:
        """Where the bytes of this SHA-256 are kept."""
        return self.folder / digest[:2] / digest[2:4] / digest

    def has(self, digest: str) -> bool:
        """Whether bytes of this SHA-256 are kept, or put aside to be."""
        return digest in self._aside or self.path(digest).is_file()

    def put(self, content: bytes) -> str:
        """Puts `content` aside to be kept, unless it is there, and gives its SHA-256."""
        digest = sha256(content)
        if not self.has(digest):
            aside = self.folder / _INCOMING / uuid.uuid4().hex
            aside.parent.mkdir(exist_ok=True)
            aside.write_bytes(content)
            self._aside[digest] = aside
        return digest

    def waiting(self) -> list[str]:
        """The SHA-256 of what was put aside."""
        return list(self._aside)

    def drop(self, digests: Iterable[str]) -> None:
        """Forgets bytes that were put aside."""
        for digest in digests:
            self._aside.pop(digest).unlink(missing_ok=True)

    def settle(self) -> None:
        """Keeps all that was put aside; when it returns, the files outlive a loss of power.

        To be called before rows that refer to them are kept. Raises LedgerError if another program cleared
        them away.
        """
        if not self._aside:
            return
        changed: list[Path] = []
        try:
            wait_for_disk(self.folder, self._aside.values())
            for digest, aside in self._aside.items():
                changed += self._move_in(digest, aside)
        except FileNotFoundError as error:
            what = "another program cleared captured bytes away"
            raise LedgerError(what, where=str(error.filename), to_do="run this again") from error
        finally:
            self._aside.clear()
        wait_for_disk(self.folder, dict.fromkeys(changed))

    def get(self, digest: str) -> bytes:
        """The bytes of this SHA-256. Raises NotInRecord if there are none, LedgerBroken if they were
        altered."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise NotInRecord("no captured bytes of this digest", where=str(self.path(digest))) from error
        if sha256(content) != digest:
            raise LedgerBroken(
                "captured bytes were altered", where=str(self.path(digest)), to_do="restore a backup"
            )
        return content

    def remove(self, digest: str) -> None:
        """Takes the bytes of this SHA-256 away, if they are there."""
        self.path(digest).unlink(missing_ok=True)

    def each(self) -> Iterator[Path]:
        """Every file kept, in order of its digest."""
        yield from sorted(self.folder.glob("??/??/*"))

    def clear_leftovers(self) -> None:
        """Removes what killed writers put aside. To be called by one who alone takes in: a living writer's go
        too."""
        for leftover in (self.folder / _INCOMING).glob("*"):
            leftover.unlink(missing_ok=True)

    def _move_in(self, digest: str, aside: Path) -> list[Path]:
        """Puts one file in its place; gives the folders that have a new entry."""
        target = self.path(digest)
        changed = [target.parent]
        for folder in (target.parent.parent, target.parent):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                changed.append(folder.parent)
        aside.replace(target)
        return changed
