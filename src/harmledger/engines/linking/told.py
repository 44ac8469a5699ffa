"""A file of a corpus's reports in, its tellings and all that they can meet by out, as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from harmledger.engines.corpus.tables import Kept
from harmledger.engines.linking.store import Stored, number_of, write_stored
from harmledger.linking.blocking import MEETINGS, cells_of, level_of, order_of
from harmledger.linking.facts import facts_of
from harmledger.linking.model import default_model
from harmledger.linking.parts import own_matter
from harmledger.linking.sides import Matter, Side, make_side
from harmledger.reading.tellings import tellings_of

_SCHEMAS = {
    "keys": pa.schema(
        [
            ("meeting", pa.int32()), ("key", pa.string()),
            ("day", pa.int32()), ("id", pa.string()), ("number", pa.int64()),
        ]
    ),
    "cells": pa.schema(
        [
            ("grid", pa.int32()), ("latitude_row", pa.int32()), ("longitude_column", pa.int32()),
            ("bucket", pa.int32()), ("own_grid", pa.int32()), ("day", pa.int32()),
            ("id", pa.string()), ("number", pa.int64()),
        ]
    ),
    "filed": pa.schema([("filing", pa.string()), ("number", pa.int64())]),
}  # fmt: skip
TABLES = tuple(_SCHEMAS)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One file of reports."""

    file: int
    """Its number in this run."""
    path: Path
    known: frozenset[str]
    """Reports of it that an earlier file holds as well: these are not told twice."""


class Tellings(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: its tellings have the rows 0 to `count` - 1."""

    file: int
    count: int


def tell_files(scratch: Path, sources: list[Source]) -> list[Tellings]:
    """Writes the tellings of each file, and the tables `TABLES`, below `scratch`."""
    return [write_told(scratch, source.file, list(_told(source))) for source in sources]


def write_told(scratch: Path, file: int, told: Sequence[Stored]) -> Tellings:
    """Writes these tellings, each with its own matter, as the file of this number."""
    write_stored(scratch / "tellings", file, told)
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in TABLES}
    levels = default_model().levels
    for row, stored in enumerate(told):
        side = make_side(stored.telling, stored.matter, levels)
        day, id = order_of(side)
        who = (day, id, number_of(file, row))
        rows["keys"] += [(meeting, key, *who) for meeting, key in _keys(side)]
        rows["cells"] += [(grid, *cell, level_of(side), *who) for grid, cell in cells_of(side)]
        if stored.telling.filed_under is not None:
            rows["filed"].append((stored.telling.filed_under, number_of(file, row)))
    for name, schema in _SCHEMAS.items():
        _write(scratch / name / f"{file:06}.parquet", schema, rows[name])
    return Tellings(file=file, count=len(told))


def _told(source: Source) -> Iterator[Stored]:
    reports = ds.dataset(source.path, format="parquet")
    for batch in reports.to_batches(columns=["id", "record"], filter=pc.field("claims") > 0, batch_size=256):
        for row in batch.to_pylist():
            if row["id"] not in source.known:
                yield from _told_by(msgspec.json.decode(row["record"], type=Kept))


def _told_by(kept: Kept) -> Iterator[Stored]:
    facts = facts_of(kept.report, kept.text)
    claims = {claim.id: claim for claim in kept.reading.claims}
    tellings = tellings_of(kept.report, kept.reading, kept.filings)
    whole = {
        telling.id: Matter(claims=tuple(claims[id] for id in telling.claims), facts=facts)
        for telling in tellings
    }
    own = own_matter(tellings, whole)
    return (Stored(telling=telling, matter=own[telling.id]) for telling in tellings)


def _keys(side: Side) -> Iterator[tuple[int, str]]:
    for number, meeting in enumerate(MEETINGS):
        for key in sorted(set(meeting.keys_of(side))):
            yield number, key


def _write(path: Path, schema: pa.Schema, rows: Iterable[tuple[object, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    pq.write_table(pa.table(arrays, schema=schema), path)


def write_ways(scratch: Path, cell_window: int, steps: Sequence[tuple[int, int, int]]) -> None:
    """Writes the two small tables by which `pairs.sql` knows how tellings meet: `ways` and `steps`."""
    ways = [(n, way.least, way.days, way.window) for n, way in enumerate(MEETINGS)]
    _write(scratch / "ways" / "0.parquet", _ints("meeting", "least", "days", "most"), ways)
    _write(
        scratch / "steps" / "0.parquet",
        _ints("north", "east", "later", "most"),
        [(*step, cell_window) for step in steps],
    )


def _ints(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.int32()) for name in names])
