"""A record's `scope.toml` in, what the record counts out: published with every number that it counts."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from harmledger.errors import SettingsError

SCOPE_FILE = "scope.toml"
"""Beside the ledger of a record."""


class Scope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a record counts, in the words of the house. Null or empty: it does not say, and counts what it
    is given."""

    title: str | None = None
    """What the house calls this record."""
    house: str | None = None
    """Who publishes it."""
    contact: str | None = None
    """Where errors are reported: an address of the house, not of a person."""
    licence: str | None = None
    """SPDX identifier of the licence of the data, e.g. `CC-BY-4.0`."""
    deaths: str | None = None
    """Which deaths and injuries: direct ones only, or also of hunger and disease."""
    means: tuple[str, ...] = ()
    """By which means; empty: by any."""
    persons: str | None = None
    """Whose: civilians, everybody, children."""
    area: str | None = None
    """Where."""
    period_from: dt.date | None = None
    """The first day that it counts."""
    period_to: dt.date | None = None
    """The last one; null: it goes on."""
    limits: str | None = None
    """What this record cannot know, and does not claim."""


def stated(scope: Scope) -> Iterator[tuple[str, str]]:
    """What a scope says of what is counted: the name of each field that it fills (`scope.<name>` in the catalogs),
    and its words."""
    for name in ("deaths", "persons", "area", "limits"):
        if value := getattr(scope, name):
            yield name, value
    if scope.means:
        yield "means", "; ".join(scope.means)
    if scope.period_from or scope.period_to:
        ends = (scope.period_from, scope.period_to)
        yield "period", " – ".join("" if day is None else day.isoformat() for day in ends)


def read_scope(record: Path) -> Scope:
    """The scope in the record's folder, empty if it has none. Raises SettingsError naming what is wrong."""
    path = record / SCOPE_FILE
    if not path.exists():
        return Scope()
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Scope)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        to_do = f"one of: {', '.join(Scope.__struct_fields__)}"
        raise SettingsError(f"not a scope: {fault}", where=str(path), to_do=to_do) from fault
