"""Sheet: a row's cells laid out as a text, a line a cell, so that what is read of the row has words to stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harmledger.records.span import Span


class Sheet:
    """The text of a row: the cells that say something known first, in a stated order, then all others by name.

    The order of the columns in the file leaves no trace: the same cells give the same text.
    """

    def __init__(self, cells: Mapping[str, str], order: Iterable[str]) -> None:
        self._cells = cells
        self._lines: dict[str, Span] = {}
        self._content = ""
        known = [column for column in dict.fromkeys(order) if column in cells]
        for column in known:
            self._lay(column)
        self._known_end = len(self._content)
        for column in sorted(cells.keys() - set(known)):
            self._lay(column)

    @property
    def content(self) -> str:
        """The whole text."""
        return self._content

    @property
    def claim(self) -> Span:
        """The lines that say something known."""
        return Span(0, self._known_end)

    def cell(self, column: str | None) -> str | None:
        """What the cell says; null where the row has no such cell or it is empty."""
        return None if column is None else self._cells.get(column)

    def line(self, column: str) -> Span:
        """Where the whole line of a filled cell stands, its column's name among its words."""
        return self._lines[column]

    def value(self, column: str) -> Span:
        """Where the words of a filled cell stand."""
        line = self._lines[column]
        return Span(line.end - len(self._cells[column]), line.end)

    def lines(self, columns: Iterable[str | None]) -> Span | None:
        """From the first to the last of those lines that are there."""
        found = [self._lines[column] for column in columns if column in self._lines]
        return Span(min(s.start for s in found), max(s.end for s in found)) if found else None

    def _lay(self, column: str) -> None:
        if self._content:
            self._content += "\n"
        start = len(self._content)
        self._content += f"{column}: {self._cells[column]}"
        self._lines[column] = Span(start, len(self._content))
