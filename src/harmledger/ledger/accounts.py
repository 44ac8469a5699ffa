"""Law 4 in numbers: an open connection goes in; what was taken in, kept, refused and is still waiting comes
out."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, func, select

from harmledger.ledger.readings import each, records
from harmledger.ledger.tables import truth
from harmledger.records.capture import Capture
from harmledger.records.refusal import Refusal


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What became of captures (kept: a report) or of the newest text of each report (kept: a reading)."""

    taken_in: int
    kept: int
    refused: int
    waiting: tuple[str, ...]
    """Ids of what is neither kept nor refused, sorted: after a whole build there is none."""

    @property
    def holds(self) -> bool:
        """Whether `in == kept + refused`."""
        return self.taken_in == self.kept + self.refused


def captures_account(connection: Connection) -> Account:
    """What became of all captured bytes. Refusals of what could not even be captured come on top."""
    taken = truth.alias()
    report = truth.alias()
    kept = exists().where(report.c.kind == "report", report.c.owner == taken.c.owner)
    open_ids = _ids(connection, taken, taken.c.kind == "capture", ~kept)
    refused = _refused_captures(connection, open_ids) | _erased(connection, open_ids)
    return Account(
        taken_in=_count(connection, taken, taken.c.kind == "capture"),
        kept=_count(connection, taken, taken.c.kind == "capture", kept),
        refused=len(refused),
        waiting=tuple(id for id in open_ids if id not in refused),
    )


def texts_account(connection: Connection) -> Account:
    """What became of the newest text of each report. One that is refused by a newer reader stays kept by an
    older one."""
    text, newer, reading, refusal = (truth.alias() for _ in range(4))
    is_newest = ~exists().where(
        newer.c.kind == "text", newer.c.owner == text.c.owner, newer.c.seq > text.c.seq
    )
    read = exists().where(reading.c.kind == "reading", reading.c.owner == text.c.id)
    refused = exists().where(refusal.c.kind == "refusal", refusal.c.owner == text.c.id)
    here = (text.c.kind == "text", text.c.payload.is_not(None), is_newest)
    return Account(
        taken_in=_count(connection, text, *here),
        kept=_count(connection, text, *here, read),
        refused=_count(connection, text, *here, ~read, refused),
        waiting=tuple(_ids(connection, text, *here, ~read, ~refused)),
    )


def _refused_captures(connection: Connection, ids: list[str]) -> set[str]:
    if not ids:
        return set()
    locations = {refusal.location for refusal in each(connection, Refusal) if refusal.stage == "capture"}
    return {capture.id for capture in records(connection, Capture, ids) if capture.location in locations}


def _erased(connection: Connection, ids: list[str]) -> set[str]:
    """Captures without a report that a person took out: refused, by that person."""
    return set(ids) - {capture.id for capture in records(connection, Capture, ids)}


def _count(connection: Connection, table: Any, *conditions: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def _ids(connection: Connection, table: Any, *conditions: ColumnElement[bool]) -> list[str]:
    return list(connection.scalars(select(table.c.id).where(*conditions).order_by(table.c.id)))
