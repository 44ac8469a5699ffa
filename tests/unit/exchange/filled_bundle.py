"""A bundle in which every field of every line is filled, and the same with one field changed: made from the types, so
that a new field is in it by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
from msgspec import inspect

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import BoundsLine
from harmledger.records.figure import Group

Field = tuple[str, ...]
GROUPS: tuple[str, ...] = get_args(Group)
DAY = dt.date(2031, 5, 1)
CODES = {
    "level": ("town", "province"), "country": ("IS", "NO"), "language": ("en", "ar"),
    "means": ("airstrike", "shelling"),
    "strike_status": ("likely", "contested"), "grade": ("fair", "weak"), "precision": ("day", "days"),
}  # fmt: skip
"""Values of fields that hold codes: one, and another."""
NUMBERS = {"low": (3, 4), "best": (5, 6), "high": (8, 9), "radius_m": (3_000, 3_500)}
DAYS = {"start": (0, 1), "end": (4, 5)}


def filled(change: Field = ()) -> Bundle:
    """The bundle, the field at `change` another than it was; of none, as it is."""
    return msgspec.convert(_made(inspect.type_info(Bundle), (), change), Bundle)


def fields() -> Iterator[Field]:
    """The path of every field that holds no others: `incident, date, start`; of groups after the first the low end
    stands for them."""
    return _leaves(inspect.type_info(Bundle), ())


def _leaves(kind: Any, path: Field) -> Iterator[Field]:
    kind = _inner(kind)
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from _leaves(field.type, (*path, field.name))
    elif isinstance(kind, inspect.DictType) and _holds_bounds(kind):
        first, *others = _keys(kind)
        yield from _leaves(kind.value_type, (*path, first))
        yield from ((*path, group, "low") for group in others)
    else:
        yield path


def _made(kind: Any, path: Field, change: Field) -> Any:
    match kind:
        case inspect.UnionType():
            return _made(kind.types[0], path, change)
        case inspect.VarTupleType():
            return [_made(kind.item_type, path, change)]
        case inspect.StructType():
            return {field.name: _made(field.type, (*path, field.name), change) for field in kind.fields}
        case inspect.DictType() if _holds_bounds(kind):
            return {name: _made(kind.value_type, (*path, name), change) for name in _keys(kind)}
        case _:
            return _value(kind, path[-1], path == change)


def _value(kind: Any, name: str, other: bool) -> Any:
    if name in CODES:
        return CODES[name][other]
    if isinstance(kind, inspect.DateType):
        return DAY + dt.timedelta(days=DAYS.get(name, (7, 9))[other])
    if isinstance(kind, inspect.IntType):
        return NUMBERS.get(name, (1, 2))[other]
    values: dict[type, tuple[Any, Any]] = {
        inspect.FloatType: (64.5, 65.5), inspect.BoolType: (False, True), inspect.DictType: ({}, {"word": "other"}),
    }  # fmt: skip
    return values.get(type(kind), (name, f"other {name}"))[other]


def _inner(kind: Any) -> Any:
    """The kind of what is there: of an optional one its own, of a tuple that of its items."""
    while isinstance(kind, inspect.UnionType | inspect.VarTupleType):
        kind = kind.item_type if isinstance(kind, inspect.VarTupleType) else kind.types[0]
    return kind


def _holds_bounds(kind: inspect.DictType) -> bool:
    value = kind.value_type
    return isinstance(value, inspect.DictType) or getattr(value, "cls", None) is BoundsLine


def _keys(kind: inspect.DictType) -> tuple[str, ...]:
    return GROUPS if isinstance(kind.value_type, inspect.StructType) else ("missing",)
