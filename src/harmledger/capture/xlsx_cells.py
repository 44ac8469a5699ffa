"""The bytes of a workbook in, the cells of its sheets as text out, row by row."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import without_surrogates
from harmledger.capture.zipped import check_office_zip
from harmledger.errors import InputRefused

_XLSX_FAULTS = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, InvalidFileException,  # the container
    XMLSyntaxError, ParseError,  # a part that is no XML
    KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, AssertionError,  # their links
    OSError,  # a part that ends early, or packed with damaged data
)  # fmt: skip
"""What openpyxl raises for damaged workbooks, found by mutating them: it checks little."""
NumberedCells = Iterator[tuple[int, list[str] | InputRefused]]


@contextmanager
def opened_sheets(content: bytes, limits: CaptureLimits) -> Iterator[list[NumberedCells]]:
    """The sheets of a workbook, each as its rows with their numbers; a fault in a sheet ends it and says so.

    Macros are never run; a formula gives the value last computed. Raises InputRefused where the workbook cannot be
    opened.
    """
    check_office_zip(content, limits)
    book = _opened(content)
    try:
        yield [_cells(sheet.iter_rows(values_only=True), limits) for sheet in book.worksheets]
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


def _cells(rows: Iterable[tuple[object, ...]], limits: CaptureLimits) -> NumberedCells:
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
        yield number, [_plain(value) for value in row]


def _plain(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return without_surrogates(str(value))
