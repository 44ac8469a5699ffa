"""What an erasure reaches: a name for something in the record goes in; ids of rows and digests of bytes come
out."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from harmledger.errors import NotInRecord
from harmledger.ledger import readings
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import ERASED_BYTES, chunks
from harmledger.records.capture import Capture
from harmledger.records.decision import Decision
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report

_ALONE = ("refusal", "filing", "identity", "decision")
"""Kinds whose rows are erased by themselves."""


_INSIDE = ("#", " ")
"""What follows a capture's location where a refusal names a place inside it: `#member …`, ` file …`."""


class Reach(msgspec.Struct, kw_only=True):
    """What one erasure takes away."""

    ids: set[str] = msgspec.field(default_factory=set)
    """Of rows of any kind."""
    digests: set[str] = msgspec.field(default_factory=set)
    """SHA-256 of captured bytes."""
    same_bytes: set[str] = msgspec.field(default_factory=set)
    """Reports of the same bytes that are not reached, for whose sake these are kept."""


def reach_of(connection: Connection, target: str) -> Reach:
    """All that holds the words of `target`; `erase` says what a target may be. Raises NotInRecord if there is
    none."""
    digest, kind, owner = _meaning(connection, target)
    reach = Reach()
    if digest:
        reach.digests.add(digest)
        _take_reports(connection, reach, _column(connection, truth.c.id, truth.c.owner, "report", {digest}))
    elif kind in _ALONE:
        reach.ids.add(target)
    else:
        _take_reports(connection, reach, _reports_meant(connection, target, kind, owner))
    _take_what_hangs_on(connection, reach)
    return reach


def _meaning(connection: Connection, target: str) -> tuple[str, str, str]:
    """The digest that `target` stands for, or else the kind and owner of its row; blank where they are not
    known."""
    if target.startswith(ERASED_BYTES):
        digest = target.removeprefix(ERASED_BYTES)
        if not _column(connection, truth.c.id, truth.c.owner, "capture", {digest}):
            raise _nothing(target)
        return digest, "", ""
    query = select(truth.c.kind, truth.c.owner).where(truth.c.id == target, truth.c.kind != "erasure")
    row = connection.execute(query).first()
    if row is None:
        return "", "", ""
    return (row.owner, "", "") if row.kind == "capture" else ("", row.kind, row.owner)


def _reports_meant(connection: Connection, target: str, kind: str, owner: str) -> set[str]:
    if kind == "report":
        return {target}
    if kind == "text":
        return {owner}
    if kind in ("claim", "reading"):
        return _column(connection, truth.c.owner, truth.c.id, "text", {owner})
    named = {report.id for report in readings.each(connection, Report) if report.key == target}
    if not named:
        raise _nothing(target)
    return named


def _take_reports(connection: Connection, reach: Reach, reports: set[str]) -> None:
    """The reports, what hangs from them, and their bytes where no other report has the same."""
    for digest in _column(connection, truth.c.owner, truth.c.id, "report", reports):
        others = {report.id for report in readings.owned(connection, Report, digest)} - reports
        reach.same_bytes |= others
        if not others:
            reach.digests.add(digest)
    reach.ids |= reports
    reach.ids |= _column(connection, truth.c.id, truth.c.owner, "capture", reach.digests)
    reach.ids |= _column(connection, truth.c.id, truth.c.owner, "filing", reports)
    texts = _column(connection, truth.c.id, truth.c.owner, "text", reports)
    reach.ids |= texts
    for kind in ("claim", "reading", "refusal"):
        reach.ids |= _column(connection, truth.c.id, truth.c.owner, kind, texts)


def _take_what_hangs_on(connection: Connection, reach: Reach) -> None:
    """Decisions on what is erased, whose value and reason may quote it, and refusals of captures that are
    erased."""
    locations = {capture.location for capture in readings.records(connection, Capture, sorted(reach.ids))}
    for decision in readings.each(connection, Decision):
        if not reach.ids.isdisjoint(decision.on):
            reach.ids.add(decision.id)
    inside = tuple(location + mark for location in locations for mark in _INSIDE)
    for refusal in readings.each(connection, Refusal):
        if refusal.location in locations or refusal.location.startswith(inside):
            reach.ids.add(refusal.id)


def _column(
    connection: Connection, wanted: ColumnElement[str], given: ColumnElement[str], kind: str, values: set[str]
) -> set[str]:
    """The `wanted` column of the rows of a kind whose `given` column is one of `values`, erased rows among
    them."""
    found: set[str] = set()
    for chunk in chunks(sorted(values)):
        found.update(connection.scalars(select(wanted).where(truth.c.kind == kind, given.in_(chunk))))
    return found


def _nothing(target: str) -> NotInRecord:
    return NotInRecord(
        f"nothing here is called {target!r}", to_do="name a report's key, or an id as `explain` shows it"
    )
