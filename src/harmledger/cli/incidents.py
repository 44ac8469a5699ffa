"""The incidents of a record in, a table of words for a person out: which there are, and by which id to ask for them."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from harmledger.cli.plain import plain
from harmledger.ledger.browse import IncidentRow
from harmledger.ledger.paging import Page
from harmledger.wording import say


def incidents_shown(page: Page[IncidentRow], language: str) -> None:
    """A line an incident, those first in which most may have been killed; and a word if there are more."""
    console = Console(highlight=False)
    if not page.rows:
        console.print(say("site.list.empty", {}, language), markup=False)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(say("incidents.id", {}, language), no_wrap=True)
    table.add_column(say("site.list.date", {}, language), no_wrap=True)
    table.add_column(say("site.list.place", {}, language), overflow="fold")
    for name in ("killed", "injured"):
        table.add_column(say(f"site.list.{name}", {}, language), justify="right", overflow="fold")
    table.add_column(say("site.list.grade", {}, language), overflow="fold")
    for row in page.rows:
        table.add_row(*_cells(row, language))
    console.print(table)
    if page.next is not None:
        console.print(say("incidents.more", {}, language), style="italic", markup=False)


def _cells(row: IncidentRow, language: str) -> tuple[str, ...]:
    return (
        row.incident_id,
        _days(row.starts_on, row.ends_on),
        plain(row.place or "–"),
        _range(row.killed_low, row.killed_high),
        _range(row.injured_low, row.injured_high),
        say(f"grade.{row.grade}" if row.grade else "site.grade.none", {}, language),
    )


def _days(first: str | None, last: str | None) -> str:
    """As ISO 8601 writes them: `2014-03-04`, `2014-03-04/05`, `2014-03-31/2014-04-01`."""
    if first is None or last is None or first == last:
        return first or last or "–"
    return f"{first}/{last[8:] if first[:8] == last[:8] else last}"


def _range(low: int | None, high: int | None) -> str:
    ends = dict.fromkeys(f"{end:,}" for end in (low, high) if end is not None)
    return "–".join(ends) or "–"
