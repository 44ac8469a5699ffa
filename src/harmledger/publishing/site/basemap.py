"""A window of the world in, the outlines of its countries out, as paths of a drawing (Natural Earth 1:50m)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

import msgspec

WIDTH = 960
"""The drawing is so many units wide."""
_LEAST_DEGREES = 1.5
"""A window is at least so high: below that the outlines say nothing."""
_MARGIN = 0.12
_SHAPE = (0.55, 0.8)
"""Least and greatest height of the drawing for its width."""
Point = tuple[float, float]
"""Longitude and latitude in degrees."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """What part of the world a drawing shows: an equirectangular projection, true along its middle latitude."""

    west: float
    north: float
    units_per_degree_x: float
    units_per_degree_y: float
    height: float

    def x(self, longitude: float) -> float:
        """Where a longitude stands in the drawing."""
        return (longitude - self.west) * self.units_per_degree_x

    def y(self, latitude: float) -> float:
        """Where a latitude stands in the drawing."""
        return (self.north - latitude) * self.units_per_degree_y

    def units(self, metres: float) -> float:
        """A distance on the ground in units of the drawing."""
        return metres / 111_320 * self.units_per_degree_y


def window(points: Iterable[Point]) -> Window:
    """The window that shows all of `points` with a margin; of none, the world."""
    known = list(points) or [(-170.0, -55.0), (170.0, 72.0)]
    west, east = min(x for x, _ in known), max(x for x, _ in known)
    south, north = min(y for _, y in known), max(y for _, y in known)
    shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
    high = max((north - south) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    wide = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES / shrink)
    flat, tall = _SHAPE
    high = max(high, wide * shrink * flat)
    wide = max(wide, high / tall / shrink)
    per_x = WIDTH / wide
    return Window(
        west=(west + east - wide) / 2, north=(south + north + high) / 2, units_per_degree_x=per_x,
        units_per_degree_y=per_x / shrink, height=round(high * per_x / shrink),
    )  # fmt: skip


def outlines(window: Window) -> Iterator[str]:
    """The path of each country that reaches into the window, what lies far outside of it left out."""
    for rings in _countries():
        path = "".join(_path(ring.points, window) for ring in rings if _may_reach(ring, window))
        if path:
            yield path


def _may_reach(ring: _Outline, window: Window) -> bool:
    """False for what lies wholly outside of all that `_path` keeps: most of the world, for most windows."""
    return (
        window.x(ring.west) < 2 * WIDTH
        and window.x(ring.east) > -WIDTH
        and window.y(ring.north) < 2 * window.height
        and window.y(ring.south) > -window.height
    )


def _path(ring: list[Point], window: Window) -> str:
    """A ring with points where they matter: those that fall on the same unit, or far outside, are left out."""
    drawn = [_clamped(window, point) for point in ring]
    inside = any(-WIDTH < x < 2 * WIDTH and -window.height < y < 2 * window.height for x, y in drawn)
    if not inside:
        return ""
    kept = [drawn[0]]
    for point in drawn[1:]:
        if point != kept[-1]:
            kept.append(point)
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z"


def _clamped(window: Window, point: Point) -> tuple[int, int]:
    """Whole units; what is further off than a whole drawing is drawn at that distance."""
    x, y = window.x(point[0]), window.y(point[1])
    return round(min(max(x, -WIDTH), 2 * WIDTH)), round(min(max(y, -window.height), 2 * window.height))


class _Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A ring of a country, and how far it goes."""

    points: list[Point]
    west: float
    south: float
    east: float
    north: float


class _Polygon(msgspec.Struct, frozen=True, tag_field="type", tag="Polygon"):
    arcs: list[list[int]]

    @property
    def rings(self) -> list[list[int]]:
        return self.arcs


class _MultiPolygon(msgspec.Struct, frozen=True, tag_field="type", tag="MultiPolygon"):
    arcs: list[list[list[int]]]

    @property
    def rings(self) -> list[list[int]]:
        return [ring for polygon in self.arcs for ring in polygon]


class _Shapes(msgspec.Struct, frozen=True):
    geometries: list[_Polygon | _MultiPolygon]


class _Objects(msgspec.Struct, frozen=True):
    countries: _Shapes


class _Transform(msgspec.Struct, frozen=True):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Topology(msgspec.Struct, frozen=True):
    """What of TopoJSON is needed: arcs that neighbours share, each point as its step from the one before."""

    objects: _Objects
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


@cache
def _countries() -> tuple[list[_Outline], ...]:
    """The rings of each country."""
    file = resources.files("harmledger.publishing.site").joinpath("data", "countries-50m.json")
    topology = msgspec.json.decode(file.read_bytes(), type=_Topology)
    arcs = [_arc(arc, topology.transform) for arc in topology.arcs]
    return tuple(
        [_outline(_ring(ring, arcs)) for ring in shape.rings]
        for shape in topology.objects.countries.geometries
    )


def _arc(arc: list[tuple[int, int]], transform: _Transform) -> list[Point]:
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * transform.scale[0] + transform.translate[0],
                       y * transform.scale[1] + transform.translate[1]))  # fmt: skip
    return points


def _outline(points: list[Point]) -> _Outline:
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return _Outline(
        points=points, west=min(longitudes), south=min(latitudes), east=max(longitudes), north=max(latitudes)
    )


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs end to end; a number below zero is an arc run backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
