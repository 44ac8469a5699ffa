"""The identities of incidents: rows of the truth go in; which ids lead to an incident, and which may stand in what some
reports tell, come out without a look at any other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from harmledger.ledger import tables, truth
from harmledger.linking.anchors import earlier_ids, nth_id
from harmledger.records.incident import Identity


def identity_rows(connection: Connection, ids: Iterable[str] | None = None) -> list[Identity]:
    """Every row of these incident ids (null: of all), oldest first."""
    query = truth.present("identity").order_by(tables.truth.c.seq)
    queries = [query]
    if ids is not None:
        queries = [query.where(tables.truth.c.owner.in_(chunk)) for chunk in truth.chunks(sorted(set(ids)))]
    rows = [(row.seq, row.payload) for each in queries for row in truth.stream(connection, each)]
    return [msgspec.json.decode(payload, type=Identity) for _, payload in sorted(rows)]


def minted_ids(connection: Connection) -> list[str]:
    """Every id of an incident that was ever minted, those that were given up among them."""
    query = select(tables.truth.c.id).where(
        tables.truth.c.kind == "identity", tables.truth.c.id == tables.truth.c.owner
    )
    return list(connection.scalars(query.order_by(tables.truth.c.seq)))


def identities_of(
    connection: Connection, ids: Collection[str], fresh: Sequence[Identity] = ()
) -> list[Identity]:
    """The identities of these incidents, and those that the same tellings and filings had before; `fresh`: rows that
    the truth does not hold yet."""
    own = [*identity_rows(connection, ids), *fresh]
    earlier = {id for identity in own for id in earlier_ids(identity.anchor)}
    return [*identity_rows(connection, earlier - set(ids)), *own]


def identities_at(
    connection: Connection,
    *,
    subjects: Collection[str],
    reports: Collection[str],
    ids: Collection[str],
) -> list[Identity]:
    """As `identity_rows`, of all that were minted from any of these tellings and filings, that may stand in what these
    reports tell, and of `ids`."""
    found = {*ids, *_held_in(connection, reports)}
    asked, nth = list(subjects), 1
    while asked:
        minted = {nth_id(subject, nth): subject for subject in asked}
        there = truth.known_ids(connection, "identity", minted)
        found |= there
        asked, nth = [minted[id] for id in there], nth + 1
    return identity_rows(connection, found)


def put_identities(connection: Connection, identities: Iterable[Identity]) -> None:
    """Notes where those of `identities` lead that were given up, of one id the last counts; and in which reports
    incidents may be found."""
    rows = list(identities)
    into = {each.id: each.redirects_to for each in rows if each.redirects_to is not None}
    for chunk in truth.chunks(into):
        connection.execute(delete(tables.redirects).where(tables.redirects.c.id.in_(chunk)))
        connection.execute(insert(tables.redirects), [{"id": id, "into": into[id]} for id in chunk])
    held = {(ref.report_id, each.id) for each in rows for ref in each.held}
    new = sorted(held - _known(connection, {id for _, id in held}))
    for some in truth.chunks(new):
        values = [{"report_id": report_id, "incident_id": id} for report_id, id in some]
        connection.execute(insert(tables.anchors), values)


def leading_to(connection: Connection, incident_id: str) -> set[str]:
    """The ids that lead to this incident, over however many others."""
    found: set[str] = set()
    ahead = {incident_id}
    columns = tables.redirects.c
    while ahead:
        next_ones: set[str] = set()
        for chunk in truth.chunks(ahead):
            next_ones.update(connection.scalars(select(columns.id).where(columns.into.in_(chunk))))
        ahead = next_ones - found
        found |= ahead
    return found


def _held_in(connection: Connection, reports: Collection[str]) -> set[str]:
    """Incidents that were ever found by a telling of one of these reports."""
    columns = tables.anchors.c
    return {
        id
        for chunk in truth.chunks(sorted(reports))
        for id in connection.scalars(select(columns.incident_id).where(columns.report_id.in_(chunk)))
    }


def _known(connection: Connection, ids: Collection[str]) -> set[tuple[str, str]]:
    columns = tables.anchors.c
    return {
        (row.report_id, row.incident_id)
        for chunk in truth.chunks(sorted(ids))
        for row in connection.execute(select(tables.anchors).where(columns.incident_id.in_(chunk)))
    }
