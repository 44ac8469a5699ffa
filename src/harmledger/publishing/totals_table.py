"""Lines of totals in, rows of `totals.csv` out: a line a breakdown, cell, outcome and group."""

from __future__ import annotations

from harmledger.estimating.model import default_model
from harmledger.estimating.totals import Total
from harmledger.publishing.spreadsheet import table_row

_COLUMNS = (
    "state", "by", "cell", "outcome", "group", "incidents", "unknown", "low", "high", "without_low", "without_high",
)  # fmt: skip


def totals_header() -> bytes:
    """The first row: the names of the columns. An interval is named for the share of draws that lie in it."""
    narrow, wide = default_model().intervals_percent
    intervals = (f"documented_{end}_{share}" for share in (narrow, wide) for end in ("low", "high"))
    return table_row((*_COLUMNS, *intervals))


def totals_row(total: Total) -> bytes:
    """One line. `cell` is empty for the whole, `not known` where incidents do not say; no number is empty, never 0."""
    cell = " | ".join("not known" if value is None else value for value in total.cell)
    narrow, wide = total.narrow or (None, None), total.wide or (None, None)
    return table_row(
        (total.state, " ".join(total.by), cell, total.outcome, total.group, total.incidents, total.unknown,
         total.low, total.high, total.without_low, total.without_high, *narrow, *wide)
    )  # fmt: skip
