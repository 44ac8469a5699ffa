"""Rows with an id in, kept in memory a column at a time; those that meet conditions, in order, and how many have which
value, out.

A column holds each different value once, and a code for each row. A condition is tried on the values, not on the rows,
so that a hundred thousand rows are gone through in a few milliseconds, whatever they are narrowed by.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Condition = tuple[str, Callable[[Any], bool]]
"""The name of a column, and what its value has to meet."""
Rows = NDArray[np.bool_]
"""For each row, whether it is one of those that are meant."""


class Column:
    """A value for each row."""

    def __init__(self) -> None:
        self._values: list[Any] = []
        self._code_of: dict[Hashable, int] = {}
        self._codes = np.empty(0, np.int32)

    def put(self, rows: Sequence[int], values: Iterable[Hashable]) -> None:
        """Gives these rows these values; rows that were not there yet lie behind those that were."""
        codes = [self._code(value) for value in values]
        self._codes = _grown(self._codes, rows)
        self._codes[rows] = codes

    def meeting(self, holds: Callable[[Any], bool]) -> Rows:
        """The rows whose value meets this."""
        met = np.fromiter(map(holds, self._values), np.bool_, len(self._values))
        found: Rows = met[self._codes]
        return found

    def counted(self, rows: Rows) -> Iterator[tuple[Any, int]]:
        """The values that any of these rows have, with how many of them."""
        counts = np.bincount(self._codes[rows], minlength=len(self._values))
        for code in np.flatnonzero(counts).tolist():
            yield self._values[code], int(counts[code])

    def highest(self, at: NDArray[np.intp], many: int) -> Iterator[tuple[Any, int]]:
        """The rows among those `at` these numbers that have the `many` highest values, and all that have the least of
        these values too; in no order, each behind its value."""
        ranks = np.empty(len(self._values), np.intp)
        ranks[sorted(range(len(self._values)), key=self._values.__getitem__)] = np.arange(len(self._values))
        ranked = ranks[self._codes[at]]
        if many < len(at):
            at = at[ranked >= np.partition(ranked, -many)[-many]]
        for row in at.tolist():
            yield self._values[self._codes[row]], row

    def _code(self, value: Hashable) -> int:
        code = self._code_of.setdefault(value, len(self._values))
        if code == len(self._values):
            self._values.append(value)
        return code


class Coded:
    """Rows with columns of these names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._columns = {name: Column() for name in names}
        self._row_of: dict[str, int] = {}
        self._ids = np.empty(0, np.object_)
        self._there = np.empty(0, np.bool_)

    def put(self, ids: Sequence[str], values: Mapping[str, Sequence[Hashable]]) -> None:
        """Puts rows in place of those with the same ids; `values`: of every column, in the order of `ids`."""
        rows = [self._row_of.setdefault(id, len(self._row_of)) for id in ids]
        self._ids, self._there = _grown(self._ids, rows), _grown(self._there, rows)
        self._ids[rows] = ids
        self._there[rows] = True
        for name, column in self._columns.items():
            column.put(rows, values[name])

    def take(self, ids: Iterable[str]) -> None:
        """Takes these rows away, where they are there."""
        self._there[[self._row_of[id] for id in ids if id in self._row_of]] = False

    def meeting(self, conditions: Iterable[Condition]) -> Rows:
        """The rows that meet all conditions."""
        found = self._there.copy()
        for name, holds in conditions:
            found &= self._columns[name].meeting(holds)
        return found

    def behind(self, rows: Rows, name: str, value: Any, id: str) -> Rows:
        """Those of the rows that come behind this value and id, where the highest come first."""
        column = self._columns[name]
        same = column.meeting(lambda each: bool(each == value))
        same[same] = self._ids[same] < id
        return rows & (same | column.meeting(lambda each: bool(each < value)))

    def highest(self, rows: Rows, name: str, many: int) -> list[str]:
        """The ids of the `many` highest of the rows by a column, then by their ids; the highest first."""
        found = self._columns[name].highest(np.flatnonzero(rows), many)
        return [
            id for _, id in sorted(((value, self._ids[row]) for value, row in found), reverse=True)[:many]
        ]

    def first(self, rows: Rows, many: int, after: str = "") -> list[str]:
        """The ids of the first `many` of the rows by their ids, from behind the id `after`."""
        return heapq.nsmallest(many, (id for id in self._ids[rows].tolist() if id > after))

    def counted(self, name: str, rows: Rows) -> Iterator[tuple[Any, int]]:
        """The values of a column that any of these rows have, with how many of them; in no order."""
        return self._columns[name].counted(rows)


def _grown(array: NDArray[Any], rows: Sequence[int]) -> NDArray[Any]:
    """The array, long enough for these rows."""
    missing = max(rows, default=-1) + 1 - len(array)
    return np.append(array, np.zeros(missing, array.dtype)) if missing > 0 else array
