"""`data/ranking.toml` in, the weights by which candidates are ranked out, and a rank without any context."""

from __future__ import annotations

import functools
import math
import tomllib
from importlib.resources import files

import msgspec

from harmledger.places.entries import OTHER_NAME, OUR_ALIAS
from harmledger.places.gazetteer import Match
from harmledger.records.place import Level

AREAS: frozenset[Level] = frozenset(("country", "province", "district", "region"))
"""Levels that are areas with settlements in them."""


class Prior(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points that a candidate has by itself."""

    per_tenfold_people: float
    curated: float
    our_alias: float
    other_name: float
    other_name_of_area: float
    unlike: float
    least: dict[Level, float]


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points from the words beside a name and from the document."""

    inside_named: float
    holds_named: float
    hint: float
    against_hint: float
    named_like_its_town: float
    country: float
    admin1: float
    no_country: float
    least_share: float
    home_country: float
    named_area: float
    sharpness: float
    rounds: int


class Near(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Points for lying near other places of the document."""

    window: int
    within_30_km: float
    within_161_km: float
    within_500_km: float

    def points(self, distance_km: float) -> float:
        """Points for a place at `distance_km` from another one."""
        if distance_km <= 30:
            return self.within_30_km
        if distance_km <= 161:
            return self.within_161_km
        return self.within_500_km if distance_km <= 500 else 0.0


class Refuse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When no candidate is good enough."""

    alike_without_support: float
    near_km: float
    small_people: int
    others_enough: int


class Ranking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All weights."""

    prior: Prior
    context: Context
    near: Near
    refuse: Refuse


@functools.cache
def ranking() -> Ranking:
    """The weights that ship with the package."""
    text = files("harmledger.places").joinpath("data/ranking.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Ranking)


def prior_points(match: Match) -> float:
    """How likely a name means this entry where nothing else is known."""
    weights, candidate = ranking().prior, match.candidate
    size = max(weights.least[candidate.level], math.log10(candidate.population + 1))
    points = weights.per_tenfold_people * size + weights.unlike * (1.0 - match.likeness)
    if candidate.gazetteer_id.startswith("harmledger:"):
        points += weights.curated
    if match.standing == OUR_ALIAS and candidate.gazetteer_id.startswith("geonames:"):
        points += weights.our_alias
    elif match.standing == OTHER_NAME:
        points += weights.other_name_of_area if candidate.level in AREAS else weights.other_name
    return points
