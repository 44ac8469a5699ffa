"""Incident lines in, rows of `incidents.csv` out: one row an incident, safe to open in a spreadsheet
program."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import get_args

from harmledger.exchange.contract import BoundsLine, IncidentLine
from harmledger.records.figure import Group

Cell = str | int | float | None

_OUTCOMES = ("killed", "injured")
_GROUPS: tuple[Group, ...] = get_args(Group)
_LEADING = (
    "id", "key", "date_start", "date_end", "place", "latitude", "longitude", "radius_m",
)  # fmt: skip
_CLOSING = (
    "strike_status", "grade", "blamed", "origins", "links", "reports", "claims", "convention",
)  # fmt: skip
COLUMNS = (
    *_LEADING,
    *(f"{outcome}_{group}_{end}" for outcome in _OUTCOMES for group in _GROUPS for end in ("low", "high")),
    *_CLOSING,
)
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What spreadsheet programs take for the start of a formula (OWASP, CSV Injection), full-width forms
included."""


def csv_header() -> bytes:
    """The first row: the names of the columns."""
    return table_row(COLUMNS)


def csv_row(line: IncidentLine) -> bytes:
    """One incident. A cell that is not known is empty, never 0; lists are joined by `; `."""
    return table_row(incident_cells(line))


def incident_cells(line: IncidentLine) -> list[Cell]:
    """The cells of one incident, in the order of `COLUMNS`; null where not known."""
    place, date = line.place, line.date
    cells: list[Cell] = [line.id, line.key]
    cells += [date.start.isoformat(), date.end.isoformat()] if date else [None, None]
    cells += [place.name, place.latitude, place.longitude, place.radius_m] if place else [None] * 4
    for table in (line.killed, line.injured):
        for group in _GROUPS:
            cells += _ends(table.get(group))
    cells += [line.strike_status, line.grade, "; ".join(line.blamed), line.origins, line.links]
    cells += [len(line.reports) + len(line.also_told_in), len(line.claims), line.convention]
    return cells


def _ends(bounds: BoundsLine | None) -> list[Cell]:
    return [bounds.low, bounds.high] if bounds else [None, None]


def table_row(cells: Sequence[Cell]) -> bytes:
    """One row, as a spreadsheet program reads it; a cell that is not known is empty."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return written.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """Words that a spreadsheet would run as a formula get a leading apostrophe; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
