"""`dictionary.toml` in, what stands in a release out: its files, and the columns of its tables with their
types."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal

import msgspec

from harmledger import wording
from harmledger.publishing.spreadsheet import COLUMNS, table_row

Kind = Literal["string", "integer", "number", "date", "boolean"]
"""As Frictionless Table Schema names them."""
TableName = Literal["incidents", "claims", "figures", "reports"]
_FILE = "dictionary.toml"
_ENDS = ("_low", "_high")


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    kind: Kind
    says: str
    """What stands in it, in English."""


class _Dictionary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    files: dict[str, str]
    incidents: dict[str, tuple[Kind, str]]
    claims: dict[str, tuple[Kind, str]]
    figures: dict[str, tuple[Kind, str]]
    reports: dict[str, tuple[Kind, str]]


def files(language: str = "en") -> dict[str, str]:
    """Every file that a release can hold, with what stands in it."""
    return {name: wording.say(f"file.{code}", {}, language) for code, name in _dictionary().files.items()}


@functools.cache
def columns(table: TableName) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    stated: dict[str, tuple[Kind, str]] = getattr(_dictionary(), table)
    if table != "incidents":
        return tuple(Column(name, kind, says) for name, (kind, says) in stated.items())
    own = [name for name in stated if name not in COLUMNS and not name.startswith("*")]
    return tuple(
        Column(name, *stated[name if name in stated else _pattern(name)]) for name in (*COLUMNS, *own)
    )


def dictionary_rows() -> list[bytes]:
    """`data-dictionary.csv`, row by row."""
    rows = [table_row(("table", "column", "type", "description"))]
    for table in ("incidents", "claims", "figures", "reports"):
        for each in columns(table):
            rows.append(table_row((table, each.name, each.kind, each.says)))
    return rows


def _pattern(name: str) -> str:
    return next(f"*{end}" for end in _ENDS if name.endswith(end))


@functools.cache
def _dictionary() -> _Dictionary:
    content = resources.files("harmledger.publishing.release").joinpath(_FILE).read_text("utf-8")
    return msgspec.convert(tomllib.loads(content), _Dictionary)
