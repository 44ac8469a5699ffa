"""The ledger of one record: a folder goes in, an open Ledger comes out; records go in for ever and come out,
streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, inspect, select

from harmledger.errors import LedgerBroken, LedgerError, NotInRecord
from harmledger.ledger import chain, purging, readings, truth
from harmledger.ledger.archive import Archive
from harmledger.ledger.chain import Head
from harmledger.ledger.database import database_of, database_under
from harmledger.ledger.keyed import Publishers
from harmledger.ledger.kinds import Appendable, Entry, RecordT, entries, kind_of, reading_id
from harmledger.ledger.memory import Memory
from harmledger.ledger.standing import Standing
from harmledger.ledger.tables import FORMAT, VIEW_TABLES, VIEWS_FORMAT, about, changed, metadata, views
from harmledger.records.reading import Method, Reading
from harmledger.records.report import Text

ARCHIVE = "archive"
_VIEWS = "views"
WAIT_S = 10.0
"""How long a writer waits for another one, unless told otherwise."""


class Ledger:
    """The truth of one record and the archive beside it. Open it with `create` or `open`; it closes with its
    block."""

    def __init__(self, folder: Path, engine: Engine, *, write: bool) -> None:
        self.folder = folder
        self.archive = Archive(folder / ARCHIVE)
        self.engine = engine
        self.writes = write
        self.memory = Memory()
        self.publishers = Publishers()

    @classmethod
    def create(cls, folder: Path, *, wait_s: float = WAIT_S) -> Self:
        """The record in `folder`, open for writing; begun if there is none, and gone on with if there is.

        Raises LedgerBroken if its truth was lost or does not hold, LedgerBusy as `append` does.
        """
        database = database_of(folder)
        if not database.holds_rows(folder) and chain.read_head(folder).seq:
            raise LedgerBroken(
                "the ledger is gone, its head is there", where=str(folder), to_do="restore a backup"
            )
        (folder / ARCHIVE).mkdir(parents=True, exist_ok=True)
        engine = database.open_engine(folder, write=True, make=True, wait_s=wait_s)
        with database.locked(engine) as connection:
            _make_tables(connection)
        engine.dispose()
        return cls.open(folder, write=True, wait_s=wait_s)

    @classmethod
    def open(cls, folder: Path, *, write: bool = False, wait_s: float = WAIT_S) -> Self:
        """The record in `folder`. A reader never waits and never keeps a writer waiting.

        Raises NotInRecord if the folder holds no ledger, LedgerBroken if rows that the kept head covers are
        gone or changed, LedgerError if another version of harmledger made it.
        """
        database = database_of(folder)
        if not database.holds_rows(folder):
            raise NotInRecord("no record here", where=str(folder), to_do="make one with `harmledger build`")
        ledger = cls(folder, database.open_engine(folder, write=write, wait_s=wait_s), write=write)
        try:
            ledger._check()
            if write:
                ledger._tidy()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the files."""
        self.engine.dispose()

    @contextmanager
    def alone(self, *, wait_s: float = 0.0) -> Iterator[None]:
        """For a whole build: no other program that asks for this is let in meanwhile; appending stays open to
        all.

        Who takes in captured bytes should be alone: bytes that a killed build put aside are cleared first.
        Raises LedgerBusy if another program is building this record.
        """
        with database_of(self.folder).alone(self.folder, wait_s=wait_s):
            self.archive.clear_leftovers()
            yield

    def append(self, records: Iterable[Appendable]) -> int:
        """Adds `records` in one transaction, all or none, and gives how many rows are new (a reading's claims
        are rows).

        An id that is there already adds nothing, nor does what a person erased. When it returns, the rows
        outlive a loss of power. Raises LedgerBusy if another program went on writing for longer than the
        ledger waits.
        """
        rows = list(entries(records))
        self._keep_bytes()
        return self.append_made(lambda _: rows)

    def append_made(self, make: Callable[[Connection], Iterable[Entry]]) -> int:
        """Adds the rows that `make` gives once nobody else can write: what it sees holds until they are there.

        Whatever it raises, nothing is added. Otherwise as `append`.
        """
        with self.locked() as connection:
            head, added = truth.add(connection, list(make(connection)))
        chain.write_head(self.folder, head)
        return added

    def put(self, content: bytes) -> str:
        """Gives the SHA-256 of captured bytes and puts them aside, to be kept in the archive by the next
        `append`, before its rows.

        Bytes that a person erased are not kept again: ask `is_erased("sha256:…")` to refuse them.
        """
        return self.archive.put(content)

    def has(self, record: type[RecordT], id: str) -> bool:
        """Whether this id is there, erased or not: what is there is not taken in again."""
        return bool(self.known(record, [id]))

    def known(self, record: type[RecordT], ids: Iterable[str]) -> set[str]:
        """Those of `ids` that are there, erased ones among them: for many at once."""
        with self.snapshot() as connection:
            return truth.known_ids(connection, kind_of(record).name, ids)

    def is_erased(self, target: str) -> bool:
        """Whether a person erased this row (its id) or these bytes (`sha256:<hex>`)."""
        with self.snapshot() as connection:
            return bool(truth.erased_targets(connection, [target]))

    def find(self, record: type[RecordT], id: str) -> RecordT | None:
        """The record of this id, or None if it is not there or was erased."""
        with self.snapshot() as connection:
            return next(readings.records(connection, record, [id]), None)

    def get(self, record: type[RecordT], id: str) -> RecordT:
        """The record of this id. Raises NotInRecord if it is not there, and says so if it was erased."""
        found = self.find(record, id)
        if found is not None:
            return found
        what = f"{kind_of(record).name} {id}"
        if self.is_erased(id):
            raise NotInRecord(f"{what} was erased by decision", where=str(self.folder))
        raise NotInRecord(f"no {what}", where=str(self.folder))

    def each(self, record: type[RecordT]) -> Iterator[RecordT]:
        """Every record of this type that was not erased, in order of id, few in memory at a time."""
        with self.snapshot() as connection:
            yield from readings.each(connection, record)

    def owned(self, record: type[RecordT], owner: str) -> list[RecordT]:
        """The records that hang from `owner`, oldest first: texts and filings of a report, captures and
        reports of a SHA-256, claims of a text, refusals of a text, identities of an incident."""
        with self.snapshot() as connection:
            return list(readings.owned(connection, record, owner))

    def is_read(self, text_id: str, method: Method) -> bool:
        """Whether this text was read by this method, in all that could change what it reads."""
        with self.snapshot() as connection:
            return bool(truth.known_ids(connection, "reading", [reading_id(text_id, method)]))

    def unread(self, method: Method) -> Iterator[Text]:
        """The newest text of each report that this method has not read, in order of report. Rows may be
        appended meanwhile."""
        with self.snapshot() as connection:
            waiting = readings.unread_ids(connection, method)
        for ids in truth.chunks(waiting):
            with self.snapshot() as connection:
                texts = list(readings.records(connection, Text, ids))
            yield from texts

    def reading_of(self, text_id: str) -> Reading | None:
        """What stands of the readings of one text (see `standing`), or None if it was not read."""
        with self.snapshot() as connection:
            return next(readings.readings(connection, [text_id]), None)

    def standing_of(self, text_id: str) -> Standing | None:
        """What stands of the readings of one text, what it replaced beside it, or None if it was not read."""
        with self.snapshot() as connection:
            return next(readings.standings(connection, [text_id]), None)

    def readings(self) -> Iterator[Reading]:
        """What stands of the readings of each text that was read, in order of text id, few in memory at a
        time."""
        with self.snapshot() as connection:
            yield from readings.readings(connection)

    def head(self) -> Head:
        """How far the truth goes now: the watermark of what is made from it."""
        with self.snapshot() as connection:
            return truth.last_head(connection)

    def snapshot(self) -> AbstractContextManager[Connection]:
        """For the rooms of the ledger: a reading transaction."""
        return database_under(self.engine).snapshot(self.engine)

    def locked(self) -> AbstractContextManager[Connection]:
        """For the rooms of the ledger: a transaction that alone may write. Raises LedgerError on a ledger
        opened to read."""
        if not self.writes:
            raise LedgerError(
                "this record was opened for reading", where=str(self.folder), to_do="open it for writing"
            )
        return database_under(self.engine).locked(self.engine)

    def _keep_bytes(self) -> None:
        """Moves what was put aside into the archive, but for what a person erased."""
        targets = [truth.ERASED_BYTES + digest for digest in self.archive.waiting()]
        if targets:
            with self.snapshot() as connection:
                erased = truth.erased_targets(connection, targets)
            self.archive.drop(target.removeprefix(truth.ERASED_BYTES) for target in erased)
            self.archive.settle()

    def _check(self) -> None:
        kept = chain.read_head(self.folder)  # read first: a writer moves it on after its rows
        with self.snapshot() as connection:
            check_format(connection, self.folder)
            if not self.writes and _views_format(connection) != VIEWS_FORMAT:
                raise LedgerError(
                    "was made by an older harmledger", where=str(self.folder),
                    to_do="run `harmledger build` on it once; nothing is lost",
                )  # fmt: skip
            if kept.seq and truth.head_at(connection, kept.seq) != kept:
                raise LedgerBroken(
                    f"rows up to {kept.seq} are gone or changed",
                    where=str(self.folder),
                    to_do="run `harmledger verify`",
                )

    def _tidy(self) -> None:
        """Finishes what a killed program began: half-written files, and bytes that an erasure had still to
        clear."""
        chain.clear_leftovers(self.folder)
        purging.finish(self.engine, self.archive)
        if not self._views_fit():
            with self.locked() as connection:
                _make_views_anew(connection)

    def _views_fit(self) -> bool:
        with self.snapshot() as connection:
            return _views_format(connection) == VIEWS_FORMAT


