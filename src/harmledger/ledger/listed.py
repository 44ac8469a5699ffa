"""What lists of incidents show and filter by: derived entries go in, rows of the listing and of its counts come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from harmledger.ledger import tables, truth
from harmledger.records.assessment import Assessment, Range
from harmledger.records.incident import Incident
from harmledger.records.standing import IncidentStanding
from harmledger.wording.normal import words_of

VERDICT = "verdict"
"""Under which the rows of the inbox are counted."""
_ACTOR = "actor"
_NOT_KNOWN = -1
MOST_PEOPLE = 2**31 - 1
"""The largest number that a column of PostgreSQL holds; whoever claims more people than that still has a row."""
WHOLE = ("people", "civilians")
"""Groups that a total of an incident is taken from, the widest first."""

Counts = Counter[tuple[str, str]]


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
        counts[VERDICT, verdict] -= number
    connection.execute(delete(table).where(its))


def put_waiting(connection: Connection, rows: Sequence[dict[str, Any]], counts: Counts) -> None:
    """Puts rows into the inbox, and notes in `counts` what comes."""
    counts.update((VERDICT, row["verdict"]) for row in rows)
    if rows:
        connection.execute(insert(tables.inbox), rows)


def take_listed(connection: Connection, incident_ids: Sequence[str], counts: Counts) -> None:
    """Takes these incidents off the list, and notes in `counts` what goes."""
    for table in (tables.listing, tables.blamed):
        for chunk in truth.chunks(incident_ids):
            its = table.c.incident_id.in_(chunk)
            for row in connection.execute(select(table).where(its)):
                counts.subtract(_counted(row._mapping))
            connection.execute(delete(table).where(its))


def put_listed(
    connection: Connection, rows: Sequence[dict[str, Any]], actors: Sequence[dict[str, Any]], counts: Counts
) -> None:
    """Puts rows on the list, and notes in `counts` what comes."""
    for table, values in ((tables.listing, rows), (tables.blamed, actors)):
        for row in values:
            counts.update(_counted(row))
        if values:
            connection.execute(insert(table), values)


def count_anew(connection: Connection, changed: Counts) -> None:
    """Brings the counts up to what came and went."""
    table = tables.facets
    there = {(row.field, row.value): row.incidents for row in connection.execute(select(table))}
    for (field, value), more in changed.items():
        if not more:
            continue
        connection.execute(delete(table).where(table.c.field == field, table.c.value == value))
        number = there.get((field, value), 0) + more
        if number:
            connection.execute(insert(table), {"field": field, "value": value, "incidents": number})


def _counted(row: Any) -> Iterator[tuple[str, str]]:
    if _ACTOR in row:
        yield _ACTOR, row[_ACTOR]
        return
    for field in tables.FACETS:
        yield field, row[field]


def _number(value: int | None) -> int:
    return _NOT_KNOWN if value is None else min(value, MOST_PEOPLE)
