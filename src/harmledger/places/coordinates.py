"""Coordinates written in a text in (MGRS grids, degrees), places out, each as precise as it was written."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterator

import mgrs

from harmledger.records.place import Level, Place
from harmledger.records.span import Span

_GRID = re.compile(
    r"(?<![A-Za-z0-9])(?P<zone>[1-9]|[1-5]\d|60|0[1-9])[ \t]?(?P<band>[C-HJ-NP-X])[ \t]?"
    r"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])[ \t]?(?P<digits>\d{2,5}[ \t]\d{2,5}|\d{4,10})(?![A-Za-z0-9])"
)
_NUMBER = r"\d{1,3}(?:\.\d{1,10})?"
_DEGREES = r"[°º˚]"
_MINUTES = r"['’′ʹ]"
_SECONDS = r"(?:[\"”″ʺ]|['’′]{2})"


def _angle_pattern(axis: str, hemispheres: str) -> str:
    degrees = rf"(?P<{axis}_d>{_NUMBER})[ \t]?{_DEGREES}[ \t]?"
    minutes = rf"(?P<{axis}_m>{_NUMBER})[ \t]?{_MINUTES}[ \t]?"
    seconds = rf"(?P<{axis}_s>{_NUMBER})[ \t]?{_SECONDS}[ \t]?"
    return rf"{degrees}(?:{minutes}(?:{seconds})?)?(?P<{axis}_h>[{hemispheres}])"


_SEXAGESIMAL = re.compile(
    rf"(?<![\w.]){_angle_pattern('lat', 'NSns')}[ \t]?[,;/]?[ \t]?{_angle_pattern('lon', 'EWew')}(?!\w)"
)
_LETTERED = re.compile(
    r"(?<![\w.])(?P<lat>\d{1,2}\.\d{1,10})[ \t]?(?P<lat_h>[NS])[ \t]?[,;/]?[ \t]?"
    r"(?P<lon>\d{1,3}\.\d{1,10})[ \t]?(?P<lon_h>[EW])(?!\w)"
)
_DECIMAL = re.compile(
    r"(?<![\w.,-])(?P<lat>-?\d{1,2}\.\d{3,10})[ \t]?,[ \t]?(?P<lon>-?\d{1,3}\.\d{3,10})(?![\w.]?\d)"
)
"""Two bare numbers count only with three decimals each: "12.5, 40.2" may be anything."""
_M_A_DEGREE = 111_320
_LEAST_RADIUS_M = 10
_LEVELS_BY_RADIUS: tuple[tuple[float, Level], ...] = (
    (200, "exact"), (2_000, "neighbourhood"), (20_000, "subdistrict"), (math.inf, "province"),
)  # fmt: skip
_DIGITS_PER_AXIS = 5


def find_coordinates(content: str, span: Span | None = None) -> tuple[Place, ...]:
    """The coordinates written in `content` (within `span`), in order, without overlaps.

    Each has half a unit of its last digit as radius (a grid square: half its diagonal). What looks like
    coordinates but lies on no map is left out.
    """
    start, end = (span.start, span.end) if span is not None else (0, len(content))
    found = sorted(_all(content, start, end), key=_position)
    kept: list[Place] = []
    for place in found:
        if not kept or _position(place)[0] >= _position(kept[-1])[1]:
            kept.append(place)
    return tuple(kept)


def _position(place: Place) -> tuple[int, int]:
    return (place.span.start, place.span.end) if place.span is not None else (0, 0)


def _all(content: str, start: int, end: int) -> Iterator[Place]:
    for notation, read in _NOTATIONS:
        for match in notation.finditer(content, start, end):
            place = read(match)
            if place is not None:
                yield place


@functools.cache
def _converter() -> mgrs.MGRS:
    return mgrs.MGRS()


def _from_grid(match: re.Match[str]) -> Place | None:
    """The middle of a grid square (so the library). Digits must split evenly into easting and northing."""
    parts = re.split(r"[ \t]", match["digits"])
    digits = "".join(parts)
    if len(digits) % 2 or (len(parts) > 1 and len(parts[0]) != len(parts[1])):
        return None
    grid = f"{int(match['zone'])}{match['band']}{match['square']}{digits}"
    try:
        latitude, longitude = _converter().toLatLon(grid)
    except mgrs.core.MGRSError:
        return None
    side_m = 10 ** (_DIGITS_PER_AXIS - len(digits) // 2)
    return _place(match, float(latitude), float(longitude), side_m * 0.7071, "mgrs", "grid")


def _from_angles(match: re.Match[str]) -> Place | None:
    latitude, unit = _angle(match, "lat")
    longitude, other_unit = _angle(match, "lon")
    radius_m = max(unit, other_unit) / 2 * _M_A_DEGREE
    return _place(match, latitude, longitude, radius_m, "degrees", "coordinates")


def _angle(match: re.Match[str], axis: str) -> tuple[float, float]:
    """Degrees, and the unit of the last digit written in degrees."""
    value, unit = 0.0, 1.0
    for part, size in (("d", 1.0), ("m", 60.0), ("s", 3600.0)):
        written = match[f"{axis}_{part}"]
        if written is not None:
            value += float(written) / size
            unit = _unit(written) / size
    return (-value if match[f"{axis}_h"] in "SWsw" else value), unit


def _from_decimals(match: re.Match[str]) -> Place | None:
    hemispheres = match.groupdict()
    latitude = float(match["lat"]) * (-1 if hemispheres.get("lat_h") == "S" else 1)
    longitude = float(match["lon"]) * (-1 if hemispheres.get("lon_h") == "W" else 1)
    unit = max(_unit(match["lat"]), _unit(match["lon"]))
    return _place(match, latitude, longitude, unit / 2 * _M_A_DEGREE, "degrees", "coordinates")


def _unit(written: str) -> float:
    return float(10 ** -len(written.partition(".")[2]))


def _place(
    match: re.Match[str], latitude: float, longitude: float, radius_m: float, key: str, reason: str
) -> Place | None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    radius = max(round(radius_m), _LEAST_RADIUS_M)
    return Place(
        name=match[0],
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
        radius_m=radius,
        level=next(level for reach_m, level in _LEVELS_BY_RADIUS if radius <= reach_m),
        gazetteer_id=key,
        span=Span(match.start(), match.end()),
        reason=reason,
    )


_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Place | None]], ...] = (
    (_GRID, _from_grid),
    (_SEXAGESIMAL, _from_angles),
    (_LETTERED, _from_decimals),
    (_DECIMAL, _from_decimals),
)
