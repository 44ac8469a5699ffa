"""A mapping and what a house adds to it in, the exporter of one CSV table out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.columns import filled
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import Mapping, load_mapping
from harmledger.exchange.tables import Cell, write_row

DRAFT = "draft"
Cells = dict[str, Cell]
More = Callable[[Bundle, Tally], Cells]
"""The cells that a mapping cannot fill by itself."""


class TableExporter:
    """Writes one table: a row of names, then a row an incident."""

    def __init__(self, mapping: Mapping, more: More, edition: Edition, tally: Tally) -> None:
        self._mapping, self._more = mapping, more
        self._edition, self._tally = edition, tally
        self._file = f"{mapping.name}.csv"

    def begin(self) -> Iterator[Piece]:
        """The row of names."""
        yield Piece(self._file, write_row(self._mapping.columns))

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """The row of one incident."""
        cells = filled(self._mapping, bundle, self._tally) | self._more(bundle, self._tally)
        if self._edition.drafts(bundle) and self._mapping.draft_column:
            cells[self._mapping.draft_column] = DRAFT
        elif bundle.unreviewed:
            self._tally.add("unreviewed")
        yield Piece(self._file, write_row([cells.get(column) for column in self._mapping.columns]))

    def end(self) -> Iterator[Piece]:
        """Nothing: a table has no end."""
        return iter(())


def table_format(name: str, more: More) -> Format:
    """The format of the mapping `name`, with what its house adds."""
    mapping = load_mapping(name)
    return Format(
        name=name, convention=mapping.convention, cannot_say=mapping.cannot_say,
        exporter=partial(TableExporter, mapping, more),
    )  # fmt: skip
