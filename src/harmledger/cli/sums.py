"""The totals of a record in, a table of words for a person out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table

from harmledger.cli.plain import plain
from harmledger.estimating.beside import WiderToll
from harmledger.estimating.totals import By, Total
from harmledger.flow.totals import RecordTotals
from harmledger.publishing.site.words import Words
from harmledger.wording import say

_MOST_BESIDE = 20
"""Tolls of more than one incident that are shown; all of them are in `--json`."""


def totals_shown(made: RecordTotals, language: str) -> None:
    """A table a breakdown, and what stands beside the sums."""
    console = Console(highlight=False)
    for (state, by), lines in groupby(made.lines, key=lambda line: (line.state, line.by)):
        console.print(
            _table(f"{say(f'totals.{state}', {}, language)} · {_title(by, language)}", list(lines), language)
        )
    console.print(say("totals.interval", {}, language), style="italic", markup=False)
    for words in _beside(made.beside, language):
        console.print(words, markup=False, soft_wrap=True)


def _title(by: By, language: str) -> str:
    return ", ".join(say(f"dimension.{name}", {}, language) for name in by) or say(
        "totals.whole", {}, language
    )


def _table(title: str, lines: Sequence[Total], language: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in ("cell", "who", "sum", "documented", "incidents", "unknown"):
        words = name in ("cell", "who")
        head = say(f"totals.column.{name}", {}, language)
        table.add_column(head, justify="left" if words else "right", no_wrap=words)
    its_words = Words(language)
    for line in lines:
        table.add_row(*_row(line, its_words))
    return table


def _row(line: Total, words: Words) -> Iterator[str]:
    yield plain(" | ".join(value or say("totals.not_known", {}, words.language) for value in line.cell))
    yield words.who(line.outcome, line.group)
    yield words.both_ends(line.low, line.high)
    yield words.both_ends(*(line.wide or (None, None)))
    yield str(line.incidents)
    yield str(line.unknown)


def _beside(tolls: Sequence[WiderToll], language: str) -> Iterator[str]:
    if tolls:
        yield f"\n{say('totals.beside', {}, language)}"
    for toll in tolls[:_MOST_BESIDE]:
        who = Words(language).who(toll.outcome, toll.group)
        yield f"  {plain(toll.voice)}: {plain(toll.phrase)} ({who}; {say(f'extent.{toll.extent}', {}, language)})"
    if len(tolls) > _MOST_BESIDE:
        yield f"  … {len(tolls) - _MOST_BESIDE}"
