"""What long work says of itself while it runs: whoever called decides what to show."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Progress(Protocol):
    """Told now and then while work goes on."""

    def __call__(self, stage: str, done: int, *, share: float | None = None, **counts: int) -> None:
        """`stage` is `reading`, `reading again`, `linking`, `assessing`, `draft` or `site`.

        `done` counts what it has finished; `share` (0 to 1) is how much of its whole that is, where known;
        `counts` are worth a word.
        """
        ...


def silent(stage: str, done: int, *, share: float | None = None, **counts: int) -> None:
    """Shows nothing."""


class InputBytes:
    """How much of the given files has been gone through, by their sizes on disk."""

    def __init__(self, inputs: Sequence[Path]) -> None:
        self._sizes = dict(_sizes(inputs))
        self._whole = max(1, sum(self._sizes.values()))
        self._behind = 0
        self._file = ""
        self._of_file = 0

    def share(self, location: str, size_bytes: int) -> float:
        """The share that is done, once an item of `size_bytes` at `location` is.

        A packed file counts with at most its own size until the next file begins.
        """
        file = location.partition("#")[0]
        if file != self._file:
            self._behind += self._sizes.get(self._file, 0)
            self._file, self._of_file = file, 0
        self._of_file = min(self._sizes.get(file, 0), self._of_file + size_bytes)
        return (self._behind + self._of_file) / self._whole


def _sizes(inputs: Sequence[Path]) -> list[tuple[str, int]]:
    files = [path for path in inputs if path.is_file()]
    for folder in (path for path in inputs if path.is_dir()):
        files += [Path(where, name) for where, _, names in os.walk(folder) for name in names]
    return [(os.path.abspath(file), file.stat().st_size) for file in files if file.is_file()]
