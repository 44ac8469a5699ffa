"""Named parts in, the one file of a backup out, whole or not at all.

It is a ZIP archive of a README, which says how to open it without this program, and of `record.tar.gz`; sealed, of
`key.age` and `record.tar.gz.age`. The last part, `SHA256SUMS`, names all others.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

import msgspec

from harmledger.flow.backup.sealed import Key
from harmledger.ledger.chain import Head
from harmledger.wording import say

FORMAT = "1"
ABOUT = "backup.json"
ROWS = "truth/"
USERS = "users.sqlite"
SUMS = "SHA256SUMS"
PARTS = "record.tar.gz"
KEY = "key.age"
_README = "README.txt"
_OWNER_ONLY = 0o600
_LEVEL = 6
"""Of compression: captured pages shrink to a fifth; 9 takes twice as long for a fiftieth less."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What stands first in a backup."""

    format: str
    made_at: str
    head: Head
    """How far the chain went."""
    convention: str
    """Whose rules the draft followed."""
    site: bool
    report_pages: bool
    """Whether they were there, to be made again."""


class Parts:
    """The parts of a backup that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._sums: list[str] = []

    def add(self, name: str, content: bytes) -> None:
        """Puts these bytes in, under this name."""
        info = tarfile.TarInfo(name)
        info.size = len(content)
        self._add(info, io.BytesIO(content))

    def add_file(self, name: str, path: Path) -> str:
        """Puts a file in, and gives its SHA-256. Raises FileNotFoundError if it is not there (any more)."""
        with path.open("rb") as file:
            info = tarfile.TarInfo(name)
            info.size = os.fstat(file.fileno()).st_size
            return self._add(info, file)

    def close(self) -> None:
        """Puts in what all of them come to."""
        content = "".join(self._sums).encode()
        info = tarfile.TarInfo(SUMS)
        info.size = len(content)
        self._tar.addfile(info, io.BytesIO(content))

    def _add(self, info: tarfile.TarInfo, content: IO[bytes]) -> str:
        hashed = Hashed(content)
        self._tar.addfile(info, cast("IO[bytes]", hashed))
        self._tar.members.clear()  # type: ignore[attr-defined]  # it keeps a million names in memory, for nobody
        self._sums.append(f"{hashed.sha256()}  {info.name}\n")
        return hashed.sha256()


class Hashed:
    """A file that is read, and the SHA-256 of what was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """As of any file."""
        content = self._file.read(size)
        self._digest.update(content)
        return content

    def sha256(self) -> str:
        """In hex."""
        return self._digest.hexdigest()


class Seal(NamedTuple):
    """By what a backup is sealed."""

    key: Key
    by_passphrase: bytes
    """The key, as the passphrase opens it."""


def seal_of(passphrase: str | None) -> Seal | None:
    """A new seal, which takes a second to make; null where nothing is to be sealed."""
    if passphrase is None:
        return None
    key = Key()
    return Seal(key, key.sealed_by(passphrase))


@contextmanager
def parts_written(path: Path, seal: Seal | None, *, language: str) -> Iterator[Parts]:
    """Parts that become the file at `path` when the block ends, readable by its owner alone; nothing of it stays if
    the block fails."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with open(aside, "w+b", opener=_private) as file:
            with zipfile.ZipFile(file, "w") as whole, _tar_in(whole, seal, language) as tar:
                parts = Parts(tar)
                yield parts
                parts.close()
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _tar_in(whole: zipfile.ZipFile, seal: Seal | None, language: str) -> Iterator[tarfile.TarFile]:
    if seal is None:
        whole.writestr(_README, say("backup.readme", {}, language) + "\n")
    else:
        whole.writestr(_README, say("backup.readme_sealed", {}, language) + "\n")
        whole.writestr(KEY, seal.by_passphrase)
    with ExitStack() as stack:
        out = stack.enter_context(
            whole.open(PARTS if seal is None else f"{PARTS}.age", "w", force_zip64=True)
        )
        plain = out if seal is None else stack.enter_context(seal.key.sealing(out))
        packed = stack.enter_context(gzip.GzipFile("", "wb", _LEVEL, plain, mtime=0))
        yield stack.enter_context(tarfile.open(fileobj=packed, mode="w|"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)
