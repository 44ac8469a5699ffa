"""The claims of a report in the order of its sentences in; the same, with which look back or tell of elsewhere, out."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec

from harmledger.places.geometry import distance_km
from harmledger.reading.arabic.claims.claims import Found
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word
from harmledger.records.claim import Claim, Role
from harmledger.records.place import Place
from harmledger.records.reading import Resolution

_OPENING = 3
"""Words of a sentence within which it says that it looks back or turns elsewhere."""
_WIDEST_M = 8_000
"""A place that is known less exactly cannot show that another is meant."""

Told = tuple[Claim, Resolution, Found]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    background: tuple[str, ...]
    elsewhere: tuple[str, ...]


@functools.cache
def _openings() -> tuple[Phrases[bool], Phrases[bool]]:
    raw = files("harmledger.reading.data").joinpath("arabic_roles.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return Phrases(dict.fromkeys(data.background, True)), Phrases(dict.fromkeys(data.elsewhere, True))


def with_sides(told: Iterable[Told]) -> list[Told]:
    """The claims; behind the first that counts people, those that look back are background, and those of another
    place are a round-up."""
    main: Resolution | None = None
    made: list[Told] = []
    for claim, resolution, found in told:
        role: Role = resolution.role
        if main is not None:
            role = _role(main, resolution, found)
        if main is None and claim.figures and claim.extent == "incident":
            main = resolution
        made.append((claim, msgspec.structs.replace(resolution, role=role), found))
    return made


def _role(main: Resolution, resolution: Resolution, found: Found) -> Role:
    background, elsewhere = _openings()
    if _opens(found.words, background):
        return "background"
    if is_elsewhere(main.where, resolution.where) and _opens(found.words, elsewhere):
        return "round_up"
    return resolution.role


def _opens(words: Sequence[Word], phrases: Phrases[bool]) -> bool:
    return any(phrases.at(words, at) is not None for at in range(min(_OPENING, len(words))))


def is_elsewhere(one: Place | None, other: Place | None) -> bool:
    """Whether two places, both known to a settlement, lie apart."""
    if one is None or other is None or max(one.radius_m, other.radius_m) > _WIDEST_M:
        return False
    apart = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return apart * 1000 > one.radius_m + other.radius_m
