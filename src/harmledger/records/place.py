"""Place: where something happened, as a point with a radius that says how well it is known."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.span import Span

Level = Literal[
    "exact", "street", "landmark", "neighbourhood", "village", "town", "city", "subdistrict", "district",
    "province", "country", "region",
]  # fmt: skip


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the gazetteer that a name may mean."""

    gazetteer_id: str
    """`geonames:170894`, `harmledger:gaza-rimal`, `mgrs`, `degrees`."""
    name: str
    latitude: float
    longitude: float
    radius_m: int
    level: Level
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    """The gazetteer's code of the first-level area, within the country."""
    population: int = 0


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A resolved place: the candidate chosen, the words it was read from, and what else they might mean."""

    name: str
    """As said in the text."""
    latitude: float
    longitude: float
    radius_m: int
    level: Level
    gazetteer_id: str
    country: str | None = None
    admin1: str | None = None
    """The first-level area, as in Candidate."""
    span: Span | None = None
    reason: str
    """Why this candidate: `only_candidate`, `inside_named_area`, `near_other_places`, `most_people`, `grid` …"""
    candidates: tuple[Candidate, ...] = ()
    """The others that it was chosen from, best first, at most five."""
