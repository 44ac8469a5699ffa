"""Words that somebody looks for go in; the reports, claims and incidents that hold them come out, with where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, Protocol, cast

import msgspec
from sqlalchemy import Connection, delete, insert, select

from harmledger.ledger import postgres_words, readings, sqlite_words, tables, truth
from harmledger.ledger.keyed import note_keys
from harmledger.ledger.kinds import KINDS, RecordT, decode, kind_of
from harmledger.ledger.narrowing import holding
from harmledger.ledger.paging import PAGE, Key, Page, checked
from harmledger.ledger.store import Ledger
from harmledger.records.claim import Claim
from harmledger.records.report import Report, Text
from harmledger.wording.normal import marks, sought, words_of

Kind = Literal["report", "claim", "incident"]
_INDEXED = ("text", "claim")
_MARK = "words"
_BATCH = 500
_AROUND = 120
"""Characters shown before and behind the first word found."""
_BEGUN = re.compile(r"\A\S+(?=\s)")
_UNENDED = re.compile(r"(?<=\s)\S+\Z")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Something that holds the words."""

    kind: Kind
    id: str
    title: str
    excerpt: str
    """Hostile text, as it stands in the report."""
    marks: tuple[tuple[int, int], ...]
    """Where the words are in the excerpt."""
    report_id: str | None = None
    incident_id: str | None = None


