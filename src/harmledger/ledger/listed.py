"""What lists show and filter by: derived entries go in; rows of the listing and of the inbox, and the counts of the
inbox, come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from harmledger.ledger import tables, truth
from harmledger.records.assessment import Assessment, Range
from harmledger.records.incident import Incident
from harmledger.records.standing import IncidentStanding
from harmledger.wording.normal import words_of

_NOT_KNOWN = -1
MOST_PEOPLE = 2**31 - 1
"""The largest number that a column of PostgreSQL holds; whoever claims more people than that still has a row."""
WHOLE = ("people", "civilians")
"""Groups that a total of an incident is taken from, the widest first."""

Counts = Counter[str]
"""Rows of the inbox, by their verdict."""


def listing_row(incident: Incident, assessment: Assessment, standing: IncidentStanding) -> dict[str, Any]:
    """The row of one incident."""
    when, where = assessment.when, assessment.where
    killed, injured = (whole_range(assessment.ranges, outcome) for outcome in ("killed", "injured"))
    return {
        "incident_id": incident.id,
        "key": incident.key,
        "state": standing.state,
        "grade": assessment.grade or "",
        "strike_status": assessment.strike_status or "",
        "starts_on": when.start.isoformat() if when else "",
        "ends_on": when.end.isoformat() if when else "",
        "month": when.start.isoformat()[:7] if when else "",
        "country": (where.country if where else None) or "",
        "place": where.name if where else "",
        "words": _words(incident, assessment),
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "radius_m": where.radius_m if where else None,
        "killed_low": _number(killed.low if killed else None),
        "killed_high": _number(killed.high if killed else None),
        "injured_low": _number(injured.low if injured else None),
        "injured_high": _number(injured.high if injured else None),
        "tellings": len(incident.tellings),
        "origins": incident.origins_low,
    }


def _words(incident: Incident, assessment: Assessment) -> str:
    """What an incident is searched by: its key, the names of its place, who is blamed; blanks around each word."""
    where = assessment.where
    names = [incident.key or "", where.name if where else "", *assessment.blamed]
    return " " + " ".join(words_of(" ".join(names))) + " "


def whole_range(ranges: Iterable[Range], outcome: str) -> Range | None:
    """The range of all people with this outcome, else that of civilians, else the one that reaches highest."""
    there = [each for each in ranges if each.outcome == outcome]
    for group in WHOLE:
        for each in there:
            if each.group == group:
                return each
    return max(there, key=lambda each: (_number(each.high), each.group), default=None)


def take_waiting(connection: Connection, its: ColumnElement[bool], counts: Counts) -> None:
    """Takes these rows out of the inbox, and notes in `counts` what goes."""
    table = tables.inbox
    for verdict, number in connection.execute(
        select(table.c.verdict, func.count()).where(its).group_by(table.c.verdict)
    ):
        counts[verdict] -= number
    connection.execute(delete(table).where(its))


def put_waiting(connection: Connection, rows: Sequence[dict[str, Any]], counts: Counts) -> None:
    """Puts rows into the inbox, and notes in `counts` what comes."""
    counts.update(row["verdict"] for row in rows)
    if rows:
        connection.execute(insert(tables.inbox), rows)


def take_listed(connection: Connection, incident_ids: Sequence[str]) -> None:
    """Takes these incidents off the list."""
    for table in (tables.listing, tables.blamed):
        for chunk in truth.chunks(incident_ids):
            connection.execute(delete(table).where(table.c.incident_id.in_(chunk)))


def put_listed(
    connection: Connection, rows: Sequence[dict[str, Any]], actors: Sequence[dict[str, Any]]
) -> None:
    """Puts rows on the list."""
    for table, values in ((tables.listing, rows), (tables.blamed, actors)):
        if values:
            connection.execute(insert(table), values)


def count_anew(connection: Connection, changed: Counts) -> None:
    """Brings the counts up to what came and went."""
    table = tables.waiting
    there = dict(connection.execute(select(table.c.verdict, table.c.claims)).all())
    for verdict, more in changed.items():
        connection.execute(delete(table).where(table.c.verdict == verdict))
        number = there.get(verdict, 0) + more
        if number:
            connection.execute(insert(table), {"verdict": verdict, "claims": number})


def _number(value: int | None) -> int:
    return _NOT_KNOWN if value is None else min(value, MOST_PEOPLE)
