"""A corpus in, its incidents out: which reports of an archive tell of one event, on one machine or on Spark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec
import pyarrow.compute as pc
import pyarrow.dataset as ds

from harmledger.engines.engine import Engine, open_engine
from harmledger.engines.linking.bins import bins_of
from harmledger.engines.linking.clusters import Clustered, cluster_bins
from harmledger.engines.linking.told import TABLES, Source, Tellings, tell_files, write_ways
from harmledger.engines.linking.weigh import parts_of, weigh_parts
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
    scratch = out / "scratch"
    progress("who meets whom", sum(one.count for one in told))
    write_ways(scratch)
    sql = files("harmledger.engines.linking").joinpath("pairs.sql").read_text("utf-8")
    tables = {name: scratch / name for name in (*TABLES, "ways") if name != "filed"}
    engine.query(sql, tables, scratch / "pairs")
    pairs = 0
    (scratch / "edges").mkdir()
    for _, weighed in engine.run(partial(weigh_parts, scratch), parts_of(scratch / "pairs")):
        pairs += weighed
        progress("comparing pairs", pairs)
    clustered: list[Clustered] = []
    for _, one in engine.run(partial(cluster_bins, scratch, out), bins_of(scratch, told)):
        clustered.append(one)
        progress("making incidents", sum(each.incidents for each in clustered))
    return LinkSummary(
        tellings=sum(one.count for one in told),
        pairs=pairs,
        incidents=sum(one.incidents for one in clustered),
        code_sha256=rooms_sha256("harmledger.reading", "harmledger.linking"),
        files={path: digest for one in clustered for path, digest in one.files.items()},
    )


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
