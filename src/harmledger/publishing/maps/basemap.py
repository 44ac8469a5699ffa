"""A window of the world in; the outlines of its countries out, as paths of a drawing, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.publishing.maps.countries import Country, Outline, coarse_countries, countries
from harmledger.publishing.maps.window import Point, Window

_COARSE_FROM = 60.0
"""A drawing so many degrees wide shows nothing of what is smaller than two of its units."""
_REACH_DEGREES = 30.0
_SPECK = 400.0
"""Square units: what is smaller has no room for a name."""
_Frame = tuple[float, float, float, float]
"""Left, top, right, bottom, in units of a drawing."""


def outlines(window: Window) -> Iterator[str]:
    """The path of each country that reaches into the window or near it: so far a drawing may be moved before another
    is drawn, a breadth of it, and less where it shows half the world."""
    reach = min(1.0, _REACH_DEGREES / _degrees(window))
    right, down = window.width * reach, window.height * reach
    around = (-right, -down, window.width + right, window.height + down)
    for country in _drawn_for(window):
        path = "".join(_path(_cut(ring, window, around)) for ring in country.rings)
        if path:
            yield path


def countries_in(window: Window) -> list[tuple[str, Point]]:
    """The code (ISO 3166, alpha-2) of each country that the window shows, and the middle of what it shows of it in
    units, the one of which most is seen first; without specks, and what has no code."""
    shown = (0, 0, window.width, window.height)
    found = []
    for country in _drawn_for(window):
        parts = [part for ring in country.rings if (part := _cut(ring, window, shown))]
        area, middle = max(map(_area_and_middle, parts), default=(0.0, (0.0, 0.0)))
        if country.code and area > _SPECK:
            found.append((-area, country.code, middle))
    return [(code, middle) for _, code, middle in sorted(found)]


def _cut(ring: Outline, window: Window, frame: _Frame) -> list[Point]:
    """What of a ring lies in the frame, in units; nothing at once for what lies wholly outside: most of the world."""
    left, top, right, bottom = frame
    if window.x(ring.west) > right or window.x(ring.east) < left:
        return []
    if window.y(ring.north) > bottom or window.y(ring.south) < top:
        return []
    drawn = [(window.x(longitude), window.y(latitude)) for longitude, latitude in ring.points]
    for axis, least, most in ((0, left, right), (1, top, bottom)):
        drawn = _beyond(drawn, axis, least, 1)
        drawn = _beyond(drawn, axis, most, -1)
    return drawn


def _beyond(points: list[Point], axis: int, edge: float, side: int) -> list[Point]:
    """What of a ring lies on one side of an edge (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for at, point in enumerate(points):
        before = points[at - 1]
        was_in, is_in = (side * before[axis] >= side * edge), (side * point[axis] >= side * edge)
        if was_in != is_in:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
            )
        if is_in:
            kept.append(point)
    return kept


def _path(ring: list[Point]) -> str:
    """A ring in whole units; points that fall on the one before are left out."""
    drawn = [(round(x), round(y)) for x, y in ring]
    kept = [point for point, before in zip(drawn, drawn[-1:] + drawn[:-1], strict=True) if point != before]
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def _area_and_middle(ring: list[Point]) -> tuple[float, Point]:
    """The area of a ring and its centroid."""
    twice = x = y = 0.0
    for at, (here_x, here_y) in enumerate(ring):
        last_x, last_y = ring[at - 1]
        cross = last_x * here_y - here_x * last_y
        twice += cross
        x += (last_x + here_x) * cross
        y += (last_y + here_y) * cross
    return (abs(twice) / 2, (x / (3 * twice), y / (3 * twice))) if twice else (0.0, (0.0, 0.0))


def _drawn_for(window: Window) -> tuple[Country, ...]:
    """The countries as exactly as a drawing of this window can show them."""
    return coarse_countries() if _degrees(window) > _COARSE_FROM else countries()


def _degrees(window: Window) -> float:
    """How many degrees of longitude it shows."""
    return window.width / window.units_per_degree_x
