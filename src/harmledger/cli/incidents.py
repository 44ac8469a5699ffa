"""The incidents of a record in, a table of words for a person out: which there are, and by which id to ask for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from harmledger.cli.plain import plain
from harmledger.ledger.browse import IncidentRow
from harmledger.ledger.paging import Page
from harmledger.publishing.site.passing import Counted, said_in_passing
from harmledger.publishing.site.words import Words
from harmledger.records.claim import Claim
from harmledger.wording import say


def incidents_shown(page: Page[IncidentRow], passing: Mapping[str, Collection[Claim]], language: str) -> None:
    """A line an incident, those first in which most may have been killed; and a word if there are more.

    `passing`: of the incidents that are told of only in passing, the claims.
    """
    words = Words(language)
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
        table.add_row(*_cells(row, passing.get(row.incident_id), words))
    console.print(table)
    if passing:
        console.print(say("incidents.in_passing", {}, language), style="italic", markup=False)
    if page.next is not None:
        console.print(say("incidents.more", {}, language), style="italic", markup=False)


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
