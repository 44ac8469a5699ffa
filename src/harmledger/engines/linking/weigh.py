"""Pairs of tellings in, those that are worth following out, with their scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.engines.linking.store import open_store
from harmledger.linking.model import default_model
from harmledger.linking.score import Following

_SCHEMA = pa.schema([("one", pa.int64()), ("other", pa.int64())])


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the pairs: a group of rows of a file."""

    number: int
    path: Path
    group: int


def parts_of(pairs: Path) -> list[Part]:
    """All that `pairs.sql` wrote, in order."""
    files = sorted(pairs.glob("*.parquet"))
    groups = [(file, group) for file in files for group in range(pq.ParquetFile(file).num_row_groups)]
    return [Part(number=n, path=path, group=group) for n, (path, group) in enumerate(groups)]


def weigh_parts(scratch: Path, parts: list[Part]) -> list[int]:
    """How many pairs each part holds; those worth following are written to `scratch`/edges."""
    return [_weigh(scratch, part) for part in parts]


def _weigh(scratch: Path, part: Part) -> int:
    pairs = pq.ParquetFile(part.path).read_row_group(part.group, columns=["one", "other"])
    edges = list(_worth_following(scratch, pairs))
    out = scratch / "edges" / f"{part.number:06}.parquet"
    out.parent.mkdir(exist_ok=True)
    one, other = zip(*edges, strict=True) if edges else ((), ())
    pq.write_table(pa.table([pa.array(one, pa.int64()), pa.array(other, pa.int64())], schema=_SCHEMA), out)
    return int(pairs.num_rows)


def _worth_following(scratch: Path, pairs: pa.Table) -> Iterator[tuple[int, int]]:
    store, following = open_store(scratch / "tellings"), Following(default_model())
    for one, other in zip(pairs["one"].to_pylist(), pairs["other"].to_pylist(), strict=True):
        if following.score(store.side(one), store.side(other)) is not None:
            yield one, other
