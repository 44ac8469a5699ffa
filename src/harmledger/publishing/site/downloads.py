"""Published incidents in, one after the other; the files to take home out: a table, and features for maps."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.format import Edition
from harmledger.exchange.geojson import GeoJsonExporter, feature
from harmledger.exchange.losses import Tally
from harmledger.publishing.lines import claim_line, in_order, incident_line, report_line
from harmledger.publishing.matter import Colophon, PublishedIncident
from harmledger.publishing.sorting import Keyed, in_key_order
from harmledger.publishing.spreadsheet import csv_header, csv_row
from harmledger.records.canonical import canonical_json


class Downloads:
    """The same incidents as on the pages, in the order of their ids whatever the order in which they come."""

    def __init__(self, colophon: Colophon, title: str) -> None:
        convention = f"{colophon.convention} {colophon.convention_version}"
        self._edition = Edition(draft=colophon.released is None, convention=convention, title=title)
        self._rows: list[Keyed] = []
        self._features: list[Keyed] = []

    def add(self, published: PublishedIncident) -> None:
        """One more incident."""
        bundle = Bundle(
            incident=incident_line(published),
            claims=tuple(claim_line(each) for each in in_order(published.claims)),
            reports=tuple(report_line(each) for each in published.reports),
        )
        key = (published.incident.id,)
        self._rows.append((key, csv_row(bundle.incident)))
        self._features.append((key, canonical_json(feature(bundle, draft=self._edition.draft))))

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each file by its name, as bytes to be written one after the other."""
        yield "incidents.csv", self._table()
        yield "incidents.geojson", self._collection()

    def _table(self) -> Iterator[bytes]:
        yield csv_header()
        yield from in_key_order(self._rows)

    def _collection(self) -> Iterator[bytes]:
        exporter = GeoJsonExporter(self._edition, Tally(()))
        yield from (piece.content for piece in exporter.begin())
        for number, line in enumerate(in_key_order(self._features)):
            yield (b",\n" if number else b"\n") + line
        yield from (piece.content for piece in exporter.end())
