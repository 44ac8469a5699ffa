"""Parquet tables; in: a seekable body; out: an item a row, its cells kept as canonical JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap, column_names
from harmledger.capture.gathered import Gathered
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import without_surrogates
from harmledger.capture.refusing import refusal
from harmledger.capture.rows import take_row
from harmledger.errors import InputRefused
from harmledger.records.canonical import canonical_json
from harmledger.records.refusal import Refusal

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_PARQUET_FAULTS = (
    OSError,  # a column cut short, or packed with damaged data
    ValueError,  # pyarrow.ArrowInvalid: no footer, types that do not fit
    KeyError,
    NotImplementedError,  # a way of packing that pyarrow does not know
    MemoryError,  # sizes that a damaged footer states
)
_ROWS_AT_ONCE = 256
_KEPT_AS_THEY_ARE = (str, int, float, bool)


def parquet_rows(
    table: Body, limits: CaptureLimits, columns: ColumnMap
) -> Iterator[Gathered | Body | Refusal]:
    """Each row of a Parquet table that names a text or a file; only columns that `columns` names are read.

    Raises InputRefused where the table cannot be opened, or holds no such column.
    """
    from pyarrow.parquet import ParquetFile  # a second to import, and few reports come as Parquet

    with table.open() as stream:
        try:
            opened = ParquetFile(stream)
            names = opened.schema_arrow.names
        except _PARQUET_FAULTS as fault:
            raise InputRefused("truncated_or_damaged") from fault
        ours = dict(zip(names, column_names(names, columns), strict=True))
        wanted = {name: known for name, known in ours.items() if known in _names_of(columns)}
        for number, cells in _numbered(opened, wanted):
            place = f"{table.location}#row {number}"
            if isinstance(cells, InputRefused):
                yield refusal(cells, place)
                return
            content = canonical_json(cells)
            if len(content) > limits.row_bytes_max:
                yield refusal(InputRefused("row_too_long", limit=limits.row_bytes_max), place)
                continue
            yield take_row(table, place, number, cells, content, columns)


def _names_of(columns: ColumnMap) -> set[str]:
    return {str(getattr(columns, field)) for field in columns.__struct_fields__}


def _numbered(
    table: ParquetFile, wanted: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, object] | InputRefused]]:
    """Numbered rows; a fault in the table ends it and says so."""
    number = 0
    batches = table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=list(wanted), use_threads=False)
    try:
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                yield (
                    number,
                    {wanted[name]: _plain(value) for name, value in row.items() if value is not None},
                )
    except _PARQUET_FAULTS:
        yield number + 1, InputRefused("truncated_or_damaged")


def _plain(value: object) -> object:
    """A cell as JSON has it: dates as ISO, bytes as the UTF-8 that they mostly are."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, _KEPT_AS_THEY_ARE):
        return value
    if isinstance(value, dt.date):  # and a datetime, which is one
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
