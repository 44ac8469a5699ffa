"""Two places in; whether they are two settlements, out: by distance where a gazetteer lists them, else by name.

Most villages are in no gazetteer that we may ship. Such a place stands at the area that is named beside it, so that
distance says nothing of it, and its name does: "the village of A" is not "the village of B", wherever both lie.
"""

from __future__ import annotations

from harmledger.places.geometry import distance_km
from harmledger.places.names import fold, skeleton
from harmledger.records.place import Level, Place

UNLISTED = "unlisted"
"""The reason of a place that no gazetteer lists: its point and radius are those of what is named beside it."""
_NAMED: frozenset[Level] = frozenset(("village", "town", "city"))
"""Levels of what people call a place of its own; a quarter or a street is of the town around it."""


def is_named_alone(place: Place) -> bool:
    """Whether a settlement is known by its name, and no better than the area around it by its point."""
    return place.reason == UNLISTED and place.level in _NAMED


def name_key(place: Place) -> str:
    """What spellings of one name share, also over two scripts."""
    folded = fold(place.name)
    return (skeleton(folded) or folded).replace(" ", "")


def two_settlements(one: Place, other: Place, *, widest_m: int) -> bool:
    """Whether two places, each known to a settlement, are not the same one. False where that is not certain: where one
    is known less exactly than `widest_m`, or is the town beside which the other is named."""
    if is_named_alone(one) and is_named_alone(other):
        return name_key(one) != name_key(other)
    if any(place.radius_m > widest_m and not is_named_alone(place) for place in (one, other)):
        return False
    if is_named_alone(one) or is_named_alone(other):
        return one.gazetteer_id != other.gazetteer_id
    apart = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return apart * 1000 > one.radius_m + other.radius_m
