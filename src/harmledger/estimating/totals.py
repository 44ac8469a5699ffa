"""Counted incidents in, one after the other; lines of totals out, by any dimensions. Nothing not known counts as zero.

Memory follows the number of lines, not of incidents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import msgspec
import numpy as np

from harmledger.estimating.counted import Counted, Dimension, State
from harmledger.estimating.draws import Flags, Tolls, stands, tolls
from harmledger.estimating.model import Model, default_model
from harmledger.records.assessment import Range
from harmledger.records.figure import Group, Outcome

By = tuple[Dimension, ...]
Cell = tuple[str | None, ...]
_Key = tuple[State, By, Cell]
_Line = tuple[_Key, Outcome, Group]

WHOLE_AND_GRADES: tuple[By, ...] = ((), ("grade",))
EACH_ALONE: tuple[By, ...] = ((), ("grade",), ("year",), ("month",), ("country",), ("area",), ("actor",))
"""What the draft and the site show: the whole, then by one dimension at a time."""

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_GROUPS: tuple[Group, ...] = get_args(Group)
_THE_DEAD: tuple[tuple[Outcome, Group], ...] = (("killed", "people"), ("killed", "civilians"))


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """One line: an outcome and a group, over the incidents of one cell. Lines of different groups are never added."""

    state: State
    by: By
    cell: Cell
    """A value for each dimension of `by`; null: not known of these incidents."""
    outcome: Outcome
    group: Group
    incidents: int
    """With a number for this outcome and group."""
    unknown: int
    """Incidents of the cell that have none: their toll is not known, and is not zero."""
    low: int | None
    high: int | None
    """Sums of the ends of the ranges; null where no incident has a number."""
    without_low: int
    without_high: int
    """Incidents of which that end is not known: they add nothing to the low sum, their low end to the high one."""
    narrow: tuple[int, int] | None
    wide: tuple[int, int] | None
    """The interval of documented harm under the model: 50 and 95 of 100 draws lie inside. No interval of deaths."""


class _Sum:
    """Sums of one line while incidents come in."""

    def __init__(self, draws: int) -> None:
        self.incidents = self.low = self.high = self.without_low = self.without_high = 0
        self.drawn = np.zeros(draws, dtype=np.int64)

    def add(self, each: Range, drawn: Tolls) -> None:
        """Takes in one incident's range, of which at least one end is known."""
        low = each.low or 0
        self.incidents += 1
        self.low += low
        self.high += low if each.high is None else each.high
        self.without_low += each.low is None
        self.without_high += each.high is None
        self.drawn += drawn


class Totals:
    """Sums over a stream of incidents by each of `breakdowns`; any order of incidents gives the same."""

    def __init__(self, breakdowns: Sequence[By] = EACH_ALONE, model: Model | None = None) -> None:
        self._breakdowns = tuple(breakdowns)
        self._model = model or default_model()
        self._sums: dict[_Line, _Sum] = {}
        self._incidents: dict[_Key, int] = {}

    def add(self, each: Counted) -> None:
        """Takes in one incident."""
        keys = [(each.state, by, tuple(each.cells[name] for name in by)) for by in self._breakdowns]
        for key in keys:
            self._incidents[key] = self._incidents.get(key, 0) + 1
        standing = stands(each, self._model)
        for told in each.ranges:
            if told.low is not None or told.high is not None:
                self._add_range(keys, told, _drawn(each, told, standing, self._model))

    def _add_range(self, keys: Iterable[_Key], told: Range, drawn: Tolls) -> None:
        for key in keys:
            line = (key, told.outcome, told.group)
            if line not in self._sums:
                self._sums[line] = _Sum(self._model.draws)
            self._sums[line].add(told, drawn)

    def incidents(self, by: By = ()) -> dict[tuple[State, Cell], int]:
        """How many incidents stand in each cell, with a number or without."""
        return {(state, cell): count for (state, of, cell), count in self._incidents.items() if of == by}

    def lines(self) -> Iterator[Total]:
        """Every line: reviewed before draft, then by breakdown, cell (not known last), outcome and group."""
        for key, outcome, group in sorted({*self._sums, *self._without_number()}, key=self._order):
            yield self._line(key, outcome, group)

    def _without_number(self) -> Iterator[_Line]:
        """The dead of every cell, also of one where no incident has a number of them."""
        dead = {(outcome, group) for _, outcome, group in self._sums if (outcome, group) in _THE_DEAD}
        for key in self._incidents:
            yield from ((key, outcome, group) for outcome, group in dead or _THE_DEAD[:1])

    def _line(self, key: _Key, outcome: Outcome, group: Group) -> Total:
        made = self._sums.get((key, outcome, group)) or _Sum(self._model.draws)
        state, by, cell = key
        known = made.incidents > 0
        narrow, wide = (_interval(made.drawn, percent) for percent in self._model.intervals_percent)
        return Total(
            state=state, by=by, cell=cell, outcome=outcome, group=group, incidents=made.incidents,
            unknown=self._incidents[key] - made.incidents,
            low=made.low if known else None, high=made.high if known else None,
            without_low=made.without_low, without_high=made.without_high,
            narrow=narrow if known else None, wide=wide if known else None,
        )  # fmt: skip

    def _order(self, line: _Line) -> tuple[object, ...]:
        (state, by, cell), outcome, group = line
        known = tuple((value is None, value or "") for value in cell)
        return (
            state != "reviewed", self._breakdowns.index(by), known,
            _OUTCOMES.index(outcome), _GROUPS.index(group),
        )  # fmt: skip


def _drawn(each: Counted, told: Range, standing: Flags | None, model: Model) -> Tolls:
    drawn = tolls(each, told, model)
    return drawn if standing is None else drawn * standing


def _interval(drawn: Tolls, percent: int) -> tuple[int, int]:
    """The middle `percent` of the draws; its ends are draws themselves."""
    rest = (100 - percent) / 2
    low, high = np.percentile(drawn, (rest, 100 - rest), method="nearest")
    return int(low), int(high)
