"""The lines of incidents in, one incident after the other; the files that hold them out, each in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Self

from harmledger.estimating.counted import counted
from harmledger.estimating.totals import Totals
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import FileLine
from harmledger.exchange.format import Edition as Release
from harmledger.exchange.geojson import GeoJsonExporter, feature
from harmledger.exchange.losses import Tally
from harmledger.publishing.digested import write_bytes, write_lines
from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.publishing.release.edition import Edition
from harmledger.publishing.release.lines import IncidentLines
from harmledger.publishing.release.reread import assessment_of, incident_of
from harmledger.publishing.sorting import Sorter
from harmledger.publishing.totals_table import totals_header, totals_row
from harmledger.records.canonical import canonical_json


class LineFiles:
    """Takes the incidents of one release; a block, at whose end what was put aside on disk goes."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._incidents, self._claims, self._reports, self._features = (Sorter() for _ in range(4))
        self._totals = Totals()

    def __enter__(self) -> Self:
        for sorter in (self._incidents, self._claims, self._reports, self._features):
            self._stack.enter_context(sorter)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, lines: IncidentLines) -> None:
        """One more incident."""
        line = lines.incident
        self._incidents.add((line.id,), canonical_json(line))
        bundle = Bundle(incident=line, claims=lines.claims, reports=lines.reports)
        self._features.add((line.id,), canonical_json(feature(bundle, draft=False)))
        for claim in lines.claims:
            self._claims.add((claim.report, claim.start, claim.id), canonical_json(claim))
        for report in lines.reports:
            self._reports.add((report.key,), canonical_json(report))
        add_to(self._totals, line)

    def write(self, folder: Path, edition: Edition) -> dict[str, FileLine]:
        """The files of incidents, claims, reports and totals, and the map, in `folder`."""
        return {
            "incidents.jsonl": write_lines(folder / "incidents.jsonl", self._incidents),
            "claims.jsonl": write_lines(folder / "claims.jsonl", _once(self._claims)),
            "reports.jsonl": write_lines(folder / "reports.jsonl", _once(self._reports)),
            "incidents.geojson": write_bytes(folder / "incidents.geojson", b"".join(self._map(edition))),
            "totals.csv": write_bytes(folder / "totals.csv", b"".join(totals_table(self._totals))),
        }

    def _map(self, edition: Edition) -> Iterator[bytes]:
        """The features as one collection, in the order of their ids."""
        title = edition.scope.title or edition.name
        exporter = GeoJsonExporter(
            Release(draft=False, convention=edition.convention.title, title=title), Tally(())
        )
        yield from (piece.content for piece in exporter.begin())
        yield from (b",\n" + line if number else b"\n" + line for number, line in enumerate(self._features))
        yield from (piece.content for piece in exporter.end())


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
