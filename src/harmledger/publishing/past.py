"""What former releases said, as types: the lines of `changes.jsonl` and `history.jsonl`, and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal

import msgspec

Change = Literal["added", "changed", "stands", "withdrawn", "merged", "held_back"]
"""`stands`: more was told of it since, and its number stays until somebody reviews that."""
GONE: frozenset[Change] = frozenset(("withdrawn", "merged", "held_back"))
"""Changes after which an incident is published no longer."""
Ends = tuple[int | None, int | None]
"""Low and high; null is not known, never zero."""


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `changes.jsonl`."""

    incident: str
    change: Change
    fields: tuple[str, ...]
    """Which numbers and facts are others now."""
    why: str | None
    """Of what is held back or withdrawn: the code of the reason."""
    into: str | None
    decisions: tuple[str, ...]
    """Ids of the decisions since the last release that bear on it."""


class DeedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that bears on a step: what kind, and on which day."""

    id: str
    kind: str
    day: dt.date


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `history.jsonl`: one release that published, changed or took back the number of one incident."""

    incident: str
    release: str
    change: Change
    killed: dict[str, Ends]
    """By group. Empty where nothing is known, and of what is no longer published."""
    injured: dict[str, Ends]
    grade: str | None
    strike_status: str | None
    reports: int
    """How many reports told of it; 0 of what is no longer published."""
    why: str | None
    into: str | None
    decisions: tuple[DeedLine, ...]
    """Since the release before. None, and more reports: it was told of anew."""


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told of releases up to the one that is being made."""

    previous: str | None = None
    """The release before this one."""
    changes: tuple[ChangeLine, ...] = ()
    """Since then, by incident."""
    steps: Mapping[str, tuple[HistoryLine, ...]] = {}
    """By incident, oldest first."""

    @property
    def gone(self) -> list[HistoryLine]:
        """The last step of every incident that was published once and is no longer, latest first."""
        last = (steps[-1] for steps in self.steps.values())
        return sorted((step for step in last if step.change in GONE), key=_latest_first, reverse=True)


def past_of(previous: str | None, changes: Sequence[ChangeLine], lines: Iterable[HistoryLine]) -> Past:
    """The past that the lines of `history.jsonl`, in their order, tell."""
    steps = {incident: tuple(own) for incident, own in groupby(lines, key=lambda line: line.incident)}
    return Past(previous=previous, changes=tuple(changes), steps=steps)


def _latest_first(step: HistoryLine) -> tuple[str, int, str]:
    """Releases are called by their day, and by a number from the second of a day on."""
    return step.release[:10], int(step.release[11:] or 1), step.incident
