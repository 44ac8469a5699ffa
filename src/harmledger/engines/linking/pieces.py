"""Ties between tellings in, their pieces out, packed into bins of work: only tellings of one piece can be of one
incident, so that each bin is worked on by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from harmledger.engines.linking.store import Number, number_of, write_table
from harmledger.engines.linking.told import Tellings
from harmledger.linking.components import Edge, components
from harmledger.linking.model import default_model

TELLINGS = 2_000
"""In a bin, at least: its worker holds all of them in memory."""
_PIECES = pa.schema([("number", pa.int64()), ("piece", pa.int32()), ("bin", pa.int32())])


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Whole pieces: no telling of another bin has a say in their clusters."""

    number: int
    pieces: tuple[tuple[Number, ...], ...]


def bins_of(scratch: Path, told: Sequence[Tellings]) -> list[Bin]:
    """Every telling in exactly one piece of one bin, and the same as the table `pieces`, for `inner.sql`.

    The same tellings and ties give the same bins. Ties are read from their files anew each time that a component is
    cut: memory holds a few numbers for each telling.
    """
    bins = list(_packed(_pieces(scratch, told)))
    rows = [
        (number, nth, each.number)
        for nth, (each, piece) in enumerate((each, piece) for each in bins for piece in each.pieces)
        for number in piece
    ]
    write_table(scratch / "pieces" / "0.parquet", _PIECES, rows)
    return bins


def _packed(pieces: Iterable[Sequence[Number]]) -> Iterator[Bin]:
    held: list[tuple[Number, ...]] = []
    number = tellings = 0
    for piece in pieces:
        held.append(tuple(piece))
        tellings += len(piece)
        if tellings >= TELLINGS:
            yield Bin(number=number, pieces=tuple(held))
            held, tellings, number = [], 0, number + 1
    if held:
        yield Bin(number=number, pieces=tuple(held))


def _pieces(scratch: Path, told: Sequence[Tellings]) -> Iterator[list[Number]]:
    """The pieces by their smallest number. Tellings of one filing are one unit, whatever they look like."""
    every = [number_of(one.file, row) for one in told for row in range(one.count)]
    filed, members, unit_of = _units(scratch)
    decide = default_model().decide

    def ties(bar: int) -> Iterator[Edge]:
        for one, other in _ties(scratch, bar):
            if one not in filed or other not in filed or filed[one] == filed[other]:
                yield unit_of.get(one, one), unit_of.get(other, other)

    units = (number for number in every if unit_of.get(number, number) == number)
    for piece in sorted(
        components(units, ties, bar=decide.follow_at, top=decide.most, fits=decide.component_tellings)
    ):
        yield [number for unit in piece for number in members.get(unit, (unit,))]


def _units(
    scratch: Path,
) -> tuple[Mapping[Number, str], Mapping[Number, list[Number]], Mapping[Number, Number]]:
    """Of tellings that are filed: the filing of each, the tellings of each unit by its first one, and that first one
    of each."""
    filed: dict[Number, str] = {}
    together: dict[str, list[Number]] = defaultdict(list)
    for batch in _batches(scratch / "filed", ["filing", "number"]):
        for filing, number in zip(*batch, strict=True):
            filed[number] = filing
            together[filing].append(number)
    members = {min(numbers): sorted(numbers) for numbers in together.values()}
    return filed, members, {number: first for first, numbers in members.items() for number in numbers}


def _ties(scratch: Path, bar: int) -> Iterator[Edge]:
    for ones, others in _batches(scratch / "ties", ["one", "other"], pc.field("score") >= bar):
        yield from zip(ones, others, strict=True)


def _batches(
    folder: Path, columns: list[str], where: pc.Expression | None = None
) -> Iterator[list[list[Any]]]:
    files = sorted(str(file) for file in folder.glob("*.parquet"))
    for batch in ds.dataset(files, format="parquet").to_batches(
        columns=columns, filter=where, use_threads=False
    ):
        yield [batch[column].to_pylist() for column in columns]
