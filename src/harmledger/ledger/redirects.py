"""Ids of incidents that were given up: identities as they were minted go in; which ids lead to an incident comes out,
without a look at any other."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from harmledger.ledger.tables import redirects
from harmledger.ledger.truth import chunks
from harmledger.records.incident import Identity


def put_redirects(connection: Connection, identities: Iterable[Identity]) -> None:
    """Notes where those of `identities` lead that were given up; of one id the last counts."""
    into = {each.id: each.redirects_to for each in identities if each.redirects_to is not None}
    for chunk in chunks(into):
        connection.execute(delete(redirects).where(redirects.c.id.in_(chunk)))
        connection.execute(insert(redirects), [{"id": id, "into": into[id]} for id in chunk])


def leading_to(connection: Connection, incident_id: str) -> set[str]:
    """The ids that lead to this incident, over however many others."""
    found: set[str] = set()
    ahead = {incident_id}
    while ahead:
        next_ones: set[str] = set()
        for chunk in chunks(ahead):
            next_ones.update(connection.scalars(select(redirects.c.id).where(redirects.c.into.in_(chunk))))
        ahead = next_ones - found
        found |= ahead
    return found
