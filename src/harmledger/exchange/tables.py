"""Tables of the field in (CSV, XLSX) and out: rows by the names of their columns, whatever their order, encoding or
version."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from harmledger.capture.decoding import encoding_of
from harmledger.errors import InputRefused
from harmledger.exchange.mapping import Mapping
from harmledger.exchange.row import FORMULA, Row, row_under
from harmledger.exchange.workbook import is_workbook, workbook_rows

Cell = str | int | float | None

_SEPARATORS = ",;\t|"
_SAMPLE_BYTES = 1 << 20
_ROW_CHARACTERS_MAX = 1 << 20
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def read_rows(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Each row under the names of `mapping`. A bad row never stops the others.

    Raises InputRefused where the first row names none of the columns that are needed.
    """
    if is_workbook(path):
        yield from _of_workbook(path, mapping)
        return
    with path.open("rb") as file:
        encoding = encoding_of(file.read(_SAMPLE_BYTES))
        file.seek(0)
        text = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="")
        first = text.readline(_ROW_CHARACTERS_MAX).removeprefix("\ufeff")
        separator = max(_SEPARATORS, key=first.count)
        names, started = _names(next(rows_ahead([first], separator), []), mapping)
        rows = csv.reader(_once_more(first, text, started), delimiter=separator, strict=True)
        yield from rows_under(names, rows, first=1 if started else 2)


def _of_workbook(path: Path, mapping: Mapping) -> Iterator[Row]:
    found = False

    def names_of(cells: list[str]) -> list[str] | None:
        nonlocal found
        with suppress(InputRefused):
            names, is_data = _names(cells, mapping)
            found = found or not is_data
            return None if is_data else names
        return None

    yield from workbook_rows(path, names_of, within=1)
    if not found:
        raise InputRefused("not_this_format", format=mapping.name, column=mapping.key)


def rows_ahead(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """The first rows of a table, in which its names are looked for; none from where it is no CSV any more."""
    rows = csv.reader(lines, delimiter=separator)
    while True:
        try:
            yield next(rows)
        except (StopIteration, csv.Error):
            return


def rows_under(names: list[str], rows: Iterator[list[str]], *, first: int) -> Iterator[Row]:
    """The rows of a table under these names, numbered from `first`."""
    return (row_under(number, names, row) for number, row in _numbered(rows, first))


def write_row(cells: Sequence[Cell]) -> bytes:
    """A row of CSV. Words that a spreadsheet would run as a formula get an apostrophe, which reading takes
    off."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_written(cell) for cell in cells])
    return written.getvalue().encode()


def _names(first: list[str], mapping: Mapping) -> tuple[list[str], bool]:
    """The names of the columns, and whether the first row is a row of data already."""
    known = {name.casefold(): name for name in mapping.columns}
    known |= {old.casefold(): new for old, new in mapping.aliases.items()}
    names = [known.get(cell.strip().casefold(), cell.strip()) for cell in first]
    if mapping.key in names and mapping.date.start in names:
        return names, False
    if mapping.headless and len(first) == len(mapping.columns) and not set(names) & set(mapping.columns):
        return list(mapping.columns), True
    raise InputRefused("not_this_format", format=mapping.name, column=mapping.key)


def _once_more(first: str, rest: Iterable[str], wanted: bool) -> Iterator[str]:
    """The lines after the first, and the first too where it is wanted."""
    if wanted:
        yield first
    yield from rest


def _numbered(rows: Iterator[list[str]], start: int) -> Iterator[tuple[int, list[str] | InputRefused]]:
    csv.field_size_limit(_ROW_CHARACTERS_MAX)
    number = start
    while True:
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield number, InputRefused("row_not_csv")
        number += 1


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str) and FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
