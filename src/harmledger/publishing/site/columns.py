"""Months in, the geometry of a column chart out; the table behind it holds the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harmledger.publishing.site.totals import Month

HEIGHT = 120
WIDTH = 400
_MOST_LABELS = 5
_WIDEST = 36.0


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of two parts: solid up to the low number, pale from there to the high one."""

    x: float
    width: float
    low_height: float
    high_height: float
    label: str
    labelled: bool
    low: int
    high: int

    @property
    def low_y(self) -> float:
        """Top of the solid part."""
        return round(HEIGHT - self.low_height, 1)

    @property
    def high_y(self) -> float:
        """Top of the pale part."""
        return round(HEIGHT - self.high_height, 1)

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return round(self.x + self.width / 2, 1)


def incident_columns(months: Sequence[Month]) -> list[Column]:
    """Columns of the number of incidents."""
    return _columns([(month.label, month.incidents, month.incidents) for month in months])


def killed_columns(months: Sequence[Month]) -> list[Column]:
    """Columns of civilians killed: solid to the sum of the low ends, pale to that of the high ends."""
    return _columns([(month.label, month.killed_low, month.killed_high) for month in months])


def greatest(columns: Sequence[Column]) -> int:
    """The number that reaches the top of the chart."""
    return max((column.high for column in columns), default=0)


def _columns(values: list[tuple[str, int, int]]) -> list[Column]:
    top = max((high for _, _, high in values), default=0) or 1
    step = min(WIDTH / max(len(values), 1), _WIDEST)
    every = -(-len(values) // _MOST_LABELS) or 1
    return [
        Column(
            x=round(place * step, 1),
            width=round(step * 0.78, 1),
            low_height=round(low / top * HEIGHT, 1),
            high_height=round(high / top * HEIGHT, 1),
            label=label,
            labelled=place % every == 0,
            low=low,
            high=high,
        )
        for place, (label, low, high) in enumerate(values)
    ]
