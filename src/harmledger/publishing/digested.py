"""Lines in, files on disk out, each with its digest, its size and its number of lines."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from harmledger.exchange.contract import FileLine
from harmledger.records.canonical import canonical_json

SUMS_FILE = "SHA256SUMS"


class DigestedFile:
    """A file that knows its digest, its size and its lines once it is written; on disk when closed."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self._size_bytes = 0
        self._lines = 0

    def write(self, line: bytes) -> None:
        """Appends one line, with the end of line that it carries."""
        self._file.write(line)
        self._digest.update(line)
        self._size_bytes += len(line)
        self._lines += 1

    def line(self) -> FileLine:
        """The manifest's entry for what was written so far."""
        return FileLine(sha256=self._digest.hexdigest(), size_bytes=self._size_bytes, lines=self._lines)

    def close(self) -> None:
        """Puts everything on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


@contextmanager
def digested(path: Path) -> Iterator[DigestedFile]:
    """A new file at `path`, closed and on disk at the end of the block."""
    file = DigestedFile(path)
    try:
        yield file
    finally:
        file.close()


def write_lines(path: Path, lines: Iterable[bytes]) -> FileLine:
    """Writes `lines`, each with an end of line put behind it."""
    with digested(path) as file:
        for line in lines:
            file.write(line + b"\n")
    return file.line()


def write_bytes(path: Path, content: bytes) -> FileLine:
    """Writes `content` as it is."""
    with digested(path) as file:
        for line in content.splitlines(keepends=True):
            file.write(line)
    return file.line()


def write_json(path: Path, content: msgspec.Struct) -> FileLine:
    """Writes `content` as canonical JSON, set for people."""
    return write_bytes(path, msgspec.json.format(canonical_json(content), indent=2) + b"\n")


def write_sums(path: Path, files: Mapping[str, FileLine]) -> None:
    """The form that `sha256sum --check` reads."""
    with digested(path) as file:
        for name, entry in sorted(files.items()):
            file.write(f"{entry.sha256}  {name}\n".encode())
