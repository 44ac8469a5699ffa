"""One date in its words and the context of its text in, the calendar dates meant by it out, with reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from harmledger.reading.english import relative_dates, stated_dates
from harmledger.reading.english.date_context import DateContext
from harmledger.reading.english.stated_dates import Resolved

_Resolver = Callable[[re.Match[str], DateContext], list[Resolved]]


def resolve(shape: str, match: re.Match[str], context: DateContext) -> list[Resolved]:
    """What the words at `match` mean; empty where the text does not tell."""
    return _RESOLVERS[shape](match, context)


_RESOLVERS: Mapping[str, _Resolver] = {
    "iso": stated_dates.read_iso,
    "numeric": stated_dates.read_numeric,
    "day_to_day": stated_dates.read_pair,
    "month_to_day": stated_dates.read_pair,
    "day_month": stated_dates.read_single,
    "month_day": stated_dates.read_single,
    "months": stated_dates.read_months,
    "month_year": stated_dates.read_month_year,
    "month_alone": stated_dates.read_month_alone,
    "season": stated_dates.read_season,
    "season_near": relative_dates.read_season_near,
    "years": stated_dates.read_years,
    "decade": stated_dates.read_decade,
    "year": stated_dates.read_year,
    "weekdays": relative_dates.read_weekdays,
    "weekday": relative_dates.read_weekday,
    "ago": relative_dates.read_ago,
    "stretch": relative_dates.read_stretch,
    "later": relative_dates.read_later,
    "deictic": relative_dates.read_deictic,
    "anaphoric": relative_dates.read_anaphoric,
    "ordinal": stated_dates.read_ordinal,
}
