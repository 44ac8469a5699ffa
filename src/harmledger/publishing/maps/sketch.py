"""Where an incident is placed, and where its claims say it was, in; the geometry of a small drawing out,
without tiles."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from harmledger.publishing.maps.scale import round_length_m
from harmledger.records.place import Place

SIDE = 320
"""The drawing is so many units wide and high."""
_METRES_A_DEGREE = 111_320.0
"""Of latitude, and of longitude at the equator (WGS 84, mean)."""
_LEAST_HALF_SIDE_M = 500
_FAR_PLACES_SHOWN = 6


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the drawing."""

    x: float
    y: float
    name: str


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """A square of the map around the incident's place; north is up."""

    centre: Spot
    radius: float
    """Of the circle within which the place lies, in units of the drawing."""
    others: tuple[Spot, ...]
    """Other places that claims of this incident name, where they fall inside the square."""
    scale_width: float
    scale_m: int


def sketch(place: Place, others: Iterable[Place]) -> Sketch:
    """The drawing of `place`: its circle, nearby places of the claims, and a scale bar of a round length."""
    near = [each for each in others if _apart_m(place, each) > place.radius_m / 4]
    near = sorted(near, key=lambda each: (_apart_m(place, each), each.name))[:_FAR_PLACES_SHOWN]
    half_side_m = max(place.radius_m * 1.35, _LEAST_HALF_SIDE_M)
    inside = [_apart_m(place, each) for each in near if _apart_m(place, each) < half_side_m * 8]
    half_side_m = max([half_side_m, *(metres * 1.25 for metres in inside)])
    a_unit_m = half_side_m / (SIDE / 2)
    spots = [_spot(place, each, a_unit_m) for each in near]
    scale_m = round_length_m(half_side_m * 0.6)
    return Sketch(
        centre=Spot(x=SIDE / 2, y=SIDE / 2, name=place.name),
        radius=round(place.radius_m / a_unit_m, 1),
        others=tuple(spot for spot in spots if 0 <= spot.x <= SIDE and 0 <= spot.y <= SIDE),
        scale_width=round(scale_m / a_unit_m, 1),
        scale_m=scale_m,
    )


def _spot(centre: Place, place: Place, a_unit_m: float) -> Spot:
    east_m, north_m = _offset_m(centre, place)
    return Spot(
        x=round(SIDE / 2 + east_m / a_unit_m, 1), y=round(SIDE / 2 - north_m / a_unit_m, 1), name=place.name
    )


def _offset_m(centre: Place, place: Place) -> tuple[float, float]:
    """East and north of `centre`, on a plane: good to a few percent over the hundred kilometres of a
    sketch."""
    east = (place.longitude - centre.longitude + 180) % 360 - 180
    east_m = east * _METRES_A_DEGREE * math.cos(math.radians(centre.latitude))
    return east_m, (place.latitude - centre.latitude) * _METRES_A_DEGREE


def _apart_m(one: Place, other: Place) -> float:
    return math.hypot(*_offset_m(one, other))
