"""The folder of releases in, the names of those that are there and of the next one out: a day, and a number
from the second on."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from harmledger.errors import UsageError

RELEASES = "releases"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d{1,3}))?")


def releases(folder: Path) -> list[Path]:
    """Every release in `folder`, oldest first."""
    there = folder.iterdir() if folder.is_dir() else ()
    named = [(found, path) for path in there if (found := _NAME.fullmatch(path.name)) and path.is_dir()]
    return [path for _, path in sorted((_order(found), path) for found, path in named)]


def next_name(there: list[Path], on: dt.date) -> str:
    """The name of a release of this day. Raises UsageError for a day before that of the last release."""
    same = [path for path in there if path.name.startswith(on.isoformat())]
    if there and there[-1].name[:10] > on.isoformat():
        raise UsageError(
            f"a release of {on} would stand before one that is published", where=str(there[-1]),
            to_do="give that day or a later one",
        )  # fmt: skip
    if not same:
        return on.isoformat()
    return f"{on.isoformat()}-{_number(_NAME.fullmatch(same[-1].name)) + 1}"


def _order(found: re.Match[str]) -> tuple[str, int]:
    return found[1], _number(found)


def _number(found: re.Match[str] | None) -> int:
    return int(found[2]) if found is not None and found[2] else 1
