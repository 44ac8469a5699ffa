"""XLSX tables; in: a body; out: an item a row of each sheet, its cells kept as canonical JSON."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zlib
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap, column_names
from harmledger.capture.gathered import Gathered
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import without_surrogates
from harmledger.capture.refusing import refusal
from harmledger.capture.rows import take_row
from harmledger.capture.zipped import check_office_zip
from harmledger.errors import InputRefused
from harmledger.records.canonical import canonical_json
from harmledger.records.refusal import Refusal

_XLSX_FAULTS = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, InvalidFileException,  # the container
    XMLSyntaxError, ParseError,  # a part that is no XML
    KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, AssertionError,  # their links
    OSError,  # a part that ends early, or packed with damaged data
)  # fmt: skip
"""What openpyxl raises for damaged workbooks, found by mutating them: it checks little."""


def xlsx_rows(table: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Gathered | Body | Refusal]:
    """Each row under the header of each sheet. Macros are never run; a formula gives the value last computed.

    Raises InputRefused where the workbook cannot be opened; a sheet without the columns is refused by itself.
    """
    content = table.read(limits)
    check_office_zip(content, limits)
    book = _opened(content)
    try:
        for number, sheet in enumerate(book.worksheets, start=1):
            place = f"{table.location}#" if number == 1 else f"{table.location}#sheet {number} "
            try:
                yield from _sheet_rows(table, place, sheet.iter_rows(values_only=True), limits, columns)
            except InputRefused as refused:
                yield refusal(refused, f"{place}row 1")
    finally:
        book.close()


def _opened(content: bytes) -> Workbook:
    """The workbook, to be read row by row."""
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions that it drops; we read cell values only
        warnings.simplefilter("ignore", category=UserWarning)
        try:
            return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        except _XLSX_FAULTS as fault:
            raise InputRefused("truncated_or_damaged") from fault


def _sheet_rows(
    table: Body, place: str, rows: Iterable[tuple[object, ...]], limits: CaptureLimits, columns: ColumnMap
) -> Iterator[Gathered | Body | Refusal]:
    """The rows of one sheet; an empty sheet has none."""
    names: list[str] | None = None
    for number, row in _numbered(rows, limits):
        if isinstance(row, InputRefused):
            yield refusal(row, f"{place}row {number}")
            return
        values = [_plain(value) for value in row]
        if not any(values):
            continue
        if names is None:
            names = column_names(values, columns)
            continue
        cells: dict[str, object] = {name: value for name, value in zip(names, values, strict=False) if value}
        yield take_row(table, f"{place}row {number}", number, cells, canonical_json(cells), columns)


def _numbered(
    rows: Iterable[tuple[object, ...]], limits: CaptureLimits
) -> Iterator[tuple[int, tuple[object, ...] | InputRefused]]:
    """Numbered rows; a fault in the sheet ends it and says so."""
    numbered = enumerate(rows, start=1)
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=UserWarning)  # a cell that is no date
                number, row = next(numbered)
        except StopIteration:
            return
        except _XLSX_FAULTS:
            yield number + 1, InputRefused("truncated_or_damaged")
            return
        if number > limits.sheet_rows_max or len(row) > limits.columns_max:
            large = InputRefused("sheet_too_large", rows=limits.sheet_rows_max, columns=limits.columns_max)
            yield number, large
            return
        yield number, row


def _plain(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return without_surrogates(str(value))
