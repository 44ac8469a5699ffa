"""A pure function and its items in, results in the order of the items out, on Apache Spark: as `local`, on many
machines."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from harmledger.engines import local
from harmledger.engines.tables import ROWS_A_PART
from harmledger.errors import SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Item = TypeVar("Item")
Result = TypeVar("Result")

TRIES = 8
"""How often Spark may begin a task: a report that kills its worker costs two (engines/corpus/journal.py)."""
JOBS = 32
"""In which the items are handed to Spark, all at once, so that no core waits for the slowest task of a job: a job gives
its results only when all are there, and people want to see how far it is."""


def run(
    work: Callable[[list[Item]], list[Result]],
    items: Sequence[Item],
    *,
    session: SparkSession,
) -> Iterator[tuple[Item, Result]]:
    """Each item with its result, in order, a task an item, as `local.run` would give them.

    `work` gives one result an item and must be picklable; harmledger must be installed where the workers run. What it
    raises fails its task, which Spark tries again elsewhere. Where the block breaks off, so does the work.
    """
    context, group = session.sparkContext, f"harmledger {uuid.uuid4()}"

    def job(part: list[Item]) -> list[Result]:
        context.setJobGroup(group, "harmledger")
        return context.parallelize(part, len(part)).map(lambda item: work([item])[0]).collect()

    with ThreadPoolExecutor(JOBS) as threads, ExitStack() as broken_off:
        broken_off.callback(context.cancelJobGroup, group)
        parts = local.batches(items, -(-len(items) // JOBS) or 1)
        for pairs in local.in_order(lambda part: threads.submit(job, part), parts, ahead=JOBS):
            yield from pairs
        broken_off.pop_all()


def query(sql: str, given: Mapping[str, Path], out: Path, *, session: SparkSession) -> None:
    """Writes the rows of `sql` to files of `ROWS_A_PART` rows in `out`; ordered rows go to files in order of name."""
    for name, folder in given.items():
        session.read.parquet(folder.as_uri()).createOrReplaceTempView(name)
    session.sql(sql).write.option("maxRecordsPerFile", ROWS_A_PART).parquet(out.as_uri())


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A session on the cluster at `master` (`local[4]`, `spark://host:7077`, `yarn` …), ended with the block; the one
    that this process has open already (a notebook's), which stays open.

    What is set in the usual places (spark-defaults.conf, SPARK_CONF_DIR, spark-submit) holds. Raises SettingsError
    if pyspark or a Java is not there.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise SettingsError(
            "Spark is not installed", to_do="pip install 'harmledger[spark]', and a Java 17 or newer"
        ) from fault
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers run the Python that the driver runs
    builder = SparkSession.Builder().appName("harmledger").master(_with_tries(master))
    settings = {
        "spark.task.maxFailures": str(TRIES),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",  # we say how far it is ourselves
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    before = SparkSession.getActiveSession()
    try:
        opened = before or builder.getOrCreate()
    except PySparkRuntimeError as fault:
        raise SettingsError(
            f"Spark did not start: {fault}",
            where=master,
            to_do="install Java 17 or newer, and check the master",
        ) from fault
    try:
        yield opened
    finally:
        if before is None:
            opened.stop()


def _with_tries(master: str) -> str:
    """`local[4]` as `local[4,8]`: on one machine Spark tries again only where its master says so."""
    if master.startswith("local[") and "," not in master:
        return f"{master.removesuffix(']')},{TRIES}]"
    return f"local[1,{TRIES}]" if master == "local" else master
