"""The JSON lines of a release in, its CSV and Parquet files out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.exchange.contract import FileLine
from harmledger.publishing.digested import digested
from harmledger.publishing.release.dictionary import Column
from harmledger.publishing.release.tables import TABLES, Row, Table
from harmledger.publishing.spreadsheet import Cell, table_row
from harmledger.records.canonical import sha256

_ROWS_AT_ONCE = 20_000
_TYPES = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "boolean": pa.bool_(),
}  # fmt: skip
_WORDS = {True: "true", False: "false"}


def write_tables(lines: Path, into: Path) -> dict[str, FileLine]:
    """Writes `<table>.csv` and `<table>.parquet` for every table, from the lines that stand in `lines`."""
    files: dict[str, FileLine] = {}
    for table in TABLES:
        files[f"{table.name}.csv"] = _write_csv(lines, into, table)
        files[f"{table.name}.parquet"] = _write_parquet(lines, into, table)
    return files


def rows(folder: Path, table: Table) -> Iterator[Row]:
    """The rows of a table, in the order of its lines."""
    decoder = msgspec.json.Decoder(table.line)
    with (folder / table.source).open("rb") as lines:
        for line in lines:
            yield from table.rows(decoder.decode(line))


def _write_csv(lines: Path, into: Path, table: Table) -> FileLine:
    with digested(into / f"{table.name}.csv") as file:
        file.write(table_row([column.name for column in table.columns]))
        for row in rows(lines, table):
            file.write(table_row([_WORDS[cell] if isinstance(cell, bool) else cell for cell in row]))
    return file.line()


def _write_parquet(lines: Path, into: Path, table: Table) -> FileLine:
    """In groups of rows, so that memory holds one; the bytes follow from the rows and the version of
    pyarrow."""
    path = into / f"{table.name}.parquet"
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])
    written = 0
    with path.open("wb") as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for group in _groups(rows(lines, table)):
                written += len(group)
                columns = zip(*group, strict=True)
                arrays = [
                    pa.array([_cell(cell, column) for cell in cells], _TYPES[column.kind])
                    for column, cells in zip(table.columns, columns, strict=True)
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        file.flush()
        os.fsync(file.fileno())
    content = path.read_bytes()
    return FileLine(sha256=sha256(content), size_bytes=len(content), lines=written)


def _groups(listed: Iterator[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in listed:
        group.append(row)
        if len(group) == _ROWS_AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _cell(cell: Cell | bool, column: Column) -> Cell | bool | dt.date:
    return dt.date.fromisoformat(cell) if column.kind == "date" and isinstance(cell, str) else cell
