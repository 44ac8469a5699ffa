"""A side in, its stand out: its place in the order of days, and the keys by which it meets others.

A stand depends on its side alone, is small, and is what a record keeps of each telling so that new ones find it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from math import cos, floor, radians
from typing import NamedTuple

import msgspec

from harmledger.linking.facts import PERMUTATIONS
from harmledger.linking.rarity import bits_of
from harmledger.linking.sides import Side

DAYS_A_BUCKET = 4
"""Sides near in place and up to so many days apart always look for each other."""
GRIDS = ((5_000, 0.1), (25_000, 0.5), (100_000, 2.0))
"""Largest radius in metres, cell in degrees of latitude: a place is looked for as coarsely as it is known."""
NAME_BITS = 16
"""Two words of a name together: "Mary Brown" is too common to meet by."""
BANDS = 16
"""Of four values of the signature each: texts that share half of their shingles meet with a chance of 0.64,
0.7: 0.99."""
_OF_WORDS = 1 << 62
"""Set in keys of words, never in those of cells."""


class At(NamedTuple):
    """A place in the order of days, ties by id."""

    day: int
    id: str


class Cell(NamedTuple):
    """A square of a grid."""

    grid: int
    row: int
    column: int


class Stand(msgspec.Struct, frozen=True, array_like=True):
    """How one telling can be met."""

    id: str
    day: int
    """Proleptic ordinal; 0 where it is not known."""
    level: int
    """The grid that is fine enough for its place; past the last one where place or days are missing."""
    cells: tuple[Cell, ...]
    """Where it is on that grid and on each coarser one."""
    words: tuple[tuple[int, ...], ...]
    """Its keys of names, of bands of the signature, of the rarest and of rare words, of streets."""

    @property
    def at(self) -> At:
        """Its place in the order of days."""
        return At(self.day, self.id)

    @property
    def bucket(self) -> int:
        """The few days that it falls in."""
        return self.day // DAYS_A_BUCKET

    def held_keys(self) -> Iterator[int]:
        """All keys that it is found by."""
        yield from cells_held(self)
        for keys in self.words:
            yield from keys


def stand_of(side: Side) -> Stand:
    """The stand of this side."""
    level = _level_of(side)
    return Stand(
        id=side.id,
        day=side.days.end if side.days is not None else 0,
        level=level,
        cells=tuple(_cell_of(side, grid) for grid in range(level, len(GRIDS))),
        words=tuple(
            tuple(sorted({_word_key(nth, word) for word in words(side)})) for nth, words in enumerate(_WORDS)
        ),
    )


def cells_held(stand: Stand) -> Iterator[int]:
    """A key for each of its cells. Grids beyond its own are there to be met by those whose own they are."""
    for cell in stand.cells:
        yield _cell_key(cell, stand.bucket, own=cell.grid == stand.level)


def cells_around(stand: Stand, *, later: bool) -> Iterator[tuple[int, list[int]]]:
    """For each of its cells its key, and the keys of those near it, in its days or those before (or `later`).

    Two meet on the grid of the coarser place of the two: one of them is on its own grid there.
    """
    buckets = (stand.bucket, stand.bucket + 1) if later else (stand.bucket - 1, stand.bucket)
    for cell in stand.cells:
        own = cell.grid == stand.level
        near = [
            _cell_key(Cell(cell.grid, row, column), bucket, own=its_own)
            for row in range(cell.row - 1, cell.row + 2)
            for column in range(cell.column - 1, cell.column + 2)
            for bucket in buckets
            for its_own in ((True, False) if own else (True,))
        ]
        yield _cell_key(cell, stand.bucket, own=own), near


def _cell_key(cell: Cell, bucket: int, *, own: bool) -> int:
    """A whole number below 2⁶² for a cell and some days: rows and columns fit at a tenth of a degree."""
    place = ((cell.grid * 2 + own) * 4096 + cell.row + 2048) * 8192 + cell.column + 4096
    return (place << 21) + bucket + 1


def _word_key(nth: int, word: str) -> int:
    digest = blake2b(f"{nth} {word}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2 | _OF_WORDS


def _level_of(side: Side) -> int:
    """The grid that is fine enough for the side's place; none where place or days are missing."""
    if side.where is None or side.days is None:
        return len(GRIDS)
    radius_m = side.where.radius_m
    return next((level for level, (most, _) in enumerate(GRIDS) if radius_m <= most), len(GRIDS))


def _cell_of(side: Side, grid: int) -> Cell:
    """Columns widen towards the poles, so that a cell stays about square."""
    if side.where is None:
        raise ValueError(f"telling {side.id} has no place")
    size = GRIDS[grid][1]
    row = floor(side.where.latitude / size)
    column = floor(side.where.longitude * max(0.1, cos(radians(row * size))) / size)
    return Cell(grid, row, column)


def _names(side: Side) -> Iterator[str]:
    """Victims named in the claims, and rare names anywhere in the report."""
    for person in side.persons:
        yield "|".join(person)
    for name in side.names:
        first, second = name.split(" ")
        if bits_of(first) + bits_of(second) >= NAME_BITS:
            yield "|".join(sorted((first, second)))


def _bands(side: Side) -> Iterator[str]:
    """Slices of the signature: near-duplicates share at least one."""
    signature = side.facts.signature
    width = 4 * PERMUTATIONS // BANDS
    for at in range(0, len(signature), width):
        yield f"{at}:{signature[at : at + width].hex()}"


def _rarest_words(side: Side) -> Sequence[str]:
    """Few words that hardly any text holds: two of them shared are enough at any distance in time, one within days."""
    return _rare(side, least_bits=11, most=12)


def _rare_words(side: Side) -> Sequence[str]:
    """More and less rare words: two of them shared are enough within days."""
    return _rare(side, least_bits=8, most=40)


def _rare(side: Side, *, least_bits: int, most: int) -> Sequence[str]:
    """Of the whole report: the name of its place, too, may be all that another one says of where it was."""
    words = side.facts.words
    rare = [word for word in words if bits_of(word) >= least_bits]
    return sorted(rare, key=lambda word: (-bits_of(word), -words[word], word))[:most]


def _streets(side: Side) -> Iterable[str]:
    return side.facts.streets


_WORDS: tuple[Callable[[Side], Iterable[str]], ...] = (_names, _bands, _rarest_words, _rare_words, _streets)
