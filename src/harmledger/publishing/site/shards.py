"""Rows of incidents in, the files that a script reads them from out: classic scripts, so that they open from disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from harmledger.publishing.site.listing import Row
from harmledger.records.canonical import canonical_json

SHARD_ROWS = 4_000
"""Rows in a file: some 700 kB, a tenth of a second to read."""
FIELDS = (
    "page", "key", "start", "end", "when", "place", "country", "longitude", "latitude", "radius_m", "killed",
    "killed_low", "killed_high", "injured", "grade", "strike", "blamed", "reports",
    "passing",
)  # fmt: skip
"""What a row holds, in this order: shorter than names in each of them."""


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a script needs before any row: how many files, and what can be chosen."""

    shards: int
    rows: int
    word_files: int
    """Over how many files the words of the index are spread."""
    fields: tuple[str, ...]
    grades: tuple[str, ...]
    strikes: tuple[str, ...]
    parties: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    """Code and name."""


def shard_files(
    rows: Sequence[Row], countries: dict[str, str], word_files: int
) -> Iterator[tuple[str, bytes]]:
    """The files by name: `index.js`, then the rows in their order; grades and parties are told by number."""
    grades, strikes = _values(row.grade for row in rows), _values(row.strike for row in rows)
    parties = _values(party for row in rows for party in row.blamed)
    shards = -(-len(rows) // SHARD_ROWS)
    index = Index(
        shards=shards, rows=len(rows), word_files=word_files, fields=FIELDS, grades=grades,
        strikes=strikes, parties=parties,
        countries=tuple(sorted(countries.items(), key=lambda country: country[1])),
    )  # fmt: skip
    yield "index.js", _script("index", canonical_json(index))
    number = _Numbers(grades, strikes, parties)
    for shard in range(shards):
        part = rows[shard * SHARD_ROWS : (shard + 1) * SHARD_ROWS]
        yield f"rows-{shard + 1}.js", _script("rows", canonical_json([_row(row, number) for row in part]))


class _Numbers:
    """The number of each value that stands in a list of the index."""

    def __init__(self, grades: Sequence[str], strikes: Sequence[str], parties: Sequence[str]) -> None:
        self.grade = {value: at for at, value in enumerate(grades)}
        self.strike = {value: at for at, value in enumerate(strikes)}
        self.party = {value: at for at, value in enumerate(parties)}


def _row(row: Row, number: _Numbers) -> list[object]:
    return [
        row.page, row.key, row.date, row.date_end, row.when, row.place, row.country, row.longitude, row.latitude,
        row.radius_m, [[each.group, each.text] for each in row.killed], row.killed_low, row.killed_high,
        [[each.group, each.text] for each in row.injured], number.grade[row.grade], number.strike[row.strike],
        [number.party[party] for party in row.blamed], row.reports,
        [[each.group, each.text] for each in row.passing.killed],
    ]  # fmt: skip


def _values(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _script(name: str, value: bytes) -> bytes:
    """A call that hands `value` to the page."""
    return f"harmledger.{name}(".encode() + value + b");\n"
