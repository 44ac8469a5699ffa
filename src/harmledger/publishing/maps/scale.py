"""How much of the ground a drawing shows in; a bar of a round length out."""

from __future__ import annotations

import math

import msgspec

_SHARE = 0.14
"""A bar is at most so much of the drawing's width."""
LENGTHS_M = tuple(factor * 10**power for power in range(1, 7) for factor in (1, 2, 5))
"""The lengths that a bar may have: from ten metres to five thousand kilometres."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar of so many units that stands for so many metres."""

    units: float
    metres: int


def bar(width: float, metres_a_unit: float) -> Bar:
    """The bar for a drawing of this width."""
    metres = round_length_m(width * _SHARE * metres_a_unit)
    return Bar(units=round(metres / metres_a_unit, 1), metres=metres)


def round_length_m(most_m: float) -> int:
    """The greatest of 1, 2, 5 times a power of ten that is not above `most_m`."""
    power = 10 ** math.floor(math.log10(most_m))
    return int(max(factor * power for factor in (1, 2, 5) if factor * power <= most_m))
