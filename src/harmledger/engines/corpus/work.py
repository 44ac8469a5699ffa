"""A slice in, its rows in Parquet files out, with a mark that says it is done; on any core of any machine."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.capture import CaptureLimits, ColumnMap, Gathered
from harmledger.capture.gather import gather_from
from harmledger.engines.corpus.journal import Journal
from harmledger.engines.corpus.slices import Slice
from harmledger.engines.corpus.sources import body_of
from harmledger.engines.corpus.tables import SCHEMAS, Row, refusal_row, rows_of
from harmledger.engines.read import Task, extract_and_read
from harmledger.places.build import ensure_gazetteer
from harmledger.records.canonical import canonical_json, sha256
from harmledger.records.refusal import Refusal, make_refusal

ROWS_A_GROUP = 256
_COMPRESSION = "zstd"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What every worker needs to know. `out` is a folder that all of them see."""

    out: Path
    cache_dir: Path
    limits: CaptureLimits
    columns: ColumnMap
    captured_at: str


class SliceDone(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a slice: its mark, written once all its files are in place."""

    name: str
    gathered: int
    kept: int
    refused: int
    unread: int
    claims: int
    reasons: dict[str, int]
    files: dict[str, str]
    """SHA-256 of each file, by its path below the corpus."""


def read_slices(order: Order, slices: list[Slice]) -> list[SliceDone]:
    """Each slice's mark: read now, or found, for what is done is never done again."""
    return [find_done(order.out, slice_) or _read_slice(order, slice_) for slice_ in slices]


def find_done(out: Path, slice_: Slice) -> SliceDone | None:
    """The mark of a slice that was read before, or None."""
    try:
        return msgspec.json.decode(_mark(out, slice_).read_bytes(), type=SliceDone)
    except FileNotFoundError:
        return None


def _mark(out: Path, slice_: Slice) -> Path:
    return out / "done" / f"{slice_.name}.json"


def _read_slice(order: Order, slice_: Slice) -> SliceDone:
    task = Task(
        gazetteer=ensure_gazetteer(order.cache_dir), limits=order.limits, captured_at=order.captured_at
    )
    journal = Journal(order.out / "attempts" / f"{slice_.name}.json")
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    with _files(order.out, slice_) as files:
        for table, row in _rows(order, task, slice_, journal, counts):
            files[table].add(row)
            if table == "refusals":
                reasons[str(row["code"])] += 1
            elif table == "claims":
                counts["claims"] += 1
    done = SliceDone(
        name=slice_.name, gathered=counts["gathered"], kept=counts["kept"], refused=counts["refused"],
        unread=counts["unread"], claims=counts["claims"], reasons=dict(sorted(reasons.items())),
        files={file.name: sha256((order.out / file.name).read_bytes()) for file in files.values()},
    )  # fmt: skip
    _put(_mark(order.out, slice_), canonical_json(done))
    journal.close()
    return done


def _rows(
    order: Order, task: Task, slice_: Slice, journal: Journal, counts: Counter[str]
) -> Iterator[tuple[str, Row]]:
    for number, item in slice_.of(gather_from(body_of(slice_.shard.source), order.limits, order.columns)):
        counts["gathered"] += 1
        if isinstance(item, Gathered) and journal.is_deadly(number):
            item = make_refusal(stage="capture", location=item.location, code="ended_its_reader", params={})
        if isinstance(item, Refusal):
            counts["refused"] += 1
            yield "refusals", refusal_row(item)
            continue
        journal.take_in_hand(number)
        (done,) = extract_and_read(task, [item])
        counts["refused" if done.extracted is None else "kept"] += 1
        counts["unread"] += done.extracted is not None and done.reading is None
        yield from rows_of(done, item.content)


class _File:
    """One Parquet file, written a group of rows at a time: the same rows give the same bytes."""

    def __init__(self, table: str, aside: Path, name: str) -> None:
        self.name = name
        self._schema = SCHEMAS[table]
        self._writer = pq.ParquetWriter(aside, self._schema, compression=_COMPRESSION)
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= ROWS_A_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


@contextmanager
def _files(out: Path, slice_: Slice) -> Iterator[dict[str, _File]]:
    """A file a table, put in place once the block ends well; another attempt at the slice cannot disturb it."""
    asides: dict[Path, Path] = {}
    with ExitStack() as closing:
        files: dict[str, _File] = {}
        for table in SCHEMAS:
            place = out / table / f"{slice_.name}.parquet"
            place.parent.mkdir(parents=True, exist_ok=True)
            asides[place] = place.with_name(f".{place.name}.{os.getpid()}.part")
            files[table] = _File(table, asides[place], place.relative_to(out).as_posix())
            closing.callback(asides[place].unlink, missing_ok=True)
        try:
            yield files
        finally:
            for file in files.values():
                file.close()
        for place, aside in asides.items():
            aside.replace(place)


def _put(path: Path, content: bytes) -> None:
    """Writes a file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    aside.write_bytes(content)
    aside.replace(path)
