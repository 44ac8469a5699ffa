"""The end of a page in, checked; the next page begins behind it, so that the thousandth page costs what the first
does."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from harmledger.errors import UsageError

PAGE = 50
Key = tuple[str | int | float, ...]
"""Where a page ends: given back as `after`, the next one begins behind it."""
Item = TypeVar("Item")


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """Some rows, and where the next page begins."""

    rows: tuple[Item, ...]
    next: Key | None
    """Null on the last page."""
    version: int
    """Of the record, as it was looked at."""


_MOST = 2**63 - 1
"""Beyond it no database compares numbers."""


def checked(after: Key, *kinds: type) -> Key:
    """The end of a page, if it can be one of a list ordered by values of these types. Raises UsageError for what no
    page of this list gave."""
    fits = len(after) == len(kinds) and all(
        isinstance(value, kind) and not (isinstance(value, int) and abs(value) > _MOST)
        for value, kind in zip(after, kinds, strict=True)
    )
    if not fits:
        raise UsageError("this is the end of no page of this list", to_do="begin from the first page")
    return after
