"""The tables of which a site has many in; the style sheet that names each of their cells on a narrow screen out.

On a narrow screen a row is a card, and each cell says what it is. Written beside every cell of a hundred thousand pages
these words took a tenth of the site; they stand once, in a sheet in the language of the site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claims": (
        "claims.number", "claims.who", "claims.says", "claims.words", "claims.when_where", "claims.blamed",
    ),
    "reports": (
        "claims.number", "reports.report", "reports.publisher", "reports.published", "count.claims",
    ),
    "ranges": ("range.who", "range.range", "range.low", "range.high"),
    "list": (
        "list.date", "list.place", "list.killed", "list.injured", "list.grade", "list.strike", "list.blamed",
        "list.reports",
    ),
    "told": ("list.place", "list.date", "sources.says", "sources.record", "sources.others"),
    "steps": (
        "history.release", "changes.change", "list.killed", "list.injured", "list.grade", "count.reports",
        "history.because",
    ),
}  # fmt: skip
"""The heads of the columns of each table, in order, by the class of the table."""


def labels(say: Callable[[str], str]) -> bytes:
    """The style sheet, in the words of `say`. Cells that head their row name themselves."""
    return "".join(("@media screen and (max-width: 66rem) {\n", *_rules(say), "}\n")).encode()


def _rules(say: Callable[[str], str]) -> Iterator[str]:
    for table, columns in COLUMNS.items():
        for number, column in enumerate(columns, start=1):
            words = json.dumps(
                say(column), ensure_ascii=False
            )  # a string of JSON without control characters is one of CSS
            yield f"  .{table} td:nth-child({number})::before {{ content: {words}; }}\n"
