"""Sides in, the pairs worth comparing out: near in place and days, or sharing rare names, rare words or
copied text.

What a side meets by depends on that side alone. Pairs are left out only in crowds: of more than `window`
sides that share a key each meets the nearest in days alone, so that cost grows with the number of tellings,
not its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import cos, floor, radians
from typing import NamedTuple

from harmledger.linking.facts import PERMUTATIONS
from harmledger.linking.rarity import bits_of
from harmledger.linking.sides import Side
from harmledger.records.canonical import sha256

Pair = tuple[int, int]
Cell = tuple[int, int, int]
"""Row, column, bucket of days."""

ANY_DAYS = 4_000_000
"""More than all days of the calendar."""
DAYS_A_BUCKET = 4
"""Sides near in place and up to so many days apart always meet."""
CELL_WINDOW = 150
GRIDS = ((5_000, 0.1), (25_000, 0.5), (100_000, 2.0))
"""Largest radius in metres, cell in degrees of latitude: a place is looked for as coarsely as it is known."""
NAME_BITS = 16
"""Two words of a name together: "Mary Brown" is too common to meet by."""
BANDS = 16
"""Of four values of the signature each: texts that share half of their shingles meet with a chance of 0.64,
0.7: 0.99."""


class Meeting(NamedTuple):
    """A way to meet: `least` shared keys within `days` of each other, among the `window` nearest in days of
    a key."""

    keys_of: Callable[[Side], Iterable[str]]
    least: int
    days: int
    window: int


def candidate_pairs(sides: Sequence[Side]) -> Iterator[Pair]:
    """Pairs (i, j), i < j, of positions in `sides`; each once, in ascending order."""
    mates: dict[int, set[int]] = defaultdict(set)
    for i, j in _place_pairs(sides):
        mates[min(i, j)].add(max(i, j))
    for meeting in MEETINGS:
        for i, j in _meeting_pairs(sides, meeting):
            mates[min(i, j)].add(max(i, j))
    for i in sorted(mates):
        for j in sorted(mates[i]):
            yield i, j


def held_keys(side: Side) -> frozenset[str]:
    """All that others can meet the side by. Depends on that side alone."""
    keys = {f"{nth} {key}" for nth, meeting in enumerate(MEETINGS) for key in meeting.keys_of(side)}
    return frozenset(keys | {_cell_key(level, cell) for level, cell in cells_of(side)})


def sought_keys(side: Side) -> frozenset[str]:
    """All keys whose holders may meet the side, or be kept from meeting each other by it where a key is crowded."""
    around = (
        (level, (row + a, column + b, bucket + c))
        for level, (row, column, bucket) in cells_of(side)
        for a in (-1, 0, 1)
        for b in (-1, 0, 1)
        for c in (-1, 0, 1)
    )
    return held_keys(side) | {_cell_key(level, cell) for level, cell in around}


def cells_of(side: Side) -> Iterator[tuple[int, Cell]]:
    """Its cell on each grid that is as coarse as its place, or coarser, with the number of the grid."""
    for level, (_, cell) in enumerate(GRIDS):
        if level_of(side) <= level:
            yield level, _cell_of(side, cell)


def _cell_key(level: int, cell: Cell) -> str:
    return f"cell {level} {cell}"


def _meeting_pairs(sides: Sequence[Side], meeting: Meeting) -> Iterator[Pair]:
    """Walks through the sides in order of days, each looking back at those that hold its keys."""
    recent: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=meeting.window))
    for at in sorted(range(len(sides)), key=lambda nth: order_of(sides[nth])):
        first_day = order_of(sides[at])[0] - meeting.days
        shared: Counter[int] = Counter()
        for key in sorted(set(meeting.keys_of(sides[at]))):
            for earlier in reversed(recent[key]):
                if order_of(sides[earlier])[0] < first_day:
                    break
                shared[earlier] += 1
            recent[key].append(at)
        for earlier, count in shared.items():
            if count >= meeting.least:
                yield earlier, at


def _names(side: Side) -> Iterator[str]:
    """Victims named in the claims, and rare names anywhere in the report."""
    for person in side.persons:
        yield "|".join(person)
    for name in side.names:
        first, second = name.split(" ")
        if bits_of(first) + bits_of(second) >= NAME_BITS:
            yield "|".join(sorted((first, second)))


def _rarest_words(side: Side) -> Sequence[str]:
    """Few words that hardly any text holds: two of them shared are enough at any distance in time."""
    return _words(side, least_bits=11, most=12)


def _rare_words(side: Side) -> Sequence[str]:
    """More and less rare words: two of them shared are enough within days."""
    return _words(side, least_bits=8, most=40)


def _words(side: Side, *, least_bits: int, most: int) -> Sequence[str]:
    rare = [word for word in side.words if bits_of(word) >= least_bits]
    return sorted(rare, key=lambda word: (-bits_of(word), -side.words[word], word))[:most]


def _bands(side: Side) -> Iterator[str]:
    """Slices of the signature: near-duplicates share at least one."""
    signature = side.facts.signature
    width = 4 * PERMUTATIONS // BANDS
    for at in range(0, len(signature), width):
        yield f"{at}:{sha256(signature[at : at + width])[:12]}"


MEETINGS = (
    Meeting(_names, least=1, days=ANY_DAYS, window=150),
    Meeting(_bands, least=1, days=ANY_DAYS, window=150),
    Meeting(_rarest_words, least=2, days=ANY_DAYS, window=30),
    Meeting(_rare_words, least=2, days=12, window=100),
)


def _place_pairs(sides: Sequence[Side]) -> Iterator[Pair]:
    """Pairs in the same or a neighbouring cell and bucket of days, on the grid of the coarser place of the
    two."""
    levels = [level_of(side) for side in sides]
    for level, (_, cell) in enumerate(GRIDS):
        grid: dict[Cell, list[int]] = defaultdict(list)
        for at in sorted(range(len(sides)), key=lambda nth: order_of(sides[nth])):
            if levels[at] <= level:
                grid[_cell_of(sides[at], cell)].append(at)
        for here, members in grid.items():
            for pair in _pairs_of_cell(here, members, grid):
                if max(levels[pair[0]], levels[pair[1]]) == level:
                    yield pair


def level_of(side: Side) -> int:
    """The grid that is fine enough for the side's place; none where place or days are missing."""
    if side.where is None or side.days is None:
        return len(GRIDS)
    radius_m = side.where.radius_m
    return next((level for level, (most, _) in enumerate(GRIDS) if radius_m <= most), len(GRIDS))


