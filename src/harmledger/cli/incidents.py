"""The incidents of a record in, a table of words for a person out: which there are, and by which id to ask for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from harmledger.cli.plain import plain
from harmledger.ledger.browse import IncidentRow
from harmledger.ledger.paging import Page
from harmledger.publishing.site.passing import Counted, said_in_passing
from harmledger.publishing.site.words import Words
from harmledger.records.claim import Claim
from harmledger.wording import say

_HEADS = (
    "incidents.id", "site.list.date", "site.list.place", "site.list.killed", "site.list.injured",
    "site.list.grade",
)  # fmt: skip
_PLACE = 2
"""The last column before the tolls."""
_SIDES: tuple[Literal["right", "left"], ...] = ("right", "right", "left")
"""To which side the tolls and the grade stand."""
_GAP = 2
"""Blanks between two columns."""


def incidents_shown(page: Page[IncidentRow], passing: Mapping[str, Collection[Claim]], language: str) -> None:
    """A line an incident, those first in which most may have been killed; and a word if there are more.

    `passing`: of the incidents that are told of only in passing, the claims.
    """
    words = Words(language)
    console = Console(highlight=False)
    if not page.rows:
        console.print(say("site.list.empty", {}, language), markup=False)
        return
    heads = [say(code, {}, language) for code in _HEADS]
    lines = [heads, *(list(_cells(row, passing.get(row.incident_id), words)) for row in page.rows)]
    console.print(_table(lines, console.width))
    if passing:
        console.print(say("incidents.in_passing", {}, language), style="italic", markup=False)
    if page.next is not None:
        console.print(say("incidents.more", {}, language), style="italic", markup=False)


def _table(lines: Sequence[Sequence[str]], room: int) -> Table:
    """The lines, the first of them the heads, on so many cells of a screen: where words would break, places stand
    below the ids, and then days too."""
    for below in range(_PLACE + 1):
        stood = [_stood(line, below) for line in lines]
        widths = _widths(stood, room)
        if sum(widths) + _GAP * (len(widths) - 1) <= room:
            break
    table = Table(box=None, pad_edge=False)
    for head, width in zip(stood[0][:-3], widths[:-3], strict=True):
        table.add_column(head, width=width, overflow="fold")
    for head, width, side in zip(stood[0][-3:], widths[-3:], _SIDES, strict=True):
        table.add_column(head, width=width, overflow="fold", justify=side)
    for line in stood[1:]:
        table.add_row(*line)
    return table


def _stood(line: Sequence[str], below: int) -> list[str]:
    """The line with so many of the cells that come before the tolls below its id."""
    first = _PLACE + 1 - below
    return ["\n".join([line[0], *line[first : _PLACE + 1]]), *line[1:first], *line[_PLACE + 1 :]]


def _widths(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """As wide as the longest word of each column; what is left of the room then saves lines, from the left."""
    columns = list(zip(*lines, strict=True))
    widths = [max(cell_len(word) for cell in column for word in cell.split()) for column in columns]
    spare = room - sum(widths) - _GAP * (len(columns) - 1)
    for number, column in enumerate(columns):
        wanted = max(cell_len(part) for cell in column for part in cell.splitlines())
        more = max(0, min(spare, wanted - widths[number]))
        widths[number] += more
        spare -= more
    return widths


def _cells(row: IncidentRow, passing: Collection[Claim] | None, words: Words) -> Iterator[str]:
    yield row.incident_id
    yield _days(row.starts_on, row.ends_on)
    yield plain(row.place or "–")
    if passing is None:
        yield words.bounds(row.killed_low, row.killed_high)
        yield words.bounds(row.injured_low, row.injured_high)
    else:
        said = said_in_passing(passing, words)
        yield _not_counted(said.killed, words)
        yield _not_counted(said.injured, words)
    yield words.value("grade", row.grade) or say("site.grade.none", {}, words.language)


def _not_counted(said: Sequence[Counted], words: Words) -> str:
    """What is said, in brackets."""
    comma = say("site.list.comma", {}, words.language)
    figures = f"{comma} ".join(f"{each.group} {each.text}" for each in said)
    return f"({figures})" if said else words.bounds(None, None)


def _days(first: str | None, last: str | None) -> str:
    """As ISO 8601 writes them: `2014-03-04`, `2014-03-04/05`, `2014-03-31/2014-04-01`."""
    if first is None or last is None or first == last:
        return first or last or "–"
    return f"{first}/{last[8:] if first[:8] == last[:8] else last}"
