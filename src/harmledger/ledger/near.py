"""An incident in; those near it in time and place, or that hold some words, nearest first, each with words of it, out:
for a person who knows what is one, or where a telling belongs."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from harmledger.errors import NotInRecord
from harmledger.ledger import readings
from harmledger.ledger.browse import IncidentRow, listing, rows_of
from harmledger.ledger.held import incident_rows, tellings_called
from harmledger.ledger.narrowing import Listed
from harmledger.ledger.queries import current_incident
from harmledger.ledger.search import search
from harmledger.ledger.store import Ledger
from harmledger.places.geometry import EARTH_RADIUS_KM, distance_km
from harmledger.records.claim import Claim
from harmledger.records.incident import Incident
from harmledger.records.report import Report
from harmledger.records.telling import Telling

MOST_NEAR = 8
"""Incidents that are offered."""
_WINDOWS = ((3, 25.0), (31, 100.0), (366, 500.0))
"""Days and kilometres, each gone through before the next: the days within which stories of one event differ, then what
can be a slip of the month or of the next town, then what one would know by its words."""
_LOOKED_AT = 200
"""Incidents of a window that are put in order: more are not told apart by how near they are."""
_KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)
_LEAST_COSINE = 0.1
"""Beyond 84 degrees north and south a window stays as wide as there."""
_TRIED = 5
"""Tellings of an incident that are asked for a claim."""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Another incident, with the words of one claim of it."""

    row: IncidentRow
    title: str | None
    """Of the report that makes the claim."""
    quote: str | None
    """Null where its reports say nothing that can be read."""


def near(ledger: Ledger, incident_id: str, words: str = "", *, limit: int = MOST_NEAR) -> tuple[Near, ...]:
    """Incidents near this one; with `words` the one of this id or key, or those that hold all of them in place,
    actors, key or a claim. Nothing for an incident that is not there, or with neither day nor place and no words."""
    of = next(iter(rows_of(ledger, [incident_id])), None)
    if of is None:
        return ()
    found = _holding(ledger, words, of) if words.strip() else _around(ledger, of, limit)
    shown = list(found)[:limit]
    with ledger.snapshot() as connection:
        told = _told(connection, [row.incident_id for row in shown])
    return tuple(
        Near(row=row, title=title, quote=quote) for row in shown for title, quote in [told[row.incident_id]]
    )


def _around(ledger: Ledger, of: IncidentRow, limit: int) -> Iterator[IncidentRow]:
    """Those that linking held apart from it, the likeliest first; then those of each window, the narrowest first, until
    there are enough."""
    apart = [each.incident for each in current_incident(ledger, of.incident_id).perhaps]
    rows_apart = {row.incident_id: row for row in rows_of(ledger, apart)}
    yield from (rows_apart[id] for id in apart if id in rows_apart)
    seen = {of.incident_id, *rows_apart}
    for days, km in _WINDOWS:
        window = _window(of, days, km)
        if window == Listed() or len(seen) > limit:
            return
        rows = [row for row in listing(ledger, window, limit=_LOOKED_AT).rows if row.incident_id not in seen]
        yield from sorted(rows, key=lambda row: _apart(of, row))
        seen.update(row.incident_id for row in rows)


def _holding(ledger: Ledger, words: str, of: IncidentRow) -> list[IncidentRow]:
    """The incident that is called so, else those that hold the words, the nearest first."""
    called = _called(ledger, words.strip())
    if called is not None:
        return list(rows_of(ledger, [called] if called != of.incident_id else []))
    listed = {row.incident_id for row in listing(ledger, Listed(words=words), limit=_LOOKED_AT).rows}
    claimed = {hit.incident_id for hit in search(ledger, words, "claim").rows if hit.incident_id}
    rows = rows_of(ledger, sorted((listed | claimed) - {of.incident_id}))
    return sorted(rows, key=lambda row: _apart(of, row))


def _called(ledger: Ledger, name: str) -> str | None:
    try:
        return current_incident(ledger, name).id
    except NotInRecord:
        return None


def _window(of: IncidentRow, days: int, km: float) -> Listed:
    """So many days and kilometres around it, as far as its day and its place are known."""
    matching = Listed()
    if of.starts_on is not None and of.ends_on is not None:
        first, last = _day(of.starts_on, -days), _day(of.ends_on, days)
        matching = msgspec.structs.replace(matching, not_before=first, not_after=last)
    if of.latitude is not None and of.longitude is not None:
        matching = msgspec.structs.replace(matching, box=_box(of.latitude, of.longitude, km))
    return matching


def _box(latitude: float, longitude: float, km: float) -> tuple[float, float, float, float]:
    """What lies so many kilometres around a point, and the corners beyond."""
    high = km / _KM_PER_DEGREE
    wide = high / max(math.cos(math.radians(latitude)), _LEAST_COSINE)
    west, east = (_on_earth(longitude + each) for each in (-wide, wide))
    return latitude - high, west, latitude + high, east


def _day(day: str, more: int) -> dt.date:
    ordinal = dt.date.fromisoformat(day).toordinal() + more
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))


def _on_earth(longitude: float) -> float:
    return (longitude + 180.0) % 360.0 - 180.0


def _apart(of: IncidentRow, row: IncidentRow) -> tuple[float, float, str]:
    """Days, then kilometres; what is not known is furthest."""
    return _days_apart(of, row), _km_apart(of, row), row.incident_id


def _days_apart(of: IncidentRow, row: IncidentRow) -> float:
    if None in (of.starts_on, of.ends_on, row.starts_on, row.ends_on):
        return math.inf
    starts, ends, its_start, its_end = (
        dt.date.fromisoformat(str(day)).toordinal()
        for day in (of.starts_on, of.ends_on, row.starts_on, row.ends_on)
    )
    return max(0, its_start - ends, starts - its_end)


def _km_apart(of: IncidentRow, row: IncidentRow) -> float:
    points = (of.latitude, of.longitude, row.latitude, row.longitude)
    known = [point for point in points if point is not None]
    return distance_km(*known) if len(known) == len(points) else math.inf


def _told(connection: Connection, incident_ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """Of each incident the title of a report and the words of a claim: of the first telling that has one."""
    first = {
        incident.id: [telling for telling in _tellings(connection, incident) if telling.claims][:1]
        for incident in incident_rows(connection, incident_ids)
    }
    chosen = [telling for tellings in first.values() for telling in tellings]
    claims = {
        claim.id: claim.quote
        for claim in readings.records(connection, Claim, {telling.claims[0] for telling in chosen})
    }
    titles = {
        report.id: report.title
        for report in readings.records(connection, Report, {telling.report_id for telling in chosen})
    }
    words = {telling.id: (titles.get(telling.report_id), claims.get(telling.claims[0])) for telling in chosen}
    return {
        id: next((words[telling.id] for telling in tellings), (None, None)) for id, tellings in first.items()
    }


def _tellings(connection: Connection, incident: Incident) -> list[Telling]:
    """The first few of an incident, in order of id."""
    return list(tellings_called(connection, incident.tellings[:_TRIED]).values())
