"""A cell of a row in, the whole number that it writes out."""

from __future__ import annotations

import re

from harmledger.errors import InputRefused
from harmledger.exchange.sheet import Sheet

_WHOLE = re.compile(r"(\d{1,10})(?:\.0*)?")


def number_in(sheet: Sheet, column: str | None) -> int | None:
    """The number in `column`, `12`, `12.0` or `1,200`; null where the cell is empty. Raises InputRefused."""
    cell = sheet.cell(column)
    if cell is None:
        return None
    whole = _WHOLE.fullmatch(cell.replace(",", ""))
    if whole is None:
        raise InputRefused("cell_not_a_number", column=column or "")
    return int(whole[1])
