"""Tellings and the pairs worth following in, pieces of work out: whole components together, about as many tellings
each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.dataset as ds

from harmledger.engines.linking.store import Number, number_of
from harmledger.engines.linking.told import Tellings
from harmledger.linking.components import Edge, Groups

TELLINGS = 2_000
"""In a piece of work, at least: a component is never parted, however large it is."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Whole components: no telling of another bin has a say in their clusters."""

    number: int
    tellings: tuple[Number, ...]
    edges: tuple[Edge, ...]


def bins_of(scratch: Path, told: Sequence[Tellings]) -> list[Bin]:
    """Every telling in exactly one bin. The same tellings and edges give the same bins."""
    groups = Groups(number_of(one.file, row) for one in told for row in range(one.count))
    for one, other in (*_edges(scratch), *_filed_together(scratch)):
        groups.unite(one, other)
    packed = list(_packed(groups.all()))
    bin_of = {telling: n for n, tellings in enumerate(packed) for telling in tellings}
    edges: dict[int, list[Edge]] = defaultdict(list)
    for edge in _edges(scratch):
        edges[bin_of[edge[0]]].append(edge)
    return [
        Bin(number=n, tellings=tuple(tellings), edges=tuple(edges[n])) for n, tellings in enumerate(packed)
    ]


def _packed(components: Iterable[Sequence[Number]]) -> Iterator[list[Number]]:
    held: list[Number] = []
    for component in components:
        held += component
        if len(held) >= TELLINGS:
            yield held
            held = []
    if held:
        yield held


def _edges(scratch: Path) -> Iterator[Edge]:
    return _rows(scratch / "edges", "one", "other")


def _filed_together(scratch: Path) -> Iterator[Edge]:
    """A chain through the tellings of each filing: these are one, whatever they look like."""
    filings: dict[str, list[Number]] = defaultdict(list)
    for filing, number in _rows(scratch / "filed", "filing", "number"):
        filings[filing].append(number)
    for numbers in filings.values():
        yield from pairwise(numbers)


def _rows(folder: Path, first: str, second: str) -> Iterator[tuple[Any, Any]]:
    files = sorted(str(file) for file in folder.glob("*.parquet"))
    for batch in ds.dataset(files, format="parquet").to_batches(columns=[first, second], use_threads=False):
        yield from zip(batch[first].to_pylist(), batch[second].to_pylist(), strict=True)
