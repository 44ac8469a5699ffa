"""What `flow` gives back in, words for a person or JSON for a program out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console
from rich.text import Text

from harmledger.cli.plain import plain
from harmledger.cli.why import explained
from harmledger.records.canonical import canonical_json
from harmledger.wording import say

if TYPE_CHECKING:
    from harmledger.assessing.explain import Explanation
    from harmledger.flow.build import Summary
    from harmledger.flow.import_corpus import Imported
    from harmledger.flow.link_corpus import LinkSummary
    from harmledger.flow.read_corpus import CorpusSummary
    from harmledger.ledger.erase import Erased
    from harmledger.ledger.queries import Counts, IncidentFile
    from harmledger.ledger.verify import VerifyReport

_LABEL = 10
_NARROWEST = 40
"""Columns below which lines are not broken any narrower."""


def as_json(value: object) -> None:
    """Prints one JSON object."""
    write_bytes(canonical_json(msgspec.to_builtins(value, enc_hook=_spelled)) + b"\n")


def _spelled(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))


def write_bytes(line: bytes) -> None:
    """Writes to standard output as it is."""
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def address(url: str) -> None:
    """Prints where the desk is, at once: whoever started it waits for this line."""
    print(url, flush=True)


def line(words: str, *, indent: int = 0, style: str = "", error: bool = False) -> None:
    """Prints words of any origin on a line of their own, continued under themselves where they are long."""
    console = Console(stderr=error, highlight=False)
    shown = plain(words)
    if indent:
        margin = " " * indent
        width = max(_NARROWEST, console.width)
        shown = fill(shown, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
    console.print(Text(shown, style=style), soft_wrap=True)


def _row(label: str, words: str) -> None:
    Console(highlight=False).print(Text(f"{label:<{_LABEL}} {plain(words)}"), soft_wrap=True)


def summary(made: Summary, language: str) -> None:
    """What a build did, and where to look."""
    taken, record = made.taken, made.record
    _row(
        "Inputs", f"{taken.gathered}: {taken.kept} kept, {taken.known} known already, {taken.refused} refused"
    )
    if taken.unread:
        _row("Unread", f"{taken.unread} of those kept, which no reader could read")
    refused(taken.reasons, language, error=False)
    if taken.read_again:
        _row("Read again", f"{taken.read_again} texts that another version had read")
    _row("Claims", f"{record.rows.get('claim', 0)}")
    _row("Incidents", f"{record.incidents}, from {record.tellings} tellings")
    _row("Draft", f"{made.release}")
    if made.site is not None:
        _row("Site", f"{made.site / 'index.html'}, {_size(made.site)}")
    line(say("draft.banner", {}, language), style="italic")


def _size(folder: Path) -> str:
    """How many files a folder holds, and how much disk they ask for."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:,.1f} MB"


def corpus(made: CorpusSummary, language: str) -> None:
    """What a corpus holds, and where."""
    _row("Shards", f"{made.shards}, in {made.slices} slices, {made.slices_before} of them done before")
    _row("Reports", f"{made.gathered}: {made.kept} kept, {made.refused} refused")
    if made.unread:
        _row("Unread", f"{made.unread} of those kept, which no reader could read")
    refused(made.reasons, language, error=False)
    _row("Claims", f"{made.claims}")
    _row("Corpus", f"{made.out}")


def linked(out: Path, made: LinkSummary) -> None:
    """What linking a corpus found, and where."""
    _row("Tellings", f"{made.tellings}, compared in {made.pairs} pairs")
    _row("Incidents", f"{made.incidents}")
    _row("Tables", f"{out}")


def imported(done: Imported) -> None:
    """What came into a record."""
    _row("Reports", f"{done.reports} that tell of what was asked for; {done.rows} new rows")
    _row("Record", f"{done.record.incidents} incidents, from {done.record.tellings} tellings")


def refused(by_code: Mapping[str, int], language: str, *, error: bool = True) -> None:
    """How much was refused, and why, in words; on the error side, where it cannot mix with data."""
    for code, count in sorted(by_code.items()):
        line(f"{count} × {say(f'refused.{code}.short', {}, language)}", indent=_LABEL + 1, error=error)


def grades(counts: Counts, language: str) -> None:
    """How many incidents have which grade."""
    for convention, by_grade in counts.grades.items():
        line(convention, style="bold")
        for grade, count in by_grade.items():
            word = say(f"grade.{grade}", {}, language) if grade else say("site.grade.none", {}, language)
            line(f"{count} {word}", indent=2)


def findings(report: VerifyReport, language: str) -> None:
    """What was checked and holds, does not hold, or was not checked."""
    for finding in report.findings:
        words = say(f"verify.{finding.code}", {**finding.params, "where": finding.where}, language)
        _row(say(f"verify.outcome.{finding.outcome}", {}, language), words)


def erased(gone: Erased) -> None:
    """What was taken out, and what may still hold the words."""
    line(f"Erased: {len(gone.rows)} rows and {len(gone.sha256s)} captured files.")
    if gone.same_bytes:
        line(f"The same bytes stay, under: {', '.join(gone.same_bytes)}")
    if gone.to_withdraw:
        line(f"Published releases may hold the words: {', '.join(gone.to_withdraw)}", style="bold")


def explanation(file: IncidentFile, why: Explanation, language: str) -> None:
    """Why the numbers of an incident are as they are."""
    for each in explained(file, why, language):
        line(each.words, indent=each.indent, style=each.style)
