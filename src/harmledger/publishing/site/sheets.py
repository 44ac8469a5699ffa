"""Views in, pages on disk out: each where its address says, long lists cut into parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from harmledger.publishing.site.pages import Pages

ENTRIES_A_PAGE = 500
"""Entries on one page of a long list: each is a paragraph."""


class Sheets:
    """Writes the pages of one site, and counts them."""

    def __init__(self, folder: Path, pages: Pages) -> None:
        self._folder = folder
        self._pages = pages
        self._made: set[Path] = set()
        self.written = 0

    def put(self, template: str, page: str, **view: Any) -> None:
        """One page."""
        path = self._folder / page
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(self._pages.set(template, page, **view))
        self.written += 1

    def put_parts(
        self, template: str, page_of: Callable[[int], str], entries: Iterable[Any], **view: Any
    ) -> None:
        """Pages of `ENTRIES_A_PAGE` entries each; at least one, so that links to it hold."""
        coming = iter(entries)
        part, number = list(islice(coming, ENTRIES_A_PAGE)), 1
        while part or number == 1:
            following = list(islice(coming, ENTRIES_A_PAGE))
            first = (number - 1) * ENTRIES_A_PAGE + 1
            self.put(
                template, page_of(number), entries=part, first=first,
                before=page_of(number - 1) if number > 1 else None,
                after=page_of(number + 1) if following else None, **view,
            )  # fmt: skip
            part, number = following, number + 1
