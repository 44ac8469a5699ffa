"""`data/weights.toml` in, the frozen LinkModel out: what each finding about two tellings weighs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Decide(msgspec.Struct, frozen=True):
    """What scores lead to, and what no score may override. Scores in hundredths of a bit."""

    prior: int
    link_at: int
    follow_at: int
    suggest_at: int
    """From here up a person is asked whether two clusters are of one event."""
    most: int
    least: int
    never: frozenset[str]
    """Levels that contradict: no incident holds two tellings with such a finding."""
    component_tellings: int


class Levels(msgspec.Struct, frozen=True):
    """Where the levels of the findings begin."""

    village_m: int
    town_m: int
    city_m: int
    province_m: int
    near_m: int
    apart_m: int
    far_m: int
    fresh_days: int
    assumed_reasons: frozenset[str]
    told_years: frozenset[str]
    """Reasons of moments whose year is told by words or by the day of publication; for all others it was guessed."""
    guessed_places: frozenset[str]
    """Reasons of places that may be another of that name."""


class MeansKin(msgspec.Struct, frozen=True):
    """Means that different voices may mean by one and the same event."""

    families: tuple[frozenset[str], ...]


class LinkModel(msgspec.Struct, frozen=True):
    """Weights of each finding, by comparison and level, in hundredths of a bit; frozen, never estimated
    while linking."""

    version: str
    decide: Decide
    levels: Levels
    place: dict[str, int]
    time: dict[str, int]
    means: dict[str, int]
    blamed: dict[str, int]
    figures: dict[str, int]
    persons: dict[str, int]
    names: dict[str, int]
    ages: dict[str, int]
    streets: dict[str, int]
    words: dict[str, int]
    copy: dict[str, int]
    means_kin: MeansKin


@cache
def default_model() -> LinkModel:
    """The model that ships with the package."""
    return parse_model(files("harmledger.linking").joinpath("data", "weights.toml").read_bytes())


def parse_model(content: bytes) -> LinkModel:
    """The model that TOML `content` holds."""
    return msgspec.toml.decode(content, type=LinkModel)
