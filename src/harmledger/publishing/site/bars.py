"""Ranges in, the geometry of small bars out, on one scale for all that stand together."""

from __future__ import annotations

import msgspec

WIDTH = 160
"""A bar's track is so many units wide."""
_LEAST = 3.0
"""So wide is a bar of a range without width, so that it can be seen."""
_ARROW = 10.0
"""An end that is not known is an arrow of this width; numbers are drawn between the arrows."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar within its track: where it begins, how wide it is, and which ends are not known."""

    x: float
    width: float
    open_low: bool
    open_high: bool


def bar(low: int | None, high: int | None, greatest: int) -> Bar | None:
    """The bar of a range on a track that holds `greatest`; null where nothing is known."""
    if low is None and high is None:
        return None
    scale = (WIDTH - 2 * _ARROW) / max(greatest, 1)
    start = _ARROW + (low or 0) * scale
    end = WIDTH - _ARROW if high is None else _ARROW + high * scale
    start = min(start, WIDTH - _ARROW - _LEAST)
    return Bar(
        x=round(start, 1),
        width=round(max(end - start, _LEAST), 1),
        open_low=low is None,
        open_high=high is None,
    )
