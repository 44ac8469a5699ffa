"""Natural Earth's outlines of countries (1:50m, TopoJSON) in; each country as rings of points, with its code, out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec
from babel.core import get_global

from harmledger.publishing.maps.window import Point

_COARSE = 0.12
"""Degrees: what is smaller is left out of the coarse outlines."""
_NOT_NUMBERED = {"Kosovo": "XK"}
"""Countries of the outlines that ISO gives no number, by their code in CLDR."""


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A ring of a country, and how far it goes."""

    points: list[Point]
    west: float
    south: float
    east: float
    north: float


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country: its code, if it has one, and its rings."""

    code: str | None
    rings: list[Outline]


class _Named(msgspec.Struct, frozen=True):
    name: str


class _Polygon(msgspec.Struct, frozen=True, tag_field="type", tag="Polygon"):
    arcs: list[list[int]]
    properties: _Named
    id: str | None = None

    @property
    def rings(self) -> list[list[int]]:
        return self.arcs


class _MultiPolygon(msgspec.Struct, frozen=True, tag_field="type", tag="MultiPolygon"):
    arcs: list[list[list[int]]]
    properties: _Named
    id: str | None = None

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
def coarse_countries() -> tuple[Country, ...]:
    """Every country of the outlines without islets, and with a point at every `_COARSE` degrees at most."""
    return tuple(
        msgspec.structs.replace(
            country, rings=[_outline(_thinned(ring.points)) for ring in country.rings if not _is_islet(ring)]
        )
        for country in countries()
    )


def _is_islet(ring: Outline) -> bool:
    return max(ring.east - ring.west, ring.north - ring.south) < 4 * _COARSE


def _thinned(points: list[Point]) -> list[Point]:
    kept = points[:1]
    for point in points:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= _COARSE:
            kept.append(point)
    return kept


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the outlines."""
    file = resources.files("harmledger.publishing.maps").joinpath("data", "countries-50m.json")
    topology = msgspec.json.decode(file.read_bytes(), type=_Topology)
    arcs = [_arc(arc, topology.transform) for arc in topology.arcs]
    return tuple(
        Country(
            code=_code(shape), rings=[each for ring in shape.rings for each in _outlines(_ring(ring, arcs))]
        )
        for shape in topology.objects.countries.geometries
    )


def _code(shape: _Polygon | _MultiPolygon) -> str | None:
    """The two letters for a country's number, which CLDR keeps as an alias."""
    letters: list[str] = get_global("territory_aliases").get(shape.id or "", [])
    return letters[0] if letters else _NOT_NUMBERED.get(shape.properties.name)


def _arc(arc: list[tuple[int, int]], transform: _Transform) -> list[Point]:
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * transform.scale[0] + transform.translate[0],
                       y * transform.scale[1] + transform.translate[1]))  # fmt: skip
    return points


def _outlines(points: list[Point]) -> Iterator[Outline]:
    """A ring; one that crosses the 180th meridian twice, once for each side of the world."""
    turned = _unwound(points)
    yield _outline(turned)
    for turn, reaches in (
        (-360.0, max(x for x, _ in turned) > 180),
        (360.0, min(x for x, _ in turned) < -180),
    ):
        if reaches:
            yield _outline([(x + turn, y) for x, y in turned])


def _unwound(points: list[Point]) -> list[Point]:
    """A ring whose points go on beyond 180 degrees in place of starting again at the other side of the world."""
    turned, turn = [points[0]], 0.0
    for (before, _), (longitude, latitude) in pairwise(points):
        if abs(longitude - before) > 180:
            turn += 360.0 if longitude < before else -360.0
        turned.append((longitude + turn, latitude))
    return turned


def _outline(points: list[Point]) -> Outline:
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return Outline(
        points=points, west=min(longitudes), south=min(latitudes), east=max(longitudes), north=max(latitudes)
    )


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs end to end; a number below zero is an arc run backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
