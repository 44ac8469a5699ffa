"""What a list of incidents is narrowed to in, the conditions that its columns in memory have to meet out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from operator import eq, le

import msgspec

from harmledger.ledger import tables
from harmledger.ledger.coded import Condition
from harmledger.wording.normal import PREFIX, sought


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents: those that meet all that is set. `""` stands for "not known"."""

    state: str | None = None
    grade: str | None = None
    strike_status: str | None = None
    month: str | None = None
    """`2031-05`."""
    country: str | None = None
    actor: str | None = None
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    killed_at_least: int | None = None
    words: str | None = None
    """In its place, its actors or its key, as `search` finds them."""
    box: tuple[float, float, float, float] | None = None
    """South, west, north, east, in degrees; west may be east of east, across the date line."""


def conditions_of(matching: Listed) -> Iterator[Condition]:
    """What the columns of an incident have to meet, as they are kept in memory (`Memory`)."""
    for name in tables.FACETS:
        value = getattr(matching, name)
        if value is not None:
            yield name, partial(eq, value)
    if matching.actor is not None:
        yield "actors", lambda actors: matching.actor in actors
    if matching.not_before is not None:
        yield "ends_on", partial(le, matching.not_before.isoformat())
    if matching.not_after is not None:
        yield "starts_on", partial(_begins_by, matching.not_after.isoformat())
    if matching.killed_at_least is not None:
        yield "killed_high", partial(le, matching.killed_at_least)
    yield from holding(sought(matching.words or ""))
    if matching.box is not None:
        yield "spot", partial(_is_in, matching.box)


def holding(words: Sequence[str]) -> Iterator[Condition]:
    """Place, actors or key have to hold all these words, as `sought` gives them."""
    for word in words:
        begins = f" {word.removesuffix(PREFIX)}" + ("" if word.endswith(PREFIX) else " ")
        yield "words", partial(_holds, begins)


def _begins_by(last: str, day: str) -> bool:
    return day != "" and day <= last


def _holds(part: str, words: str) -> bool:
    return part in words


def _is_in(box: tuple[float, float, float, float], spot: tuple[float | None, float | None, int, str]) -> bool:
    south, west, north, east = box
    latitude, longitude, *_ = spot
    if latitude is None or longitude is None or not south <= latitude <= north:
        return False
    return west <= longitude <= east if west <= east else longitude >= west or longitude <= east
