"""Shards in, slices out: pieces of work of about one size, the same ones on any engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from harmledger.capture.limits import MIB
from harmledger.engines.corpus.sources import Shard
from harmledger.records.canonical import mint

SLICE_BYTES = 256 * MIB
"""Of a packed archive, some 8,000 pages. Each slice walks through the whole shard, at about 16,000 records a second
(fastwarc), and reads its own share at about 50: four slices a gigabyte cost under a tenth more, and no task is long."""

T = TypeVar("T")


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """Every `parts`-th report of a shard, from the `part`-th on: a huge page delays one slice and not its shard."""

    shard: Shard
    part: int
    parts: int

    @property
    def name(self) -> str:
        """The name of all files that the slice is read into."""
        return f"{mint('shd', self.shard.source.shown, self.shard.sha256)}-{self.part:04}-of-{self.parts:04}"

    def of(self, items: Iterable[T]) -> Iterator[tuple[int, T]]:
        """This slice's items of the whole shard, each with its number in it."""
        return ((number, item) for number, item in enumerate(items) if number % self.parts == self.part)


def slices_of(shards: Iterable[Shard], *, slice_bytes: int = SLICE_BYTES) -> list[Slice]:
    """The slices of all shards, in order. They follow from the bytes alone: asked for again, they are the same."""
    return [
        Slice(shard=shard, part=part, parts=parts)
        for shard in shards
        for parts in [max(1, -(-shard.size_bytes // slice_bytes))]
        for part in range(parts)
    ]