def _make_tables(connection: Connection) -> None:
    if inspect(connection).has_table(about.name):
        return
    metadata.create_all(connection)
    layouts = {"format": FORMAT, _VIEWS: VIEWS_FORMAT}
    connection.execute(insert(about), [{"name": name, "value": value} for name, value in layouts.items()])


def _make_views_anew(connection: Connection) -> None:
    """Empty views in the present layout: the next build fills them."""
    tables = [*VIEW_TABLES, views, changed]
    metadata.drop_all(connection, tables)
    metadata.create_all(connection, tables)
    connection.execute(delete(about).where(about.c.name == _VIEWS))
    connection.execute(insert(about), {"name": _VIEWS, "value": VIEWS_FORMAT})


def _views_format(connection: Connection) -> str | None:
    return connection.scalar(select(about.c.value).where(about.c.name == _VIEWS))


def check_format(connection: Connection, folder: Path) -> None:
    """Raises NotInRecord where there is no ledger, LedgerError where this program does not know its format."""
    if not inspect(connection).has_table(about.name):
        raise NotInRecord("no record here", where=str(folder), to_do="make one with `harmledger build`")
    found = connection.scalar(select(about.c.value).where(about.c.name == "format"))
    if found != FORMAT:
        raise LedgerError(
            f"a ledger of format {found}", where=str(folder), to_do="use the harmledger that made it"
        )
