"""Pairs of tellings in, those that are worth following out, with their scores: ties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.engines.linking.store import open_store, write_table
from harmledger.linking.model import default_model
from harmledger.linking.score import Following

_TIES = pa.schema([("one", pa.int64()), ("other", pa.int64()), ("score", pa.int32()), ("day", pa.int32())])


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some rows of what a query gave: a group of rows of a file."""

    number: int
    path: Path
    group: int

    def rows(self) -> pa.Table:
        """The rows themselves."""
        return pq.ParquetFile(self.path).read_row_group(self.group)


def parts_of(folder: Path) -> list[Part]:
    """All that a query wrote, in order."""
    files = sorted(folder.glob("*.parquet"))
    groups = [(file, group) for file in files for group in range(pq.ParquetFile(file).num_row_groups)]
    return [Part(number=n, path=path, group=group) for n, (path, group) in enumerate(groups)]


def weigh_parts(scratch: Path, parts: list[Part]) -> list[int]:
    """How many pairs each part holds; those worth following are written to `scratch`/ties."""
    return [_weigh(scratch, part) for part in parts]


def _weigh(scratch: Path, part: Part) -> int:
    pairs = part.rows()
    write_table(scratch / "ties" / f"{part.number:06}.parquet", _TIES, _ties(scratch, pairs))
    return int(pairs.num_rows)


def _ties(scratch: Path, pairs: pa.Table) -> Iterator[tuple[int, int, int, int]]:
    store, following = open_store(scratch / "tellings"), Following(default_model())
    for one, other, day in zip(*(pairs[name].to_pylist() for name in ("one", "other", "day")), strict=True):
        score = following.score(store.side(one), store.side(other))
        if score is not None:
            yield one, other, score, day
