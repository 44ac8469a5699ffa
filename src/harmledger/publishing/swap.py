"""A folder written aside and put in place at once: whoever looks, and whenever the writer is killed, old or
new is there."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Both from Linux's <fcntl.h>; see renameat2(2)."""


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` that takes its place when the block ends well, and vanishes when it
    does not.

    One writer at a time: leftovers of a killed one are cleared (the ledger's lock keeps a second one out).
    """
    aside, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    _clear_up(target, aside, old)
    aside.mkdir(parents=True)
    try:
        yield aside
    except BaseException:
        shutil.rmtree(aside)
        raise
    _put_in_place(aside, target, old)


def _clear_up(target: Path, aside: Path, old: Path) -> None:
    """Undo what a killed writer left: a target that was moved away comes back."""
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (aside, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _put_in_place(aside: Path, target: Path, old: Path) -> None:
    if not target.exists():
        aside.rename(target)
    elif _exchanged(aside, target):
        shutil.rmtree(aside)
    else:
        target.rename(old)
        aside.rename(target)
        shutil.rmtree(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system swapped two folders in one step. Where it cannot, two renames do, and `_clear_up`
    mends a kill
    between them."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
