"""The folder of a release in, its incidents one at a time with all that their lines rest on out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

import msgspec

from harmledger.exchange.contract import ReportLine
from harmledger.publishing.matter import Colophon, PublishedClaim, PublishedIncident, ReadReport
from harmledger.publishing.release.contract import IncidentLines, ReleasedClaim, ReleasedIncident
from harmledger.publishing.release.reread import published_of
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report

INCIDENTS, CLAIMS, REPORTS = "incidents.jsonl", "claims.jsonl", "reports.jsonl"
Line = TypeVar("Line", bound=msgspec.Struct)


@contextmanager
def released_lines(folder: Path) -> Iterator[ReleasedLines]:
    """The lines of the release in this folder, for the block.

    Raises msgspec.DecodeError for a line that is none, OSError where a file of them is missing.
    """
    with ExitStack() as stack:
        claims, reports = (stack.enter_context((folder / name).open("rb")) for name in (CLAIMS, REPORTS))
        yield ReleasedLines(folder, _Index(claims, ReleasedClaim, "id"), _Index(reports, ReportLine, "key"))


class ReleasedLines:
    """One release; memory holds where each line stands, and one incident."""

    def __init__(self, folder: Path, claims: _Index[ReleasedClaim], reports: _Index[ReportLine]) -> None:
        self._folder, self._claims, self._reports = folder, claims, reports

    def incidents(self) -> Iterator[IncidentLines]:
        """Each incident with its claims and reports, by id. Raises KeyError for one that is not published."""
        for line in read_lines(self._folder / INCIDENTS, ReleasedIncident):
            yield IncidentLines(
                incident=line,
                claims=tuple(self._claims[claim] for claim in line.claims),
                reports=tuple(self._reports[key] for key in (*line.reports, *line.also_told_in)),
            )


class ReleasedMatter:
    """A release in the form in which a site is handed a record: what its lines say, and nothing else."""

    def __init__(self, lines: ReleasedLines, colophon: Colophon) -> None:
        self._lines = lines
        self.colophon = colophon

    def incidents(self) -> Iterator[PublishedIncident]:
        """Each incident as it is published."""
        return map(published_of, self._lines.incidents())

    def claims(self) -> Iterator[PublishedClaim]:
        """The claims of its incidents: a release holds no others."""
        return (claim for incident in self.incidents() for claim in incident.claims)

    def reports(self) -> Iterator[Report]:
        """Each report, once."""
        reports = (report for incident in self.incidents() for report in incident.reports)
        return iter({report.id: report for report in reports}.values())

    def refusals(self) -> Iterator[Refusal]:
        """None: what was refused is told by where it lay, which is internal."""
        return iter(())

    def read_reports(self) -> Iterator[ReadReport]:
        """None: the words of reports are not published."""
        return iter(())


def read_lines(path: Path, kind: type[Line]) -> Iterator[Line]:
    """Each line of a file of a release."""
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as lines:
        yield from map(decoder.decode, lines)


class _Index(Generic[Line]):
    """The lines of one file by a field of theirs."""

    def __init__(self, file: BinaryIO, kind: type[Line], field: str) -> None:
        self._file, self._decoder = file, msgspec.json.Decoder(kind)
        self._at: Mapping[str, int] = dict(_offsets(file, field))

    def __getitem__(self, key: str) -> Line:
        self._file.seek(self._at[key])
        return self._decoder.decode(self._file.readline())


def _offsets(file: BinaryIO, field: str) -> Iterator[tuple[str, int]]:
    decoder = msgspec.json.Decoder(msgspec.defstruct("Keyed", [(field, str)]))
    at = 0
    for line in file:
        yield getattr(decoder.decode(line), field), at
        at += len(line)
