"""One date in its words and the context of its text in, the calendar dates meant by it out, with reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from harmledger.reading.english.when import relative, stated
from harmledger.reading.english.when.context import DateContext
from harmledger.reading.english.when.stated import Resolved

_Resolver = Callable[[re.Match[str], DateContext], list[Resolved]]


def resolve(shape: str, match: re.Match[str], context: DateContext) -> list[Resolved]:
    """What the words at `match` mean; empty where the text does not tell."""
    return _RESOLVERS[shape](match, context)


_RESOLVERS: Mapping[str, _Resolver] = {
    "iso": stated.read_iso,
    "numeric": stated.read_numeric,
    "day_to_day": stated.read_pair,
    "month_to_day": stated.read_pair,
    "day_month": stated.read_single,
    "month_day": stated.read_single,
    "feast": stated.read_feast,
    "months": stated.read_months,
    "month_year": stated.read_month_year,
    "month_alone": stated.read_month_alone,
    "season": stated.read_season,
    "season_near": relative.read_season_near,
    "years": stated.read_years,
    "decade": stated.read_decade,
    "year": stated.read_year,
    "weekdays": relative.read_weekdays,
    "weekday": relative.read_weekday,
    "ago": relative.read_ago,
    "stretch": relative.read_stretch,
    "later": relative.read_later,
    "deictic": relative.read_deictic,
    "anaphoric": relative.read_anaphoric,
    "ordinal": stated.read_ordinal,
}
