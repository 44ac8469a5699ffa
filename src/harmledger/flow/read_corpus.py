"""Shards of reports in, a corpus out: claims, reports and refusals as Parquet, by one machine or by Spark."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from harmledger.capture import CaptureLimits, ColumnMap
from harmledger.engines.corpus.slices import Slice, slices_of
from harmledger.engines.corpus.sources import Shard, find_sources, weigh
from harmledger.engines.corpus.tables import VERSION
from harmledger.engines.corpus.work import Order, SliceDone, find_done, read_slices
from harmledger.engines.engine import open_engine
from harmledger.engines.read import open_readers
from harmledger.errors import LedgerError, UsageError
from harmledger.flow.progress import Progress, silent
from harmledger.places.build import ensure_gazetteer
from harmledger.records.canonical import canonical_json
from harmledger.records.reading import Method
from harmledger.settings import Settings

_STARTED = "run.json"
MANIFEST = "manifest.json"


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """`run.json`: all that decides what a corpus holds, written before its first slice. Later runs must agree."""

    version: int
    methods: tuple[Method, ...]
    limits: CaptureLimits
    columns: ColumnMap
    captured_at: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest.json`: what a corpus is made of, for each slice what became of it. Written when all are done."""

    version: int
    harmledger: str
    started: Started
    shards: tuple[Shard, ...]
    slices: tuple[SliceDone, ...]


class CorpusSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, for a person or a program."""

    out: Path
    shards: int
    slices: int
    slices_before: int
    """Of them done by earlier runs."""
    gathered: int
    kept: int
    refused: int
    unread: int
    claims: int
    reasons: Counter[str]


def read_corpus(
    given: Sequence[str],
    out: Path,
    *,
    settings: Settings,
    master: str | None = None,
    columns: ColumnMap | None = None,
    captured_at: str | None = None,
    progress: Progress = silent,
) -> CorpusSummary:
    """Read every shard of `given` (paths or URIs, folders too) into the corpus at `out`; on Spark where `master`
    is given.

    Killed or half failed and run again, it goes on with the slices that are not done; with more shards, it reads only
    those. `out` must be a folder that every worker sees. `captured_at`: the UTC moment to note, now if None. The same
    shards and settings give the same files on any engine. Raises UsageError for what is not there, or an `out` that
    was begun with another reader or other settings.
    """
    sources = [source for one in given for source in find_sources(one)]
    started = _begin(out, settings, columns or ColumnMap(), captured_at)
    order = Order(
        out=out.absolute(), cache_dir=settings.cache_dir, limits=started.limits, columns=started.columns,
        captured_at=started.captured_at,
    )  # fmt: skip
    with open_engine(settings.processes, master) as engine:
        shards = [shard for _, shard in engine.run(weigh, sources)]
        slices = slices_of(shards)
        before = [done for done in (find_done(order.out, slice_) for slice_ in slices) if done is not None]
        there = {done.name for done in before}
        to_do = [slice_ for slice_ in slices if slice_.name not in there]
        new = list(_told(engine.run(partial(read_slices, order), to_do), progress, len(to_do)))
    done = sorted([*before, *new], key=lambda done: done.name)
    _finish(out, started, shards, done)
    return _summary(out, shards, done, len(before))


def check_finished(corpus: Path) -> None:
    """Raises UsageError where `corpus` is none, or was not read to its end."""
    if not (corpus / MANIFEST).is_file():
        raise UsageError(
            "is no corpus that was read to its end", where=str(corpus),
            to_do="run `harmledger read … --engine … --out` on it until it ends well",
        )  # fmt: skip


def _finish(out: Path, started: Started, shards: Sequence[Shard], done: Sequence[SliceDone]) -> None:
    manifest = Manifest(
        version=VERSION,
        harmledger=importlib.metadata.version("harmledger"),
        started=started,
        shards=tuple(shard.shown for shard in shards),
        slices=tuple(done),
    )
    (out / MANIFEST).write_bytes(canonical_json(manifest))


def _begin(out: Path, settings: Settings, columns: ColumnMap, captured_at: str | None) -> Started:
    """What the corpus at `out` was begun with; begun now if it was not."""
    now = captured_at or dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    readers = open_readers(ensure_gazetteer(settings.cache_dir))
    asked = Started(
        version=VERSION, methods=tuple(readers[language].method for language in sorted(readers)),
        limits=settings.limits, columns=columns, captured_at=now,
    )  # fmt: skip
    path = out / _STARTED
    if not path.exists():
        _check_free(out)
        out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(canonical_json(asked))
        return asked
    there = _read_started(path)
    if msgspec.structs.replace(asked, captured_at=there.captured_at) != there:
        raise UsageError(
            "was begun by another version of the reader or with other limits or columns", where=str(out),
            to_do="name a new folder, or run the version and settings that run.json names",
        )  # fmt: skip
    return there


def _check_free(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError("not empty and not a corpus", where=str(out), to_do="name a new folder")


def _read_started(path: Path) -> Started:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Started)
    except msgspec.DecodeError as fault:
        raise LedgerError(
            f"is not the beginning of a corpus: {fault}", where=str(path), to_do="name a new folder"
        ) from fault


def _told(pairs: Iterator[tuple[Slice, SliceDone]], progress: Progress, slices: int) -> Iterator[SliceDone]:
    for nth, (_, done) in enumerate(pairs, start=1):
        progress("reading slices", nth, share=nth / slices)
        yield done


def _summary(out: Path, shards: Sequence[Shard], done: Sequence[SliceDone], before: int) -> CorpusSummary:
    reasons: Counter[str] = Counter()
    for one in done:
        reasons.update(one.reasons)
    return CorpusSummary(
        out=out, shards=len(shards), slices=len(done), slices_before=before,
        gathered=sum(one.gathered for one in done), kept=sum(one.kept for one in done),
        refused=sum(one.refused for one in done), unread=sum(one.unread for one in done),
        claims=sum(one.claims for one in done), reasons=reasons,
    )  # fmt: skip
