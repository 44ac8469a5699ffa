"""What a list of incidents is narrowed to in; how many of those that match have which value, and where they are,
out."""

from __future__ import annotations

from collections import Counter

import msgspec

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


def facets(ledger: Ledger, matching: Listed | None = None) -> dict[str, dict[str, int]]:
    """How many of the incidents that match have which state, grade, status, month, country and actor (an incident
    with two actors counts for both), the values in order."""
    with ledger.memory.of(ledger) as (listed, _):
        rows = listed.meeting(conditions_of(matching or Listed()))
        found = {field: dict(sorted(listed.counted(field, rows))) for field in tables.FACETS}
        actors = Counter[str]()
        for together, number in listed.counted("actors", rows):
            actors.update(dict.fromkeys(together, number))
        return found | {"actor": dict(sorted(actors.items()))}


def spots(ledger: Ledger, matching: Listed) -> tuple[Spot, ...]:
    """The places of the incidents that match and have one, from south to north."""
    incidents, names = Counter[tuple[float, float, int]](), dict[tuple[float, float, int], str]()
    with ledger.memory.of(ledger) as (listed, _):
        for (*at, place), number in listed.counted("spot", listed.meeting(conditions_of(matching))):
            if at[0] is not None:
                latitude, longitude, radius_m = at
                where = (latitude, longitude, radius_m)
                incidents[where] += number
                names[where] = min(place, names.get(where, place))
    return tuple(
        Spot(latitude=at[0], longitude=at[1], radius_m=at[2], place=names[at], incidents=number)
        for at, number in sorted(incidents.items())
    )
