"""Places with how many incidents each in, what a map draws of them out: clusters of points, and circles for what is
known by area."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from harmledger.publishing.maps.basemap import outlines
from harmledger.publishing.maps.names import CLOSEST, Name, names
from harmledger.publishing.maps.scale import LENGTHS_M, Bar, bar
from harmledger.publishing.maps.window import Box, Window, window

CELL = 28
"""Points that fall into one square of so many units are one cluster."""
AREA_UNITS = 26
"""A place with a wider radius than this is drawn as the area that it is, never as a point."""
_LEAST_RADIUS, _GROWTH = 5.0, 2.4
_MOST_AREAS = 60


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place, as exactly as it is known, and how many incidents were there."""

    longitude: float
    latitude: float
    radius_m: int
    name: str
    incidents: int = 1


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents near each other: the middle of their points, how many, and the name that most of them have."""

    x: float
    y: float
    radius: float
    incidents: int
    name: str
    box: Box


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents known only by the area around one place."""

    x: float
    y: float
    radius: float
    incidents: int
    name: str
    box: Box


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """A map as drawn before any script runs."""

    window: Window
    land: tuple[str, ...]
    names: tuple[Name, ...]
    clusters: tuple[Cluster, ...]
    areas: tuple[Area, ...]
    unplaced: int
    scale: Bar

    @property
    def lengths_m(self) -> tuple[int, ...]:
        """The lengths that the bar may have as the map is magnified."""
        return LENGTHS_M


def map_of(
    spots: Iterable[Spot], *, unplaced: int, language: str, seen: Window | None = None, closest: int = CLOSEST
) -> MapView:
    """The map of these places, in `seen` or in the window that shows them all, with names in `language` for up to
    `closest` times its size; the same places in any order give the same map."""
    placed = list(spots)
    seen = seen or window((spot.longitude, spot.latitude) for spot in placed)
    points: list[Spot] = []
    wide: list[Spot] = []
    for spot in placed:
        (wide if seen.units(spot.radius_m) > AREA_UNITS else points).append(spot)
    return MapView(
        window=seen, land=tuple(outlines(seen)), names=names(seen, language, closest=closest),
        clusters=tuple(_clusters(points, seen)), areas=tuple(_areas(wide, seen)), unplaced=unplaced,
        scale=bar(seen.width, seen.metres_a_unit),
    )  # fmt: skip


def _clusters(spots: Iterable[Spot], seen: Window) -> list[Cluster]:
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        x, y = _at(spot, seen)
        cells[int(x // CELL), int(y // CELL)].append(spot)
    found = [_cluster(cell, group, seen) for cell, group in sorted(cells.items())]
    return sorted(found, key=lambda each: (-each.incidents, each.x, each.y))


def _cluster(cell: tuple[int, int], group: Sequence[Spot], seen: Window) -> Cluster:
    at = [(*_at(spot, seen), spot.incidents) for spot in group]
    incidents = _all(group)
    radius = min(_LEAST_RADIUS + _GROWTH * math.log2(incidents), CELL / 2)
    middle = (math.fsum(each[axis] * each[2] for each in at) / incidents for axis in (0, 1))
    x, y = middle if incidents == 1 else (_kept_in(*each, radius) for each in zip(cell, middle, strict=True))
    return Cluster(
        x=round(x, 1), y=round(y, 1), radius=round(radius, 1), incidents=incidents, name=_most_common(group),
        box=_box(group),
    )  # fmt: skip


def _kept_in(cell: int, middle: float, radius: float) -> float:
    """Where a disc of several incidents stands: within its square, so that no number lies under another disc."""
    return min(max(middle, cell * CELL + radius), (cell + 1) * CELL - radius)


def _areas(spots: Iterable[Spot], seen: Window) -> list[Area]:
    by_place: dict[tuple[float, float, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        by_place[spot.longitude, spot.latitude, spot.radius_m].append(spot)
    areas = []
    for (longitude, latitude, radius_m), group in sorted(by_place.items()):
        areas.append(Area(
            x=round(seen.x(longitude), 1), y=round(seen.y(latitude), 1), radius=round(seen.units(radius_m), 1),
            incidents=_all(group), name=_most_common(group), box=_box(group),
        ))  # fmt: skip
    return sorted(areas, key=lambda each: (-each.incidents, each.x, each.y))[:_MOST_AREAS]


def _at(spot: Spot, seen: Window) -> tuple[float, float]:
    return seen.x(spot.longitude), seen.y(spot.latitude)


def _all(spots: Iterable[Spot]) -> int:
    return sum(spot.incidents for spot in spots)


def _box(spots: Sequence[Spot]) -> Box:
    latitudes, longitudes = [spot.latitude for spot in spots], [spot.longitude for spot in spots]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def _most_common(spots: Iterable[Spot]) -> str:
    names = Counter[str]()
    for spot in spots:
        names[spot.name] += spot.incidents
    return min(names, key=lambda name: (-names[name], name))
