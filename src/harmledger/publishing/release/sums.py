"""The incidents of a release, or its `totals.csv`, in; the sums over everything out, to be compared."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable

from harmledger.exchange.contract import BoundsLine
from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.publishing.release.review import in_totals

Key = tuple[str, str, str]
"""`reviewed` or `draft`, outcome, group."""
Sums = tuple[int, int, int]
"""Incidents with a number, the sum of the low ends, the sum of the high ends."""
NOTHING: Sums = (0, 0, 0)


def sums_of(incidents: Iterable[ReleasedIncident]) -> dict[Key, Sums]:
    """The sums that follow from the ranges. A missing low end adds nothing, a missing high end the low
    one."""
    sums: dict[Key, Sums] = defaultdict(lambda: NOTHING)
    for incident in incidents:
        tables = {"killed": incident.killed, "injured": incident.injured, **incident.other_outcomes}
        for outcome, groups in tables.items():
            for group, bounds in groups.items():
                key = (in_totals(incident.review), outcome, group)
                sums[key] = _more(sums[key], bounds)
    return sums


def stated_sums(table: str) -> dict[Key, Sums]:
    """The sums over everything that `totals.csv` states."""
    rows = csv.DictReader(io.StringIO(table, newline=""))
    return {
        (row["state"], row["outcome"], row["group"]): (
            int(row["incidents"]), int(row["low"] or 0), int(row["high"] or 0)
        )
        for row in rows
        if not row["by"]
    }  # fmt: skip


def _more(sums: Sums, bounds: BoundsLine) -> Sums:
    if bounds.low is None and bounds.high is None:
        return sums
    low = bounds.low or 0
    return sums[0] + 1, sums[1] + low, sums[2] + (low if bounds.high is None else bounds.high)
