"""An incident's range in, what its toll may be out: whole numbers, one a draw, from a seed of its own.

What is drawn of one incident depends on that incident and the model alone: a report's arrival moves no other's draws.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from harmledger.estimating.counted import Counted
from harmledger.estimating.model import Model
from harmledger.records.assessment import Range
from harmledger.records.figure import Outcome
from harmledger.records.incident import Perhaps

Tolls = NDArray[np.int64]
Flags = NDArray[np.bool_]
Uniform = NDArray[np.float64]


class Chance(msgspec.Struct, frozen=True):
    """What falls to an incident's dead, or to its hurt, in each draw: one for all groups, they are the same people."""

    voice: Uniform
    within: Uniform
    """From 0 up to 1: whose word counts, and where in its range."""
    count: Uniform
    """Standard normal: how far a careful count lies off."""


def uniform(model: Model, *names: str, rows: int = 1) -> Uniform:
    """Rows of as many numbers from 0 up to 1 as there are draws, the same for the same names."""
    digest = sha256("\n".join((str(model.seed), *names)).encode()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
    return generator.random((rows, model.draws))


def tolls(each: Counted, told: Range, model: Model) -> Tolls:
    """What the incident's toll may be, for one outcome and group of which an end is known.

    A draw takes the word of one of the voices that stand, each as likely as the next; of its range every number
    is as likely; and a careful count may lie off it, the less so the more independent origins there are. An end
    that is not known is left open towards nothing: low, it may be anything from 0; high, nothing is added to the
    low end.
    """
    chance = _chance(model, each.id, told.outcome)
    lows, highs = _said(told, *_ends(told))
    voice = (chance.voice * len(lows)).astype(np.int64)
    first, last = lows[voice], highs[voice]
    said = first + np.floor(chance.within * (last - first + 1)).astype(np.int64)
    return _counted_again(said, chance.count, model.count_error / each.origins**0.5)


@lru_cache(maxsize=8)
def _chance(model: Model, incident_id: str, outcome: Outcome) -> Chance:
    """Drawn once for all groups: the ranges of an incident come one after the other."""
    voice, within, one, other = uniform(model, incident_id, outcome, rows=4)
    return Chance(voice, within, _normal(one, other))


def _ends(told: Range) -> tuple[int, int]:
    low = told.low if told.low is not None else 0
    return low, max(low, told.high) if told.high is not None else low


def _said(told: Range, low: int, high: int) -> tuple[Tolls, Tolls]:
    """The ranges of the voices that stand, within the ends of the whole; without any, the whole itself."""
    said = [(_or(one.low, low), _or(one.high, _or(one.low, low))) for one in told.said] or [(low, high)]
    within = [[min(max(end, low), high) for end in one] for one in said]
    lows, highs = ([pick(one) for one in within] for pick in (min, max))
    return np.array(lows, dtype=np.int64), np.array(highs, dtype=np.int64)


def _or(end: int | None, other: int) -> int:
    return other if end is None else end


def _normal(one: Uniform, other: Uniform) -> Uniform:
    """Standard normal numbers of two rows of uniform ones (Box and Muller, 1958)."""
    return cast("Uniform", np.sqrt(-2 * np.log1p(-one)) * np.cos(2 * np.pi * other))


def _counted_again(said: Tolls, normal: Uniform, error: float) -> Tolls:
    """What a careful count would give: off by a factor of 1 on average. Where somebody is counted, somebody stays."""
    factor = np.exp(error * normal - error * error / 2)
    again = np.rint(said * factor).astype(np.int64)
    return cast("Tolls", np.where(said > 0, np.maximum(again, 1), said))


def stands(each: Counted, model: Model) -> Flags | None:
    """In which draws the incident counts as one of its own; null: in all.

    Where a draw has it be one with another incident, only the one of higher rank in that draw counts: of any
    number of incidents that are all one, exactly one does.
    """
    if not each.perhaps:
        return None
    rank = _rank(each.id, model)
    yields = [_same(each.id, other, model) & (rank < _rank(other.incident, model)) for other in each.perhaps]
    return cast("Flags", ~np.logical_or.reduce(yields))


def _rank(incident_id: str, model: Model) -> Uniform:
    return cast("Uniform", uniform(model, incident_id, "rank")[0])


def _same(own: str, other: Perhaps, model: Model) -> Flags:
    pair = sorted((own, other.incident))
    return cast("Flags", uniform(model, *pair, "same")[0] < chance_of_one(other.score))


def chance_of_one(score: int) -> float:
    """The chance that two clusters of this score are of one event: scores are hundredths of a bit of log odds."""
    return float(1 / (1 + 2.0 ** (-score / 100)))
