"""An XLSX file of another house in, the rows of the sheet that has the columns of its table out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from harmledger.capture.limits import CaptureLimits
from harmledger.capture.xlsx_cells import NumberedCells, opened_sheets
from harmledger.errors import InputRefused
from harmledger.exchange.row import Row, row_under

Names = Callable[[list[str]], list[str] | None]
"""The names of the columns, if this row gives them; null if it does not."""
_ZIP = b"PK\x03\x04"


def is_workbook(path: Path) -> bool:
    """Whether the file begins as a workbook does."""
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def workbook_rows(path: Path, names_of: Names, *, within: int) -> Iterator[Row]:
    """Each row of every sheet whose first `within` filled rows hold one that names the columns.

    Numbered as the workbook numbers them. Nothing where no sheet has such a row. Raises InputRefused for a file that
    is no workbook.
    """
    with opened_sheets(path.read_bytes(), CaptureLimits()) as sheets:
        for sheet in sheets:
            yield from _sheet_rows(sheet, names_of, within)


def _sheet_rows(sheet: NumberedCells, names_of: Names, within: int) -> Iterator[Row]:
    names: list[str] | None = None
    looked = 0
    for number, cells in sheet:
        if names is None:
            if isinstance(cells, InputRefused) or looked == within:
                return
            looked += any(cells)
            names = names_of(cells) if any(cells) else None
        elif isinstance(cells, InputRefused) or any(cells):
            yield row_under(number, names, _as_wide(cells, len(names)))


def _as_wide(cells: list[str] | InputRefused, width: int) -> list[str] | InputRefused:
    """Sheets leave out empty cells at the end of a row, and may have some beyond the last name."""
    if isinstance(cells, InputRefused):
        return cells
    filled = [*cells, *[""] * (width - len(cells))]
    return filled[:width] if not any(filled[width:]) else filled
