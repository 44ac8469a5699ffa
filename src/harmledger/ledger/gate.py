"""What a release asks of incidents: derived entries go in; how many incidents are alike in all of it, and which they
are, come out. No policy is known here: `flow.next_release` asks one of each group, whatever the number of incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, func, select

from harmledger.ledger import tables
from harmledger.ledger.store import Ledger
from harmledger.records.standing import InboxRow, IncidentStanding, State

Last = Literal["", "same", "changed"]
"""How the last release has an incident: not, as it is now, or as it was before something changed."""


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """All that a policy asks of an incident."""

    state: State
    grade: str
    """Blank where none was given."""
    reviewers: int
    """Who signed it as it is."""
    others: int
    """Those of them who did not work on it: in a team, only they count."""
    last: Last


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents that no policy can tell apart."""

    alike: Alike
    incidents: int
    quotes: int
    """Of how many of their claims nobody cleared the quote."""


_COLUMNS = [tables.gate.c[name] for name in Alike.__struct_fields__]


def gate_row(grade: str | None, standing: IncidentStanding, inbox: Iterable[InboxRow]) -> dict[str, Any]:
    """The row of one incident; `inbox`: its claims."""
    return {
        "incident_id": standing.incident_id,
        "state": standing.state,
        "grade": grade or "",
        "reviewers": len(standing.reviewed_by),
        "others": len(set(standing.reviewed_by) - set(standing.worked_by)),
        "last": last_of(standing),
        "quotes": sum(not row.cleared and row.verdict != "rejected" for row in inbox),
    }


def groups(ledger: Ledger) -> tuple[Group, ...]:
    """All incidents, by what a policy asks of them."""
    table = tables.gate
    query = select(*_COLUMNS, func.count(), func.sum(table.c.quotes)).group_by(*_COLUMNS).order_by(*_COLUMNS)
    with ledger.snapshot() as connection:
        return tuple(
            Group(alike=Alike(**dict(zip(Alike.__struct_fields__, values, strict=True))), incidents=many, quotes=quotes)
            for *values, many, quotes in connection.execute(query)
        )  # fmt: skip


def ids_alike(
    ledger: Ledger, alike: Iterable[Alike], *, after: str = "", limit: int | None = None, with_quotes: bool = False
) -> list[str]:  # fmt: skip
    """The first `limit` (null: all) of these incidents in order of id, from behind the id `after`; `with_quotes`: only
    those with a quote that nobody cleared."""
    table = tables.gate
    found: list[str] = []
    with ledger.snapshot() as connection:
        for each in alike:
            query = select(table.c.incident_id).where(table.c.incident_id > after, *_is(each))
            if with_quotes:
                query = query.where(table.c.quotes > 0)
            found += connection.scalars(query.order_by(table.c.incident_id).limit(limit))
    return sorted(found)[:limit]


def _is(alike: Alike) -> Iterable[ColumnElement[bool]]:
    return (column == getattr(alike, column.name) for column in _COLUMNS)


def last_of(standing: IncidentStanding) -> Last:
    """How the last release has the incident."""
    if standing.published_seal is None:
        return ""
    return "same" if standing.published_seal == standing.seal else "changed"
