"""The Arabic words for when, from `data/arabic_dates.toml`, folded."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

import msgspec

from harmledger.reading.arabic.words.letters import fold
from harmledger.records.moment import PartOfDay


class _Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    past: tuple[str, ...]
    spoken: tuple[str, ...]
    agreed: tuple[str, ...]


class DateWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each table means is said in the file."""

    months: dict[str, int]
    hijri: dict[str, int]
    weekdays: dict[str, int]
    ordinals: dict[str, int]
    relative: dict[str, int]
    parts: dict[str, PartOfDay]
    cues: _Cues


@functools.cache
def date_words() -> DateWords:
    """The words of dates."""
    raw = files("harmledger.reading.data").joinpath("arabic_dates.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), DateWords)
    tables = {
        name: {fold(word): value for word, value in getattr(data, name).items()}
        for name in ("months", "hijri", "weekdays", "ordinals", "relative", "parts")
    }
    cues = _Cues(*(tuple(map(fold, words)) for words in msgspec.structs.astuple(data.cues)))
    return DateWords(**tables, cues=cues)


def any_of(words: Iterable[str]) -> str:
    """The source of a pattern for any of `words`, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
