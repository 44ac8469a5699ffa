"""HXL: a table with its tags in the second row. An incident in, its row out; the tags of a file in, our columns out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from harmledger.capture.decoding import encoding_of
from harmledger.errors import InputRefused
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import Mapping, load_mapping
from harmledger.exchange.row import Row
from harmledger.exchange.table_format import Cells, TableExporter
from harmledger.exchange.tables import rows_ahead, rows_under, write_row
from harmledger.exchange.workbook import is_workbook, workbook_rows

_MAPPING = load_mapping("hxl")
_TAG = re.compile(r"\s*#[A-Za-z][\w]*(?:\s*\+\s*[A-Za-z][\w]*)*\s*")
_TAG_ROWS = 25
"""The tags stand in one of the first 25 rows (HXL 1.1)."""
_SAMPLE_BYTES = 1 << 20
_BLAMED = "; "


class HxlExporter(TableExporter):
    """Writes the names of the columns, their tags below them, and a row an incident."""

    def __init__(self, edition: Edition, tally: Tally) -> None:
        super().__init__(_MAPPING, hxl_cells, edition, tally)

    def begin(self) -> Iterator[Piece]:
        """The row of names for people, then that of tags for programs."""
        yield Piece(self._file, write_row([_heading(tag) for tag in _MAPPING.columns]))
        yield Piece(self._file, write_row(_MAPPING.columns))


def hxl_cells(bundle: Bundle, _tally: Tally) -> Cells:
    """What the mapping cannot fill: grade, parties, the rules, and the independent origins."""
    incident = bundle.incident
    return {
        "#country+code": incident.place.country if incident.place else None,
        "#group+name+blamed": _BLAMED.join(incident.blamed) or None,
        "#severity+grade": incident.grade,
        "#meta+convention": incident.convention,
        "#indicator+origins+num": incident.origins,
    }


def read_hxl(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Each row below the tags, its cells under our order of each tag's attributes. Raises InputRefused."""
    if is_workbook(path):
        yield from _of_workbook(path, mapping)
        return
    with path.open("rb") as file:
        encoding = encoding_of(file.read(_SAMPLE_BYTES))
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as text:
        lines = (line.removeprefix("\ufeff") for line in text)
        ahead = [line for _, line in zip(range(_TAG_ROWS), lines, strict=False)]
        separator = max(",;\t", key="".join(ahead[:2]).count)
        for at, row in enumerate(rows_ahead(ahead, separator)):
            if _are_tags(row):
                names = _names(row, mapping.columns)
                rest = _after(ahead, at, lines)
                yield from rows_under(names, csv.reader(rest, delimiter=separator, strict=True), first=at + 2)
                return
    raise InputRefused("not_this_format", format=mapping.name, column="#…")


def _are_tags(row: list[str]) -> bool:
    return sum(bool(_TAG.fullmatch(cell)) for cell in row) * 2 > len([cell for cell in row if cell])


def _of_workbook(path: Path, mapping: Mapping) -> Iterator[Row]:
    found = False

    def names_of(cells: list[str]) -> list[str] | None:
        nonlocal found
        if not _are_tags(cells):
            return None
        found = True
        return _names(cells, mapping.columns)

    yield from workbook_rows(path, names_of, within=_TAG_ROWS)
    if not found:
        raise InputRefused("not_this_format", format=mapping.name, column="#…")


def _after(ahead: list[str], at: int, lines: Iterable[str]) -> Iterator[str]:
    yield from ahead[at + 1 :]
    yield from lines


def _names(tags: list[str], columns: Iterable[str]) -> list[str]:
    """The tags as we write them; a column without a tag goes by its number."""
    ours = {_parts(column): column for column in columns}
    return [ours.get(_parts(tag), tag.strip()) or f"column {n}" for n, tag in enumerate(tags, start=1)]


def _parts(tag: str) -> frozenset[str]:
    """A tag's parts: attributes mean the same in any order."""
    return frozenset(part.strip().lower() for part in tag.split("+"))


def _heading(tag: str) -> str:
    return tag.lstrip("#").replace("+", " ").replace("_", " ")


FORMAT = Format(name=_MAPPING.name, convention=None, cannot_say=_MAPPING.cannot_say, exporter=HxlExporter)
