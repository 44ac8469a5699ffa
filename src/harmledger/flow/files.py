"""Bytes by file name in; files in a folder that appear together, once all of them are whole, out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO


class Files:
    """The files that are being written to one folder."""

    def __init__(self, folder: Path, mark: str, stack: ExitStack) -> None:
        self._folder, self._mark, self._stack = folder, mark, stack
        self._open: dict[str, IO[bytes]] = {}

    def write(self, file: str, content: bytes) -> None:
        """Appends to the file of that name, with the mark before it."""
        name = self._mark + file
        if name not in self._open:
            self._open[name] = self._stack.enter_context(self._aside(name).open("wb"))
        self._open[name].write(content)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the files stand, by name."""
        return tuple(self._folder / name for name in sorted(self._open))

    def put_in_place(self) -> None:
        """Gives each file its name."""
        for name in self._open:
            self._aside(name).replace(self._folder / name)

    def _aside(self, name: str) -> Path:
        return self._folder / f".{name}.part"


@contextmanager
def files_aside(folder: Path, mark: str = "") -> Iterator[Files]:
    """Files of `folder`, which is made if need be; those that stand there under other names are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = Files(folder, mark, stack)
        yield files
    files.put_in_place()