def _cell_of(side: Side, cell: float) -> Cell:
    """Row, column and bucket of days. Columns widen towards the poles, so that a cell stays about square."""
    if side.where is None or side.days is None:
        raise ValueError(f"telling {side.id} has no place or no days")
    row = floor(side.where.latitude / cell)
    column = floor(side.where.longitude * max(0.1, cos(radians(row * cell))) / cell)
    return row, column, side.days.end // DAYS_A_BUCKET


def _pairs_of_cell(here: Cell, members: Sequence[int], grid: dict[Cell, list[int]]) -> Iterator[Pair]:
    """Pairs inside a cell and with half of its 26 neighbours, so that each pair of cells meets once."""
    for nth, i in enumerate(members):
        for j in members[nth + 1 : nth + 1 + CELL_WINDOW]:
            yield i, j
    for there in neighbours_after(here):
        others = grid.get(there, [])[:CELL_WINDOW]
        for i in members[-CELL_WINDOW:]:
            for j in others:
                yield i, j


def neighbours_after(cell: Cell) -> Iterator[Cell]:
    """Half of the cells around `cell`: those of the other half have it among theirs."""
    row, column, bucket = cell
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            for c in (-1, 0, 1):
                if (c, a, b) > (0, 0, 0):
                    yield row + a, column + b, bucket + c


def order_of(side: Side) -> tuple[int, str]:
    """By this, crowds are walked through: its last day, then its id."""
    return (side.days.end if side.days is not None else 0), side.id
