"""CSV tables; in: a body; out: an item a row, each row kept as canonical JSON of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap, column_names
from harmledger.capture.decoding import encoding_of
from harmledger.capture.gathered import Gathered
from harmledger.capture.limits import MIB, CaptureLimits
from harmledger.capture.refusing import refusal
from harmledger.capture.rows import take_row
from harmledger.errors import InputRefused
from harmledger.records.canonical import canonical_json
from harmledger.records.refusal import Refusal

_SEPARATORS = ",;\t|"


def csv_rows(table: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Gathered | Body | Refusal]:
    """Each row under the header; row 1 is the header, as in a spreadsheet. A bad row never stops the others.

    Raises InputRefused where the header cannot be used.
    """
    sample = _sample(table)
    encoding = encoding_of(sample)
    separator = _separator(sample.decode(encoding, "ignore"))
    with table.open() as stream, _text(stream, encoding) as text:
        rows = _rows(_Lines(text, limits.row_bytes_max), separator, limits)
        _, header = next(rows, (1, []))
        if isinstance(header, InputRefused):
            raise header
        names = column_names(header, columns)
        for number, row in rows:
            place = f"{table.location}#row {number}"
            try:
                cells = _cells(names, row)
            except InputRefused as refused:
                yield refusal(refused, place)
                continue
            if cells:
                yield take_row(table, place, number, cells, canonical_json(cells), columns)


def _sample(table: Body) -> bytes:
    """The first whole lines, up to one MiB, from which the encoding is told."""
    with table.open() as stream:
        sample = stream.read(MIB)
    return sample if len(sample) < MIB else sample[: sample.rfind(b"\n") + 1] or sample


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The characters of a table. In UTF-8 a bad byte spoils its own row only; elsewhere it ends the table."""
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")


def _rows(
    lines: _Lines, separator: str, limits: CaptureLimits
) -> Iterator[tuple[int, list[str] | InputRefused]]:
    """Numbered rows; in place of one that cannot be read, why."""
    # the csv module has one limit for the whole process, 128 KiB unless set
    csv.field_size_limit(limits.row_bytes_max)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        lines.begin_row()
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, InputRefused("row_not_csv")
        except UnicodeDecodeError:
            yield number, InputRefused("undecodable")
            return
        except InputRefused as refused:
            yield number, refused
            if refused.code == "quote_not_closed":
                return


def _separator(start: str) -> str:
    """The sign that parts the cells: the one seen most in the header."""
    return max(_SEPARATORS, key=start.partition("\n")[0].count)


class _Lines:
    """Lines for the csv reader, which lives on when one of them is refused (a generator would not)."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text = text
        self._longest = longest
        self._first = True
        self._taken = 0

    def begin_row(self) -> None:
        """Starts the count of characters anew."""
        self._taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        """The next line. Raises InputRefused where the row has grown too long."""
        line = self._text.readline(self._longest + 2)
        if not line:
            raise StopIteration
        if self._taken + len(line) > self._longest + 2:
            raise InputRefused("quote_not_closed", limit=self._longest)
        if len(line) > self._longest and not line.endswith("\n"):
            self._pass_over()
            raise InputRefused("row_too_long", limit=self._longest)
        self._taken += len(line)
        first, self._first = self._first, False
        return line.removeprefix("\ufeff") if first else line

    def _pass_over(self) -> None:
        """Reads to the end of the present line."""
        while (rest := self._text.readline(self._longest)) and not rest.endswith("\n"):
            continue


def _cells(names: list[str], row: list[str] | InputRefused) -> dict[str, object]:
    """The filled cells by column; none for a blank row. Raises InputRefused for a row that does not fit."""
    if isinstance(row, InputRefused):
        raise row
    if row and len(row) != len(
        names
    ):  # a cell broken by a stray quote shows here: a shifted row is no evidence
        raise InputRefused("row_not_as_wide_as_header", cells=len(row), columns=len(names))
    if any("\udc80" <= character <= "\udcff" for cell in row if not cell.isascii() for character in cell):
        raise InputRefused("undecodable")
    return {name: cell for name, cell in zip(names, row, strict=bool(row)) if cell}
