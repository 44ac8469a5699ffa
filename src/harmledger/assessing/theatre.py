"""`theatres/<name>.toml` in, a frozen Theatre out: what a house reads into words or silence in one place and time."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from harmledger.errors import SettingsError


class WordRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Words by which sources in this theatre mean a party that they do not name."""

    words: tuple[str, ...]
    party: str
    source: str
    verified: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, whole."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.words))})(?!\w)")


class SilenceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Between whom it is contested where no party is named, or meant by a word."""

    parties: tuple[str, ...]
    source: str
    verified: bool


class Theatre(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules of one theatre; they hold where place and day are known to lie in it."""

    name: str
    countries: frozenset[str]
    """ISO 3166-1 alpha-2."""
    not_before: dt.date
    not_after: dt.date = dt.date.max
    word: tuple[WordRule, ...] = ()
    silence: SilenceRule | None = None


def theatre_names() -> tuple[str, ...]:
    """The names that `load_theatre` knows, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml") for entry in _folder().iterdir() if entry.name.endswith(".toml")
        )
    )


@cache
def load_theatre(name: str) -> Theatre:
    """The theatre of that name. Raises SettingsError, with the names that there are, for any other."""
    if name not in theatre_names():
        raise SettingsError(f"no theatre {name!r}", to_do=f"one of: {', '.join(theatre_names())}")
    return msgspec.toml.decode(_folder().joinpath(f"{name}.toml").read_bytes(), type=Theatre)


def _folder() -> Traversable:
    return resources.files("harmledger.assessing").joinpath("theatres")
