"""Lines with keys in any order in, the lines in the order of their keys out; memory holds a stated number of
them."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Self

import msgspec

Key = tuple[str | int, ...]
Keyed = tuple[Key, bytes]

HELD_LINES = 50_000
"""Lines sorted in memory at a time: some 60 MB of claims."""


def in_key_order(lines: Iterable[Keyed], *, held: int = HELD_LINES) -> Iterator[bytes]:
    """The lines by key, equal keys by their bytes. Beyond `held` lines, sorted runs wait in unnamed files."""
    with Sorter(held=held) as sorter:
        for key, line in lines:
            sorter.add(key, line)
        yield from sorter


class Sorter:
    """Takes lines one by one and gives them by key; a block, at whose end its runs on disk go."""

    def __init__(self, *, held: int = HELD_LINES) -> None:
        self._most = held
        self._held: list[Keyed] = []
        self._runs: list[Path] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def add(self, key: Key, line: bytes) -> None:
        """Takes one line."""
        self._held.append((key, line))
        if len(self._held) >= self._most:
            self._lay_down()

    def __iter__(self) -> Iterator[bytes]:
        """Every line so far, by key."""
        if not self._runs:
            return (line for _, line in sorted(self._held))
        self._lay_down()
        return _merged(self._runs)

    def _lay_down(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="harmledger-sort-")
        if self._held:
            self._runs.append(_laid_down(sorted(self._held), Path(self._folder.name) / str(len(self._runs))))
            self._held = []


def _laid_down(run: list[Keyed], path: Path) -> Path:
    """A run as a file: key, tab, line. JSON escapes tabs and line ends, so that both separators are safe."""
    with path.open("wb") as file:
        file.writelines(msgspec.json.encode(key) + b"\t" + line + b"\n" for key, line in run)
    return path


def _merged(runs: list[Path]) -> Iterator[bytes]:
    files: list[IO[bytes]] = [run.open("rb") for run in runs]
    try:
        for _, line in heapq.merge(*(_taken_up(file) for file in files)):
            yield line
    finally:
        for file in files:
            file.close()


def _taken_up(file: IO[bytes]) -> Iterator[Keyed]:
    for row in file:
        key, _, line = row.rstrip(b"\n").partition(b"\t")
        yield tuple(msgspec.json.decode(key, type=list[str | int])), line
