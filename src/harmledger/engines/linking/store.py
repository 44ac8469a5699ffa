"""Tellings in, files out from which any worker takes one by its number, without reading the others."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.linking.model import default_model
from harmledger.linking.sides import Matter, Side, make_side
from harmledger.records.telling import Telling

Number = int
"""Of a telling, for this run alone: the number of its file, and its row there."""
_ROW_BITS = 32
_ROWS_A_BATCH = 256
_SCHEMA = pa.schema([("told", pa.binary())])
_SIDES_KEPT = 8_000
"""A worker's last ones, some 200 MB: pairs come in order of days, so that the same ones are asked for again."""


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A telling with its own matter."""

    telling: Telling
    matter: Matter


def number_of(file: int, row: int) -> Number:
    """The number of the telling in this row of this file."""
    return file << _ROW_BITS | row


def write_stored(folder: Path, file: int, stored: Iterable[Stored]) -> None:
    """Writes the tellings to the file of this number, in their order."""
    content = [msgspec.msgpack.encode(each) for each in stored]
    folder.mkdir(parents=True, exist_ok=True)
    with pa.OSFile(str(_path(folder, file)), "wb") as sink, pa.ipc.new_file(sink, _SCHEMA) as writer:
        for start in range(0, len(content), _ROWS_A_BATCH):
            batch = pa.record_batch([pa.array(content[start : start + _ROWS_A_BATCH], pa.binary())], _SCHEMA)
            writer.write_batch(batch)


def write_table(path: Path, schema: pa.Schema, rows: Iterable[tuple[object, ...]]) -> None:
    """Writes rows, in the order of the columns of `schema`, to a Parquet file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    pq.write_table(pa.table(arrays, schema=schema), path)


class Store:
    """The tellings of a run, read from memory-mapped files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, pa.ipc.RecordBatchFileReader] = {}
        self.side = functools.lru_cache(_SIDES_KEPT)(self._side)

    def stored(self, number: Number) -> Stored:
        """The telling of this number."""
        file, row = number >> _ROW_BITS, number & ((1 << _ROW_BITS) - 1)
        if file not in self._files:
            self._files[file] = pa.ipc.open_file(pa.memory_map(str(_path(self._folder, file))))
        batch = self._files[file].get_batch(row // _ROWS_A_BATCH)
        return msgspec.msgpack.decode(batch.column(0)[row % _ROWS_A_BATCH].as_buffer(), type=Stored)

    def _side(self, number: Number) -> Side:
        stored = self.stored(number)
        return make_side(stored.telling, stored.matter, default_model().levels)


@functools.lru_cache(1)
def open_store(folder: Path) -> Store:
    """The store in `folder`, opened once a worker."""
    return Store(folder)


def _path(folder: Path, file: int) -> Path:
    return folder / f"{file:06}.arrow"
