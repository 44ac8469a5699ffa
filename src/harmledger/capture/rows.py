"""One row of a table; in: its cells and its bytes; out: a Gathered, the body of its file, or a refusal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap, Row, row_of
from harmledger.capture.gathered import Gathered, gathered
from harmledger.capture.media import ROW
from harmledger.capture.naming import file_name, one_line
from harmledger.capture.refusing import refusal
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal


def take_row(
    table: Body, place: str, number: int, cells: Mapping[str, object], content: bytes, columns: ColumnMap
) -> Gathered | Body | Refusal:
    """What row `number` of `table` gives; `place` is its location."""
    try:
        row = row_of(cells, columns)
        key = row.key or f"{table.name}#{number}"
        if row.file is not None:
            return _file_of_row(table, row, row.file, place, key)
    except InputRefused as refused:
        return refusal(refused, place)
    return gathered(content=content, location=place, key=key, media_type=ROW, given=row.given)


def _file_of_row(table: Body, row: Row, file: str, place: str, key: str) -> Body:
    """The file that a row names, which must lie in the table's folder or below it, links followed."""
    folder, named = table.folder, one_line(file) or ""
    if folder is None:
        raise InputRefused("row_file_in_archive", file=named)
    relative = PurePosixPath(file)
    if relative.is_absolute() or PureWindowsPath(file).drive or "\x00" in file:
        raise InputRefused("row_file_outside", file=named)
    path = Path(folder, relative)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as fault:  # a name too long, a loop of links
        raise InputRefused("row_file_missing", file=named) from fault
    if not inside:
        raise InputRefused("row_file_outside", file=named)
    if not os.path.isfile(path):
        raise InputRefused("row_file_missing", file=named)
    return Body(
        open=lambda: path.open("rb"), name=file_name(path.name), location=f"{place} file {file}", key=key,
        given=row.given, one_report=True, depth=table.depth + 1,
    )  # fmt: skip
