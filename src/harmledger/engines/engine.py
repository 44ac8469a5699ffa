"""A number of processes, or a Spark master, in; an engine out: what runs pure functions and queries over files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from harmledger.engines import local, spark, tables

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Where the work on a corpus is done. Folders must be seen by all of its workers."""

    def run(
        self, work: Callable[[list[Item]], list[Result]], items: Sequence[Item]
    ) -> Iterator[tuple[Item, Result]]:
        """Each item with its result, in order. `work` gives one result an item and must be picklable."""
        ...

    def query(self, sql: str, given: Mapping[str, Path], out: Path) -> None:
        """Writes the rows of `sql` to Parquet files in the folder `out`, in their order by name of file and by row;
        `given`: the folder of Parquet files behind each table that it names."""
        ...


@contextmanager
def open_engine(processes: int, master: str | None) -> Iterator[Engine]:
    """This machine's cores, or Spark where a master is named. Raises SettingsError where one cannot be had."""
    if master is None:
        yield _Here(processes)
    else:
        with spark.session(master) as session:
            yield _OnSpark(session)


class _Here:
    def __init__(self, processes: int) -> None:
        self._processes = processes

    def run(
        self, work: Callable[[list[Item]], list[Result]], items: Sequence[Item]
    ) -> Iterator[tuple[Item, Result]]:
        for pairs in local.run(work, items, processes=self._processes, batch=1):
            yield from pairs

    def query(self, sql: str, given: Mapping[str, Path], out: Path) -> None:
        tables.query(sql, given, out, threads=self._processes)


class _OnSpark:
    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def run(
        self, work: Callable[[list[Item]], list[Result]], items: Sequence[Item]
    ) -> Iterator[tuple[Item, Result]]:
        return spark.run(work, items, session=self._session)

    def query(self, sql: str, given: Mapping[str, Path], out: Path) -> None:
        spark.query(sql, given, out, session=self._session)
