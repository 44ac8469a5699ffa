"""Points, or a part of the world, in; the window of a drawing that shows them out, and where things stand in it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

WIDTH, NARROW = 960, 420
"""A drawing is so many units wide, and so many on a phone; a unit is about a pixel."""
LEAST_DEGREES = 0.02
"""A window is at least so high: some two kilometres, closer than most places are known."""
_SETTING_DEGREES = 1.5
"""A window of one point is so high, so that what lies around tells where it is."""
_MARGIN = 0.12
_SHAPES = {WIDTH: (0.5, 0.6), NARROW: (0.6, 1.0)}
"""Least and greatest height of a drawing for its width: all of it is to be seen at once."""
_METRES_A_DEGREE = 111_320
Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees: what it encloses, edges among it."""
_WORLD: Box = (-55.0, -170.0, 72.0, 170.0)


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """What part of the world a drawing shows: an equirectangular projection, true along its middle latitude."""

    west: float
    north: float
    units_per_degree_x: float
    units_per_degree_y: float
    width: int
    height: int

    def x(self, longitude: float) -> float:
        """Where a longitude stands in the drawing."""
        return (longitude - self.west) * self.units_per_degree_x

    def y(self, latitude: float) -> float:
        """Where a latitude stands in the drawing."""
        return (self.north - latitude) * self.units_per_degree_y

    def units(self, metres: float) -> float:
        """A distance on the ground in units of the drawing."""
        return metres / _METRES_A_DEGREE * self.units_per_degree_y

    @property
    def metres_a_unit(self) -> float:
        """How far on the ground one unit is."""
        return _METRES_A_DEGREE / self.units_per_degree_y

    @property
    def box(self) -> Box:
        """All that it shows."""
        south = self.north - self.height / self.units_per_degree_y
        return south, self.west, self.north, self.west + self.width / self.units_per_degree_x


def window(points: Iterable[Point], *, width: int = WIDTH, least: float = _SETTING_DEGREES) -> Window:
    """The window that shows all of `points` with a margin, and at least so many degrees; of none, the world."""
    known = list(points)
    if not known:
        return window_of(_WORLD, width=width)
    longitudes, latitudes = [x for x, _ in known], [y for _, y in known]
    box = min(latitudes), min(longitudes), max(latitudes), max(longitudes)
    return _shaped(box, width, 1 + 2 * _MARGIN, least)


def window_of(box: Box, *, width: int = WIDTH) -> Window:
    """The window that shows this part of the world and, where that has not the shape of a drawing, what is around."""
    return _shaped(box, width, 1, LEAST_DEGREES)


def _shaped(box: Box, width: int, widened: float, least: float) -> Window:
    south, west, north, east = box
    shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
    high = max((north - south) * widened, least)
    wide = max((east - west) * widened, least / shrink)
    flat, tall = _SHAPES[width]
    high = max(high, wide * shrink * flat)
    wide = max(wide, high / tall / shrink)
    per_x = width / wide
    return Window(
        west=(west + east - wide) / 2, north=(south + north + high) / 2, units_per_degree_x=per_x,
        units_per_degree_y=per_x / shrink, width=width, height=round(high * per_x / shrink),
    )  # fmt: skip
