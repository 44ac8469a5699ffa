"""Rows of incidents in, what a map draws of them out: clusters of points, and circles for what is known by area."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from harmledger.publishing.site.basemap import WIDTH, Window, outlines, window
from harmledger.publishing.site.listing import Row

CELL = 28
"""Points that fall into one square of so many units are one cluster."""
AREA_UNITS = 26
"""A place with a wider radius than this is drawn as the area that it is, never as a point."""
_LEAST_RADIUS, _GROWTH = 5.0, 2.4
_MOST_AREAS = 60


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents near each other: the middle of their points, how many, and the name that most of them have."""

    x: float
    y: float
    radius: float
    incidents: int
    name: str


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents known only by the area around one place."""

    x: float
    y: float
    radius: float
    incidents: int
    name: str


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """A map as drawn before any script runs."""

    window: Window
    width: int
    land: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    areas: tuple[Area, ...]
    unplaced: int


def map_view(rows: Sequence[Row]) -> MapView:
    """The map of all these incidents; the same rows in any order give the same map."""
    placed = [row for row in rows if row.longitude is not None]
    seen = window((row.longitude or 0.0, row.latitude or 0.0) for row in placed)
    points: list[Row] = []
    wide: list[Row] = []
    for row in placed:
        (wide if seen.units(row.radius_m) > AREA_UNITS else points).append(row)
    return MapView(
        window=seen, width=WIDTH, land=tuple(outlines(seen)), clusters=tuple(_clusters(points, seen)),
        areas=tuple(_areas(wide, seen)), unplaced=len(rows) - len(placed),
    )  # fmt: skip


def _clusters(rows: Iterable[Row], seen: Window) -> list[Cluster]:
    cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        x, y = _at(row, seen)
        cells[int(x // CELL), int(y // CELL)].append(row)
    found = []
    for _, group in sorted(cells.items()):
        at = [_at(row, seen) for row in group]
        found.append(Cluster(
            x=round(sum(x for x, _ in at) / len(at), 1), y=round(sum(y for _, y in at) / len(at), 1),
            radius=round(min(_LEAST_RADIUS + _GROWTH * math.log2(len(group)), CELL * 0.75), 1),
            incidents=len(group), name=_most_common(group),
        ))  # fmt: skip
    return sorted(found, key=lambda each: (-each.incidents, each.x, each.y))


def _areas(rows: Iterable[Row], seen: Window) -> list[Area]:
    by_place: dict[tuple[float, float, int], list[Row]] = defaultdict(list)
    for row in rows:
        by_place[row.longitude or 0.0, row.latitude or 0.0, row.radius_m].append(row)
    areas = []
    for (longitude, latitude, radius_m), group in sorted(by_place.items()):
        areas.append(Area(
            x=round(seen.x(longitude), 1), y=round(seen.y(latitude), 1), radius=round(seen.units(radius_m), 1),
            incidents=len(group), name=_most_common(group),
        ))  # fmt: skip
    return sorted(areas, key=lambda each: (-each.incidents, each.x, each.y))[:_MOST_AREAS]


def _at(row: Row, seen: Window) -> tuple[float, float]:
    return seen.x(row.longitude or 0.0), seen.y(row.latitude or 0.0)


def _most_common(rows: Iterable[Row]) -> str:
    names = Counter(row.place for row in rows)
    return min(names, key=lambda name: (-names[name], name))
