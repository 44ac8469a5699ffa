"""Lines with keys in any order in, the lines in the order of their keys out; memory holds a stated number of
them."""

from __future__ import annotations

import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

Key = tuple[str | int, ...]
Keyed = tuple[Key, bytes]

HELD_LINES = 50_000
"""Lines sorted in memory at a time: some 60 MB of claims."""


def in_key_order(lines: Iterable[Keyed], *, held: int = HELD_LINES) -> Iterator[bytes]:
    """The lines by key, equal keys by their bytes. Beyond `held` lines, sorted runs wait in unnamed files."""
    stream = iter(lines)
    first = sorted(itertools.islice(stream, held))
    if len(first) < held:
        yield from (line for _, line in first)
        return
    with tempfile.TemporaryDirectory(prefix="harmledger-sort-") as folder:
        runs = [_laid_down(first, Path(folder) / "0")]
        while run := sorted(itertools.islice(stream, held)):
            runs.append(_laid_down(run, Path(folder) / str(len(runs))))
        yield from _merged(runs)


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
