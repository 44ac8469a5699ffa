"""Clusters that ties lead between in, which of them may be of one event after all out: for a person to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.engines.linking.store import Store, open_store, write_table
from harmledger.engines.linking.weigh import Part, parts_of
from harmledger.linking.model import default_model
from harmledger.linking.near import Likeness, average_of, few_of_each
from harmledger.linking.score import score_pair

LIKENESSES = pa.schema([("one", pa.string()), ("other", pa.string()), ("score", pa.int32())])
"""Of two clusters, each called by its first telling, the smaller id first."""


def liken_parts(scratch: Path, parts: list[Part]) -> list[int]:
    """How many pairs of clusters each part of `between.sql` holds; those alike are written to `scratch`/likenesses."""
    return [_liken(scratch, part) for part in parts]


def _liken(scratch: Path, part: Part) -> int:
    pairs = part.rows()
    rows = _alike(open_store(scratch / "tellings"), pairs)
    write_table(scratch / "likenesses" / f"between-{part.number:06}.parquet", LIKENESSES, rows)
    return int(pairs.num_rows)


def _alike(store: Store, pairs: pa.Table) -> Iterator[tuple[str, str, int]]:
    model = default_model()

    def score(one: int, other: int) -> int | None:
        return score_pair(store.side(one), store.side(other), model)

    for row in pairs.to_pylist():
        average = average_of(row["one_members"], row["other_members"], score)
        if average is not None and average >= model.decide.suggest_at:
            one, other = sorted((row["one_first"], row["other_first"]))
            yield one, other, average


def perhaps_of(scratch: Path) -> dict[str, list[str]]:
    """For each incident those that may be one with it, likeliest first, as `linking.near` lists them.

    In memory: the ids of the incidents, and a few for each.
    """
    incident_of: dict[str, str] = {}
    for file in sorted((scratch / "clusters").glob("*.parquet")):
        table = pq.read_table(file, columns=["first", "id"])
        incident_of |= dict(zip(table["first"].to_pylist(), table["id"].to_pylist(), strict=True))
    found: dict[str, list[str]] = defaultdict(list)
    for each in few_of_each(_likeliest(scratch)):
        one, other = incident_of[each.one], incident_of[each.other]
        found[one].append(other)
        found[other].append(one)
    return found


def _likeliest(scratch: Path) -> Iterator[Likeness]:
    for part in parts_of(scratch / "likeliest"):
        for row in part.rows().to_pylist():
            yield Likeness(one=row["one"], other=row["other"], score=row["score"], reasons=())
