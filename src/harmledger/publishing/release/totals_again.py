"""The incidents of a release and its `totals.csv` in, the lines that do not follow from them out, intervals among
them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from harmledger.estimating.totals import Totals
from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.publishing.release.line_files import add_to, totals_table

_DRAWN = "documented_"
"""What the names of the columns of intervals begin with."""
_MOST_OFF = 0.005
"""An end of an interval may be off by one, or by this share: processors round logarithms differently in their last
digits, and a draw that lies on the edge between two whole numbers may then fall to the other side."""
_KEYS = ("state", "by", "cell", "outcome", "group")
Row = dict[str, str]


def totals_of(incidents: Iterable[ReleasedIncident]) -> dict[str, Row]:
    """Every line of the totals that follows from the incidents, by what it is of."""
    totals = Totals()
    for each in incidents:
        add_to(totals, each)
    return stated_totals(b"".join(totals_table(totals)).decode())


def stated_totals(table: str) -> dict[str, Row]:
    """The lines of `totals.csv`, by what they are of."""
    rows = csv.DictReader(io.StringIO(table, newline=""))
    return {" ".join(row[key] for key in _KEYS if row[key]): row for row in rows}


def totals_that_differ(stated: dict[str, Row], made: dict[str, Row]) -> Iterator[str]:
    """The lines that are in one of the two alone, or say something else."""
    for line in sorted(stated.keys() | made.keys()):
        if line not in stated or line not in made or not _alike(stated[line], made[line]):
            yield line


def _alike(stated: Row, made: Row) -> bool:
    return stated.keys() == made.keys() and all(
        stated[column] == made[column] or (column.startswith(_DRAWN) and _near(stated[column], made[column]))
        for column in made
    )


def _near(stated: str, made: str) -> bool:
    if not (stated.isdecimal() and made.isdecimal()):
        return False
    return abs(int(stated) - int(made)) <= max(1, _MOST_OFF * int(made))
