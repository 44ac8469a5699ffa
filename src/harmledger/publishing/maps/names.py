"""A window of the world and a language in; the names that a map of it bears out, each with the magnification from which
there is room for it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import islice
from typing import Literal

import msgspec
from babel import Locale

from harmledger.publishing.maps.basemap import countries_in
from harmledger.publishing.maps.window import Window

Kind = Literal["country", "town"]
CLOSEST = 64
"""A map is magnified so many times at most before it is drawn anew."""
_MOST, _MOST_TRIED = 240, 3_000
"""Names on one drawing, and towns for which room is sought."""
_STEPS = (1, 2, 4, 8, 16, 32, CLOSEST)
_LETTER = {"country": 8.5, "town": 6.2}
"""Breadth of a letter in units, as `site.css` sets it."""
_BELOW = {"country": 0.0, "town": 16.3}
"""How far below its point the middle of a name is written, in units: a town's name stands under its dot."""
_LINE, _AROUND = 15.0, 6.0
"""Height of a line, and what is kept free beside a name, in units."""
_Room = tuple[float, float, float, float]


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name, the point that it names in units, and from which magnification of the drawing it is to be seen."""

    x: float
    y: float
    text: str
    kind: Kind
    closer: int


class Town(msgspec.Struct, frozen=True):
    """A town of the base data."""

    name: str
    arabic: str
    latitude: float
    longitude: float


def names(window: Window, language: str, *, closest: int = CLOSEST) -> tuple[Name, ...]:
    """Countries first, then towns, those with most people first: each as soon as it covers no name that was there
    before, up to `closest` times the size of the drawing."""
    wanted = [*_countries(window, language), *_towns(window, language)]
    found: list[Name] = []
    for step in (step for step in _STEPS if step <= closest):
        taken = _Taken(step)
        for name in found:
            taken.takes(name)
        waiting = []
        for name in wanted:
            if len(found) < _MOST and taken.takes(name):
                found.append(msgspec.structs.replace(name, closer=step))
            else:
                waiting.append(name)
        wanted = waiting
    return tuple(found)


class _Taken:
    """Where names stand at one magnification, by squares of a line's height, so that few are compared."""

    def __init__(self, step: int) -> None:
        self._step = step
        self._rooms: dict[int, list[_Room]] = defaultdict(list)

    def takes(self, name: Name) -> bool:
        """Whether there is room for the name; then it is taken."""
        room = self._room(name)
        lines = range(int(room[1] // _LINE), int(room[3] // _LINE) + 1)
        if any(_overlap(room, other) for line in lines for other in self._rooms[line]):
            return False
        for line in lines:
            self._rooms[line].append(room)
        return True

    def _room(self, name: Name) -> _Room:
        x, y = name.x * self._step, name.y * self._step + _BELOW[name.kind]
        half = len(name.text) * _LETTER[name.kind] / 2 + _AROUND
        return x - half, y - _LINE / 2, x + half, y + _LINE / 2


def _overlap(one: _Room, other: _Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _countries(window: Window, language: str) -> Iterator[Name]:
    territories = Locale(language).territories
    for code, (x, y) in countries_in(window):
        if code in territories:
            yield Name(x=round(x, 1), y=round(y, 1), text=territories[code], kind="country", closer=1)


def _towns(window: Window, language: str) -> Iterator[Name]:
    """The greatest towns in the window."""
    for town in islice(_in(window, _all_towns()), _MOST_TRIED):
        text = town.arabic if language == "ar" and town.arabic else town.name
        x, y = window.x(town.longitude), window.y(town.latitude)
        yield Name(x=round(x, 1), y=round(y, 1), text=text, kind="town", closer=1)


def _in(window: Window, towns: Iterable[Town]) -> Iterator[Town]:
    south, west, north, east = window.box
    return (each for each in towns if south < each.latitude < north and west < each.longitude < east)


@cache
def _all_towns() -> tuple[Town, ...]:
    file = resources.files("harmledger.publishing.maps").joinpath("data", "towns.csv")
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return tuple(msgspec.convert(row, Town, strict=False) for row in csv.DictReader(lines))
