"""The lines of incidents in, one incident after the other; the files that hold them out, each in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Self

from harmledger.estimating.counted import counted
from harmledger.estimating.totals import Totals
from harmledger.exchange.contract import FileLine
from harmledger.publishing.digested import write_bytes, write_lines
from harmledger.publishing.release.contract import IncidentLines, ReleasedIncident
from harmledger.publishing.release.reread import assessment_of, incident_of
from harmledger.publishing.sorting import Sorter
from harmledger.publishing.totals_table import totals_header, totals_row
from harmledger.records.canonical import canonical_json


class LineFiles:
    """Takes the incidents of one release; a block, at whose end what was put aside on disk goes."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._incidents, self._claims, self._reports = (Sorter() for _ in range(3))
        self._totals = Totals()

    def __enter__(self) -> Self:
        for sorter in (self._incidents, self._claims, self._reports):
            self._stack.enter_context(sorter)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, lines: IncidentLines) -> None:
        """One more incident."""
        line = lines.incident
        self._incidents.add((line.id,), canonical_json(line))
        for claim in lines.claims:
            self._claims.add((claim.report, claim.start, claim.id), canonical_json(claim))
        for report in lines.reports:
            self._reports.add((report.key,), canonical_json(report))
        add_to(self._totals, line)

    def write(self, folder: Path) -> dict[str, FileLine]:
        """The files of incidents, claims, reports and totals, in `folder`."""
        return {
            "incidents.jsonl": write_lines(folder / "incidents.jsonl", self._incidents),
            "claims.jsonl": write_lines(folder / "claims.jsonl", _once(self._claims)),
            "reports.jsonl": write_lines(folder / "reports.jsonl", _once(self._reports)),
            "totals.csv": write_bytes(folder / "totals.csv", b"".join(totals_table(self._totals))),
        }


def add_to(totals: Totals, line: ReleasedIncident) -> None:
    """Counts an incident as its line has it: who has the line alone comes to the same totals."""
    totals.add(counted(incident_of(line), assessment_of(line), reviewed=line.review != "machine"))


def totals_table(totals: Totals) -> Iterator[bytes]:
    """`totals.csv`, row by row."""
    yield totals_header()
    yield from (totals_row(total) for total in totals.lines())


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """What several incidents tell of stands once."""
    return (line for line, _ in groupby(lines))