class Index(Protocol):
    """Which word stands in which row of the truth, as each database keeps it; no text."""

    def make(self, connection: Connection) -> None:
        """Makes the index, empty, in place of one that is there."""
        ...

    def is_there(self, connection: Connection) -> bool:
        """Whether the index was made."""
        ...

    def finish(self, connection: Connection) -> None:
        """To be called once rows were added."""
        ...

    def add(self, connection: Connection, kind: str, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Notes the words of rows of the truth, by their sequence number."""
        ...

    def matching(
        self,
        connection: Connection,
        kind: str,
        words: Sequence[str],
        *,
        after: tuple[float, int] | None,
        limit: int,
    ) -> list[tuple[int, float]]:
        """Rows that hold all `words`, each with its rank, in order of rank and number, from behind `after`."""
        ...


def index_of(connection: Connection) -> Index:
    """The index of the database that this connection is to."""
    return postgres_words if connection.dialect.name == "postgresql" else sqlite_words


def search(
    ledger: Ledger, query: str, kind: Kind = "report", *, after: Key | None = None, limit: int = PAGE
) -> Page[Hit]:
    """What holds all the words of `query`: reports with the most telling first (of thousands, and on PostgreSQL, the
    oldest), claims the oldest first, incidents by their place, actors and key, in order of id.

    Case, accents and spellings of Arabic letters make no difference; `word*` finds what begins so.
    """
    words = sought(query)
    if kind == "incident":
        return _incidents(ledger, words, after, limit)
    find = {"report": _reports, "claim": _claims}[kind]
    with ledger.snapshot() as connection:
        version = truth.last_head(connection).seq
        if not words or not index_of(connection).is_there(connection):
            return Page(rows=(), next=None, version=version)
        found = list(islice(find(connection, words, after, limit + 1), limit + 1))
        last = found[limit - 1][1] if len(found) > limit else None
        return Page(rows=tuple(hit for hit, _ in found[:limit]), next=last, version=version)


def bring_up(connection: Connection) -> None:
    """Indexes the words of texts and claims, and the keys of reports, that came in since the last time. In a
    transaction that alone may write."""
    note_keys(connection)
    if not index_of(connection).is_there(connection):
        index_of(connection).make(connection)
    mark = int(connection.scalar(select(tables.about.c.value).where(tables.about.c.name == _MARK)) or 0)
    for batch in truth.chunks(truth.stream(connection, truth.behind(mark, _INDEXED)), _BATCH):
        for kind in _INDEXED:
            of_kind = [row for row in batch if row.kind == kind]
            titles = _titles(connection, {row.owner for row in of_kind}) if kind == "text" else {}
            words = ((row.seq, f"{titles.get(row.owner, '')}\n{_words_of(row)}") for row in of_kind)
            index_of(connection).add(connection, kind, ((seq, words_of(each)) for seq, each in words))
    index_of(connection).finish(connection)
    _set_mark(connection, truth.last_head(connection).seq)


def forget(connection: Connection) -> None:
    """Empties the index, since it holds words that were erased: the next `bring_up` fills it from what is left."""
    if index_of(connection).is_there(connection):
        index_of(connection).make(connection)
        _set_mark(connection, 0)


def _titles(connection: Connection, report_ids: set[str]) -> dict[str, str]:
    return {report.id: report.title or "" for report in readings.records(connection, Report, report_ids)}


def _set_mark(connection: Connection, seq: int) -> None:
    connection.execute(delete(tables.about).where(tables.about.c.name == _MARK))
    connection.execute(insert(tables.about), {"name": _MARK, "value": str(seq)})


def _words_of(row: object) -> str:
    record = decode(KINDS[row.kind], row.version, row.payload)  # type: ignore[attr-defined]
    if isinstance(record, Claim):
        return "\n".join((record.quote, *(voice.refers_to or voice.name for voice in record.voices)))
    return record.body if isinstance(record, Text) else ""


Found = Iterator[tuple[Hit, Key]]


def _reports(connection: Connection, words: Sequence[str], after: Key | None, limit: int) -> Found:
    for texts in _matching(connection, Text, words, after, limit):
        ids = {text.report_id for text, _ in texts}
        reports = {report.id: report for report in readings.records(connection, Report, ids)}
        for text, key in texts:
            report = reports[text.report_id]
            yield _hit("report", report.id, report.title or report.key, text.body, words), key


def _claims(connection: Connection, words: Sequence[str], after: Key | None, limit: int) -> Found:
    for claims in _matching(connection, Claim, words, after, limit):
        its = tables.inbox.c.claim_id.in_([claim.id for claim, _ in claims])
        held = {row.claim_id: row for row in connection.execute(select(tables.inbox).where(its))}
        own = {held[claim.id].report_id for claim, _ in claims if claim.id in held and _is_authors(claim)}
        reports = {report.id: report for report in readings.records(connection, Report, own)}
        for claim, key in claims:
            if claim.id in held:
                row = held[claim.id]
                hit = _hit("claim", claim.id, _who(claim, reports.get(row.report_id)), claim.quote, words)
                its_incident = row.incident_id or None
                yield msgspec.structs.replace(hit, report_id=row.report_id, incident_id=its_incident), key


def _is_authors(claim: Claim) -> bool:
    return claim.voice.kind == "author"


def _who(claim: Claim, report: Report | None) -> str:
    """Who says it; of what a report says in its own voice, whose report it is."""
    if report is None or not _is_authors(claim):
        return claim.voice.name
    return report.publisher or report.title or report.key


def _matching(
    connection: Connection, record: type[RecordT], words: Sequence[str], after: Key | None, limit: int
) -> Iterator[list[tuple[RecordT, Key]]]:
    """Records that hold the words, as many at a time as are asked for, each with its key."""
    kind, start, rows = kind_of(record), _start(after), tables.truth
    query = select(rows.c.seq, rows.c.version, rows.c.payload).where(rows.c.payload.is_not(None))
    while True:
        found = index_of(connection).matching(connection, kind.name, words, after=start, limit=limit)
        there = {
            row.seq: row for row in connection.execute(query.where(rows.c.seq.in_([seq for seq, _ in found])))
        }
        yield [
            (cast("RecordT", decode(kind, there[seq].version, there[seq].payload)), (rank, seq))
            for seq, rank in found
            if seq in there
        ]
        if len(found) < limit:
            return
        start = (found[-1][1], found[-1][0])


def _start(after: Key | None) -> tuple[float, int] | None:
    if after is None:
        return None
    rank, seq = checked(after, float, int)
    return float(rank), int(seq)


def _incidents(ledger: Ledger, words: Sequence[str], after: Key | None, limit: int) -> Page[Hit]:
    table = tables.listing
    behind = str(checked(after, str)[0]) if after is not None else ""
    with ledger.memory.of(ledger) as (listed, connection):
        ids = listed.first(listed.meeting(holding(words)), limit + 1, behind) if words else []
        query = select(table.c.incident_id, table.c.place, table.c.key).where(
            table.c.incident_id.in_(ids[:limit])
        )
        hits = [
            msgspec.structs.replace(
                _hit("incident", row.incident_id, row.key or row.place or row.incident_id, row.place, words),
                incident_id=row.incident_id,
            )
            for row in connection.execute(query.order_by(table.c.incident_id))
        ]
        last = (ids[limit - 1],) if len(ids) > limit else None
        return Page(rows=tuple(hits), next=last, version=truth.last_head(connection).seq)


def _hit(kind: Kind, id: str, title: str, content: str, words: Sequence[str]) -> Hit:
    excerpt = around(content, next(marks(content, words), (0, 0))[0])
    return Hit(kind=kind, id=id, title=title, excerpt=excerpt, marks=tuple(marks(excerpt, words)))


def around(content: str, first: int) -> str:
    """What stands about this place. No word is cut but one that is longer than all of that."""
    start, end = max(0, first - _AROUND), min(len(content), first + 2 * _AROUND)
    before, after = content[start:first], content[first:end]
    if start:
        before = _BEGUN.sub("", before)
    if end < len(content):
        after = _UNENDED.sub("", after)
    return before + after
