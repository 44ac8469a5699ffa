"""What a list of incidents is narrowed to in, the conditions that a row of the listing has to meet out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, and_, or_, select

from harmledger.ledger import tables
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


def conditions_of(matching: Listed) -> Iterator[ColumnElement[bool]]:
    """What a row of the listing has to meet."""
    table = tables.listing
    for name in tables.FACETS:
        value = getattr(matching, name)
        if value is not None:
            yield table.c[name] == value
    if matching.actor is not None:
        of_actor = select(tables.blamed.c.incident_id).where(tables.blamed.c.actor == matching.actor)
        yield table.c.incident_id.in_(of_actor)
    if matching.not_before is not None:
        yield table.c.ends_on >= matching.not_before.isoformat()
    if matching.not_after is not None:
        yield and_(table.c.starts_on != "", table.c.starts_on <= matching.not_after.isoformat())
    if matching.killed_at_least is not None:
        yield table.c.killed_high >= matching.killed_at_least
    yield from holding(sought(matching.words or ""))
    if matching.box is not None:
        south, west, north, east = matching.box
        yield table.c.latitude.between(south, north)
        inside = (table.c.longitude >= west, table.c.longitude <= east)
        yield and_(*inside) if west <= east else or_(*inside)


def holding(words: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """The conditions on the listing that place, actors or key hold all these words, as `sought` gives them."""
    for word in words:
        begins = f" {word.removesuffix(PREFIX)}" + ("" if word.endswith(PREFIX) else " ")
        yield tables.listing.c.words.contains(begins, autoescape=True)
