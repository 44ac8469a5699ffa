"""A resolved place and a policy in, the place as it may be published out."""

from __future__ import annotations

import math
import re

from harmledger.publishing.policy import PlaceRules
from harmledger.records.place import Place

_METRES_A_DEGREE = 111_320
"""On the equator, and along every meridian to half a per cent."""
_LEAST_COSINE = 0.05
"""Beyond some 87° of latitude a cell spans all the longitudes that matter."""
_HALF_DIAGONAL = 0.75
"""Of a cell's side, rounded up: a circle of this radius holds the whole cell."""
_COUNTRY = re.compile(r"[A-Z]{2}")
_AREA = re.compile(r"[A-Z0-9]{1,8}")


def public_place(place: Place | None, name: str | None, rules: PlaceRules) -> Place | None:
    """`place` under `name`, as the gazetteer has it, not as a report spells it; or the cell of the grid
    that it lies in.

    A place whose level is to be coarse, or that the gazetteer does not name (`name` null), is told by its
    cell alone: neither name nor gazetteer id stays. Candidates never do.
    """
    if place is None:
        return None
    country = place.country if place.country and _COUNTRY.fullmatch(place.country) else None
    area = place.admin1 if country and place.admin1 and _AREA.fullmatch(place.admin1) else None
    if name is None or place.level in rules.coarse_levels:
        return _cell(place, country, area, rules.coarse_m)
    return Place(
        name=name, latitude=place.latitude, longitude=place.longitude, radius_m=place.radius_m, level=place.level,
        gazetteer_id=place.gazetteer_id, country=country, admin1=area, reason=place.reason,
    )  # fmt: skip


def _cell(place: Place, country: str | None, area: str | None, side_m: int) -> Place:
    """The middle of the cell, and a radius that holds all of it."""
    latitude = _middle(place.latitude, side_m / _METRES_A_DEGREE)
    cosine = max(_LEAST_COSINE, math.cos(math.radians(latitude)))
    longitude = _middle(place.longitude, side_m / (_METRES_A_DEGREE * cosine))
    return Place(
        name=country or "", latitude=latitude, longitude=longitude, level="district", gazetteer_id="",
        radius_m=max(place.radius_m, math.ceil(side_m * _HALF_DIAGONAL)), country=country, admin1=area,
        reason="made_coarse",
    )  # fmt: skip


def _middle(degrees: float, side: float) -> float:
    return round((math.floor(degrees / side) + 0.5) * side, 4)
