"""How many incidents began in each month in; the columns of a drawing out, by years where there are many months."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import msgspec

WIDTH, HEIGHT = 900, 100
MOST_MONTHS = 120
"""Months that are drawn one by one; a longer time is drawn by years."""
_WIDEST = 36.0
_LABELS = 8
_LABEL = 50
"""Room for the words of one."""
Leads = Callable[[dict[str, str]], str]
"""Further filters to the address of the page that has them too."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One month or year."""

    key: str
    x: float
    width: float
    height: float
    incidents: int
    href: str
    labelled: bool


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The whole drawing, and how many of its incidents have no month."""

    columns: tuple[Column, ...]
    width: int
    """Of the whole drawing, its last label with it."""
    greatest: int
    undated: int


def columns(counted: Mapping[str, int], leads: Leads) -> Columns:
    """The columns of these months (`2014-03`; blank where it is not known), the empty ones between them left blank."""
    dated = {month: count for month, count in counted.items() if month}
    keys = list(_months(min(dated), max(dated))) if dated else []
    if len(keys) > MOST_MONTHS:
        dated = _by_year(dated)
        keys = [f"{year:04d}" for year in range(int(keys[0][:4]), int(keys[-1][:4]) + 1)]
    greatest, step = max(dated.values(), default=0), min(WIDTH / max(len(keys), 1), _WIDEST)
    every = -(-len(keys) // _LABELS) or 1
    return Columns(
        columns=tuple(
            Column(
                key=key, x=round(at * step, 1), width=round(max(step * 0.8, 0.5), 1),
                height=round(dated.get(key, 0) / max(greatest, 1) * HEIGHT, 1), incidents=dated.get(key, 0),
                href=leads(_within(key)), labelled=at % every == 0,
            )
            for at, key in enumerate(keys)
        ),
        width=round(step * len(keys)) + _LABEL,
        greatest=greatest,
        undated=counted.get("", 0),
    )  # fmt: skip


def _months(first: str, last: str) -> Iterator[str]:
    day = dt.date.fromisoformat(f"{first}-01")
    while (month := f"{day:%Y-%m}") <= last:
        yield month
        day = (day + dt.timedelta(days=31)).replace(day=1)


def _by_year(months: Mapping[str, int]) -> dict[str, int]:
    years = Counter[str]()
    for month, count in months.items():
        years[month[:4]] += count
    return dict(years)


def _within(key: str) -> dict[str, str]:
    """The filters that leave what was in this month or year."""
    if len(key) == 4:
        return {"not_before": f"{key}-01-01", "not_after": f"{key}-12-31"}
    return {"month": key}
