"""The cells of a row under the names of its columns in, the row out: what every reader of a table gives."""

from __future__ import annotations

import re
from typing import NamedTuple

from harmledger.errors import InputRefused

FORMULA = re.compile(r"[\s]*[=+\-@＝＋－＠]|[\t\r\n]")
"""What spreadsheet programs take for the start of a formula (OWASP, CSV Injection)."""


class Row(NamedTuple):
    """One row: its number in the file, and its filled cells by column, or why it cannot be read."""

    number: int
    cells: dict[str, str]
    fault: InputRefused | None = None


def row_under(number: int, names: list[str], row: list[str] | InputRefused) -> Row:
    """The row of these cells; one that is not as wide as its names, or not in the encoding, with its fault."""
    if isinstance(row, InputRefused):
        return Row(number, {}, row)
    if row and len(row) != len(names):
        return Row(number, {}, InputRefused("row_not_as_wide_as_header", cells=len(row), columns=len(names)))
    if any("\udc80" <= sign <= "\udcff" for cell in row if not cell.isascii() for sign in cell):
        return Row(number, {}, InputRefused("undecodable"))
    cells = ((name, _read(cell)) for name, cell in zip(names, row, strict=bool(row)))
    return Row(number, {name: cell for name, cell in cells if cell})


def _read(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running it."""
    plain = cell.strip()
    return plain[1:] if plain.startswith("'") and FORMULA.match(plain[1:]) else plain
