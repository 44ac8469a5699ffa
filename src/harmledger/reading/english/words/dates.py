"""The English words for when, from `data/english_dates.toml`, as look-ups."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.moments import Season, Unit
from harmledger.records.moment import PartOfDay


class Offset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day, week, month or year counted from another; `until` where the words cover several days."""

    unit: Unit
    by: int
    until: int | None = None
    part: PartOfDay | None = None
    or_now: bool = False
    """Whether it is the one that the anchor lies in, if there is one ("over the weekend", on a Sunday)."""


class CueWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that change what a day beside them says."""

    coming: tuple[str, ...]
    spoken: frozenset[str]
    afterwards: frozenset[str]
    aftermath: frozenset[str]
    posted: tuple[str, ...]
    names_after: tuple[str, ...]
    names_before: tuple[str, ...]


class DateLexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of `data/english_dates.toml`; what each table means is said there."""

    months: dict[str, int]
    months_short: dict[str, int]
    weekdays: dict[str, int]
    weekdays_short: dict[str, int]
    seasons: dict[str, Season]
    parts: dict[str, PartOfDay]
    feasts: dict[str, str]
    units: dict[str, Unit]
    counts: dict[str, int]
    deictic: dict[str, Offset]
    anaphoric: dict[str, Offset]
    words: CueWords

    def month(self, form: str) -> int:
        """The number of a month in any of its forms."""
        name = form.rstrip(".").capitalize()
        return self.months[name] if name in self.months else self.months_short[name]

    def feast(self, name: str) -> tuple[int, int]:
        """Month and day of a feast, by its folded name."""
        month, _, day = self.feasts[name].partition("-")
        return int(month), int(day)

    def weekday(self, form: str) -> int:
        """Monday 0 to Sunday 6, from any form."""
        name = form.rstrip(".").capitalize()
        return self.weekdays[name] if name in self.weekdays else self.weekdays_short[name]


@functools.cache
def date_lexicon() -> DateLexicon:
    """The words of dates in English."""
    raw = files("harmledger.reading.data").joinpath("english_dates.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(raw), DateLexicon)
