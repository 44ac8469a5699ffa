"""Published incidents in, one after the other; the files to take home out: a table, and features for maps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Self

import msgspec

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.format import Edition
from harmledger.exchange.geojson import GeoJsonExporter, feature
from harmledger.exchange.losses import Tally
from harmledger.publishing.lines import claim_line, in_order, incident_line, report_line
from harmledger.publishing.matter import Colophon, PublishedIncident
from harmledger.publishing.sorting import Sorter
from harmledger.publishing.spreadsheet import COLUMNS, incident_cells, table_row
from harmledger.records.canonical import canonical_json


class DownloadLines(msgspec.Struct, frozen=True):
    """One incident in each of the files."""

    row: str
    feature: bytes


def download_lines(published: PublishedIncident, *, draft: bool) -> DownloadLines:
    """The row and the feature of an incident. What nobody reviewed is a draft in a release too."""
    bundle = Bundle(
        incident=incident_line(published),
        claims=tuple(claim_line(each) for each in in_order(published.claims)),
        reports=tuple(report_line(each) for each in published.reports),
    )
    review = "reviewed" if published.reviewed else "machine"
    row = table_row([*incident_cells(bundle.incident), review, published.stands_from])
    unreviewed = draft or not published.reviewed
    return DownloadLines(row.decode(), canonical_json(feature(bundle, draft=unreviewed)))


class Downloads:
    """The same incidents as on the pages, in the order of their ids whatever the order in which they come.

    A block, at whose end what was put aside on disk goes.
    """

    def __init__(self, colophon: Colophon, title: str) -> None:
        convention = f"{colophon.convention} {colophon.convention_version}"
        self._edition = Edition(draft=colophon.released is None, convention=convention, title=title)
        self._stack = ExitStack()
        self._rows, self._features = Sorter(), Sorter()

    def __enter__(self) -> Self:
        for sorter in (self._rows, self._features):
            self._stack.enter_context(sorter)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, incident_id: str, lines: DownloadLines) -> None:
        """One more incident."""
        self._rows.add((incident_id,), msgspec.json.encode(lines.row))  # a cell may hold ends of lines
        self._features.add((incident_id,), lines.feature)

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each file by its name, as bytes to be written one after the other."""
        yield "incidents.csv", self._table()
        yield "incidents.geojson", self._collection()

    def _table(self) -> Iterator[bytes]:
        yield table_row((*COLUMNS, "review", "stands_from"))
        yield from (msgspec.json.decode(line, type=str).encode() for line in self._rows)

    def _collection(self) -> Iterator[bytes]:
        exporter = GeoJsonExporter(self._edition, Tally(()))
        yield from (piece.content for piece in exporter.begin())
        for number, line in enumerate(self._features):
            yield (b",\n" if number else b"\n") + line
        yield from (piece.content for piece in exporter.end())
