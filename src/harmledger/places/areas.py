"""A country and the code of a first-level area in, the area's name out: from the areas that the package ships."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def area_name(country: str | None, admin1: str | None) -> str | None:
    """The area's name as GeoNames has it; null where the place is not known so finely, or the area has no name."""
    return None if country is None or admin1 is None else _names().get((country, admin1))


@cache
def _names() -> dict[tuple[str, str], str]:
    content = files("harmledger.places").joinpath("data", "areas.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in content.splitlines() if not line.startswith("#"))
    provinces = (row for row in rows if row["level"] == "province" and row["admin1"])
    return {(row["country"], row["admin1"]): row["name"] for row in provinces}
