"""A corpus in, its incidents out: which reports of an archive tell of one event, on one machine or on Spark."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec
import pyarrow.compute as pc
import pyarrow.dataset as ds

from harmledger.engines.engine import Engine, open_engine
from harmledger.engines.linking.clusters import Clustered, Finish, cluster_bins, write_incidents
from harmledger.engines.linking.perhaps import liken_parts, perhaps_of
from harmledger.engines.linking.pieces import bins_of
from harmledger.engines.linking.told import TABLES, Source, Tellings, tell_files, write_ways
from harmledger.engines.linking.weigh import Part, parts_of, weigh_parts
from harmledger.flow.progress import Progress, silent
from harmledger.flow.read_corpus import check_finished
from harmledger.reading.method import rooms_sha256
from harmledger.records.canonical import canonical_json
from harmledger.settings import Settings

Item = TypeVar("Item")
Result = TypeVar("Result")
LINKED = "linked"
_ASIDE = "linked.part"


class LinkSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What linking a corpus found; written to `manifest.json` beside the tables, with their digests."""

    tellings: int
    pairs: int
    """Compared: what the work grows with."""
    incidents: int
    code_sha256: str
    """Of the rooms that decide what is linked, their weights among them."""
    files: dict[str, str]
    """SHA-256 of each file of the tables, by its path."""


def link_corpus(
    corpus: Path, *, settings: Settings, master: str | None = None, progress: Progress = silent
) -> LinkSummary:
    """Link all that the reports of `corpus` tell into incidents: tables in `corpus`/linked, in place of earlier ones.

    On Spark where `master` is given. The same corpus gives the same files on any engine, and the partition and ids
    that `build` gives the same reports, before anybody decided anything. Of one report in two shards the filing in the
    first counts. Raises UsageError where `corpus` is none, or was not read to its end.
    """
    check_finished(corpus)
    aside = corpus.absolute() / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    with open_engine(settings.processes, master) as engine:
        sources = list(_sources(corpus.absolute() / "reports"))
        summary = link_told(
            engine, aside, _done(engine.run(partial(tell_files, aside / "scratch"), sources)), progress
        )
    shutil.rmtree(aside / "scratch")
    (aside / "manifest.json").write_bytes(canonical_json(summary))
    shutil.rmtree(corpus / LINKED, ignore_errors=True)
    aside.replace(corpus / LINKED)
    return summary


def link_told(
    engine: Engine, out: Path, told: Sequence[Tellings], progress: Progress = silent
) -> LinkSummary:
    """Link the tellings that `write_told` put below `out`/scratch: tables below `out`."""
    work = _Work(engine, out, progress)
    pairs = work.compare(told)
    clustered = work.cluster(told)
    files = {path: digest for one in clustered for path, digest in one.files.items()}
    return LinkSummary(
        tellings=sum(one.count for one in told),
        pairs=pairs,
        incidents=sum(len(one.incidents) for one in clustered),
        code_sha256=rooms_sha256("harmledger.reading", "harmledger.linking"),
        files=files | work.finish(clustered),
    )


class _Work:
    """The stages of linking, each from the files of the one before it."""

    def __init__(self, engine: Engine, out: Path, progress: Progress) -> None:
        self._engine, self._out, self._progress = engine, out, progress
        self._scratch = out / "scratch"

    def compare(self, told: Sequence[Tellings]) -> int:
        """Finds who meets whom, and which of them are worth following; gives how many pairs were compared."""
        self._progress("who meets whom", sum(one.count for one in told))
        write_ways(self._scratch)
        self._query("pairs", *(name for name in (*TABLES, "ways") if name != "filed"))
        return self._counted("comparing pairs", weigh_parts, "pairs")

    def cluster(self, told: Sequence[Tellings]) -> list[Clustered]:
        """Makes the incidents of each bin."""
        self._progress("making incidents", 0)
        bins = bins_of(self._scratch, told)
        self._query("inner", "ties", "pieces")
        clustered: list[Clustered] = []
        for _, one in self._engine.run(partial(cluster_bins, self._scratch, self._out), bins):
            clustered.append(one)
            self._progress("making incidents", sum(len(each.incidents) for each in clustered))
        return clustered

    def finish(self, clustered: Sequence[Clustered]) -> dict[str, str]:
        """Writes the incidents, each with those that it may be one with; gives the digests of their files."""
        self._query("between", "ties", "members", "clusters")
        self._counted("comparing incidents", liken_parts, "between")
        self._query("likeliest", "likenesses")
        perhaps = perhaps_of(self._scratch)
        bins = [
            Finish(number=one.number, perhaps={id: perhaps[id] for id in one.incidents if id in perhaps})
            for one in clustered
        ]
        written = self._engine.run(partial(write_incidents, self._scratch, self._out), bins)
        return {path: digest for _, files in written for path, digest in files.items()}

    def _query(self, name: str, *tables: str) -> None:
        """Runs `name`.sql over the tables of these names; its rows are the table `name`."""
        sql = files("harmledger.engines.linking").joinpath(f"{name}.sql").read_text("utf-8")
        self._engine.query(sql, {table: self._scratch / table for table in tables}, self._scratch / name)

    def _counted(self, stage: str, work: Callable[[Path, list[Part]], list[int]], table: str) -> int:
        """How many rows `work` went through."""
        self._progress(stage, 0)
        done = 0
        for _, rows in self._engine.run(partial(work, self._scratch), parts_of(self._scratch / table)):
            done += rows
            self._progress(stage, done)
        return done


def _sources(reports: Path) -> Iterator[Source]:
    """The files of reports in order of name, each with the reports that an earlier one holds as well."""
    held: set[str] = set()
    for number, path in enumerate(sorted(reports.glob("*.parquet"))):
        table = ds.dataset(path, format="parquet").to_table(columns=["id"], filter=pc.field("claims") > 0)
        ids = set(table["id"].to_pylist())
        yield Source(file=number, path=path, known=frozenset(ids & held))
        held |= ids


def _done(pairs: Iterator[tuple[Item, Result]]) -> list[Result]:
    return [result for _, result in pairs]
