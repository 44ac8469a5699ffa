"""Two points of the earth in, their distance out."""

from __future__ import annotations

import math

EARTH_RADIUS_KM = 6371.0


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in kilometres (haversine on a sphere: wrong by at most 0.5 %)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half_latitude, half_longitude = (b - a) / 2, math.radians(other_longitude - longitude) / 2
    chord = math.sin(half_latitude) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_longitude) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))
