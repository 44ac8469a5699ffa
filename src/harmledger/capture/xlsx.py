"""XLSX tables; in: a body; out: an item a row of each sheet, its cells kept as canonical JSON."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap, column_names
from harmledger.capture.gathered import Gathered
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.refusing import refusal
from harmledger.capture.rows import take_row
from harmledger.capture.xlsx_cells import NumberedCells, opened_sheets
from harmledger.errors import InputRefused
from harmledger.records.canonical import canonical_json
from harmledger.records.refusal import Refusal


def xlsx_rows(table: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Gathered | Body | Refusal]:
    """Each row under the header of each sheet. Macros are never run; a formula gives the value last computed.

    Raises InputRefused where the workbook cannot be opened; a sheet without the columns is refused by itself.
    """
    with opened_sheets(table.read(limits), limits) as sheets:
        for number, sheet in enumerate(sheets, start=1):
            place = f"{table.location}#" if number == 1 else f"{table.location}#sheet {number} "
            try:
                yield from _sheet_rows(table, place, sheet, columns)
            except InputRefused as refused:
                yield refusal(refused, f"{place}row 1")


def _sheet_rows(
    table: Body, place: str, rows: NumberedCells, columns: ColumnMap
) -> Iterator[Gathered | Body | Refusal]:
    """The rows of one sheet; an empty sheet has none."""
    names: list[str] | None = None
    for number, values in rows:
        if isinstance(values, InputRefused):
            yield refusal(values, f"{place}row {number}")
            return
        if not any(values):
            continue
        if names is None:
            names = column_names(values, columns)
            continue
        cells: dict[str, object] = {name: value for name, value in zip(names, values, strict=False) if value}
        yield take_row(table, f"{place}row {number}", number, cells, canonical_json(cells), columns)
