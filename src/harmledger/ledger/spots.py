"""What a list of incidents is narrowed to in; the places of those that match, each with how many, out: counted by the
database, so that a map of a hundred thousand costs little."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from harmledger.ledger import tables
from harmledger.ledger.narrowing import Listed, conditions_of
from harmledger.ledger.store import Ledger


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place, as exactly as it is known, with the incidents there."""

    latitude: float
    longitude: float
    radius_m: int
    place: str
    incidents: int


def spots(ledger: Ledger, matching: Listed) -> tuple[Spot, ...]:
    """The places of the incidents that match and have one."""
    table = tables.listing
    at = (table.c.latitude, table.c.longitude, table.c.radius_m)
    query = (
        select(*at, func.min(table.c.place), func.count())
        .where(*conditions_of(matching), table.c.latitude.is_not(None))
        .group_by(*at)
        .order_by(*at)
    )
    with ledger.snapshot() as connection:
        return tuple(
            Spot(latitude=row[0], longitude=row[1], radius_m=row[2], place=row[3], incidents=row[4])
            for row in connection.execute(query)
        )
