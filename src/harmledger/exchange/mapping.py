"""Mapping: which column of another house's table says what; in: `data/<format>.toml`; out: the typed mapping."""

from __future__ import annotations

import itertools
import re
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from harmledger.errors import SettingsError
from harmledger.records.claim import Means, Stance
from harmledger.records.figure import Age, Occupation, Outcome, Sex, Status
from harmledger.records.place import Level

_BRACES = re.compile(r"\{([^{}]*)\}")


class DateCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code of how well a date is known; the first whose `up_to_days` holds a span is its code."""

    code: str
    up_to_days: int
    around_days: int = 0
    """On reading: so many days before and after are meant too."""
    whole_month: bool = False
    """On reading: the whole month of the day written."""


class DateColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row says when."""

    start: str
    end: str | None = None
    precision: str | None = None
    part_of_day: str | None = None
    codes: tuple[DateCode, ...] = ()


class PlaceCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code of how well a place is known: what it is read as, and what is written as it."""

    code: str
    level: Level
    radius_m: int
    levels: tuple[Level, ...]
    up_to_m: int | None = None
    """Written for no place with a wider radius."""


class PlaceColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row says where; `names`, the finest first."""

    names: tuple[str, ...]
    country: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    precision: str | None = None
    radius_m: str | None = None
    codes: tuple[PlaceCode, ...] = ()


class FigureColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row says how many: in one column (`exact`), or its ends in two."""

    outcome: Outcome
    status: Status = "unstated"
    sex: Sex = "unstated"
    age: Age = "unstated"
    occupation: Occupation = "unstated"
    exact: str | None = None
    low: str | None = None
    high: str | None = None
    best: str | None = None
    """Only written."""
    part: bool = False
    """Whether these people are among those of the first figure of the outcome."""
    zero: Literal["none", "none_reported", "unsaid"] = "none"
    """What 0 says in this column: that there were none, that none were reported, or nothing, where the house
    writes 0 for a kind of people of whom nobody speaks."""
    read_only: bool = False


class BlamedColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row says who did it, if need be only where another column has one of these values."""

    column: str
    only_if: str | None = None
    is_one_of: tuple[str, ...] = ()


class MeansColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row says by what means: their words to ours, and ours to theirs."""

    column: str
    words: dict[str, Means] = {}
    from_: dict[str, str] = msgspec.field(name="from", default_factory=dict)


class StatementColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row tells what a party says of itself: a claim of that party, told by the house."""

    voice: str
    position: str
    positions: dict[str, Stance]
    """Their word for the position to the stance that it is."""
    low: str | None = None
    high: str | None = None
    """Columns of the dead whom it concedes."""


class SourceColumns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row lists what it rests on. Only written: that a row names a source does not say what that
    source said."""

    number: str | None = None
    names: str | None = None
    publishers: str | None = None
    dates: str | None = None
    titles: str | None = None


class PublishedColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row says when it was published, in seconds since 1970 (UTC)."""

    column: str


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of another house: its columns in the order in which they are written, and what they say."""

    name: str
    publisher: str
    """Whose claims its rows are."""
    version: str
    """Of this mapping: part of the method of what is read by it."""
    convention: str | None = None
    """The house rules under which its numbers are made; null: any."""
    key: str
    draft_column: str | None = None
    headless: bool = False
    columns: tuple[str, ...]
    cannot_say: tuple[str, ...]
    """Codes of what this format has no place for, worded in the catalogs as `loss.<code>`."""
    aliases: dict[str, str] = {}
    date: DateColumns
    place: PlaceColumns
    figures: tuple[FigureColumns, ...]
    blamed: tuple[BlamedColumn, ...] = ()
    means: MeansColumn | None = None
    statements: tuple[StatementColumns, ...] = ()
    sources: SourceColumns = SourceColumns()
    published: PublishedColumn | None = None


@cache
def load_mapping(name: str) -> Mapping:
    """The mapping in `data/<name>.toml`. Raises SettingsError that names the file and what is wrong in it."""
    file = resources.files("harmledger.exchange").joinpath("data", f"{name}.toml")
    try:
        mapping = msgspec.toml.decode(file.read_bytes(), type=Mapping)
    except msgspec.DecodeError as fault:
        raise SettingsError(f"not a mapping: {fault}", where=f"exchange/data/{name}.toml") from fault
    columns = itertools.chain.from_iterable(map(_spread, mapping.columns))
    return msgspec.structs.replace(mapping, columns=tuple(columns))


def _spread(column: str) -> list[str]:
    """`{a,b}_{min,max}` as `a_min a_max b_min b_max`, as a shell does it."""
    choices = [choice.split(",") for choice in _BRACES.findall(column)]
    frame = _BRACES.sub("{}", column)
    return [frame.format(*chosen) for chosen in itertools.product(*choices)]
