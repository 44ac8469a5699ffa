"""A file of a corpus's reports in, its tellings and all that they can meet by out, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from harmledger.engines.corpus.tables import Kept
from harmledger.engines.linking.store import Stored, number_of, write_stored, write_table
from harmledger.linking import blocking
from harmledger.linking.facts import facts_of
from harmledger.linking.model import default_model
from harmledger.linking.parts import own_matter
from harmledger.linking.sides import Matter, make_side
from harmledger.linking.stands import Stand, stand_of
from harmledger.reading.tellings import tellings_of

_SCHEMAS = {
    "keys": pa.schema(
        [
            ("meeting", pa.int32()), ("key", pa.int64()), ("holds", pa.int32()), ("seeks", pa.int32()),
            ("day", pa.int32()), ("id", pa.string()), ("number", pa.int64()),
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
        stand = stand_of(make_side(stored.telling, stored.matter, levels))
        who = (stand.day, stand.id, number_of(file, row))
        rows["keys"] += [(*key, *who) for key in _keys(stand)]
        if stored.telling.filed_under is not None:
            rows["filed"].append((stored.telling.filed_under, number_of(file, row)))
    for name, schema in _SCHEMAS.items():
        write_table(scratch / name / f"{file:06}.parquet", schema, rows[name])
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


def _keys(stand: Stand) -> Iterator[tuple[int, int, int, int]]:
    """Each key of each way to meet: whether it is found under it, and whether it looks there."""
    for number, meeting in enumerate(blocking.MEETINGS):
        held, sought = set(meeting.held(stand)), set(meeting.sought(stand))
        for key in sorted(held | sought):
            yield number, key, int(key in held), int(key in sought)


def write_ways(scratch: Path) -> None:
    """Writes the small table by which `pairs.sql` knows how tellings meet: `ways`."""
    schema = pa.schema([(name, pa.int32()) for name in ("meeting", "least", "days", "most")])
    ways = [(n, way.least, way.days, way.window) for n, way in enumerate(blocking.MEETINGS)]
    write_table(scratch / "ways" / "0.parquet", schema, ways)
