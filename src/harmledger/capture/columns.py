"""ColumnMap: which column of a table means what; in: a row's cells; out: Given, key, file, or a refusal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import msgspec

from harmledger.capture.gathered import Given
from harmledger.capture.naming import without_surrogates
from harmledger.errors import InputRefused

_NAMES_SHOWN_CHARACTERS = 300
"""Of the names of a table's columns, in a refusal."""
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]*)?")


class ColumnMap(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of a table that hold what a report needs. Defaults: the keys of `reports.jsonl`."""

    key: str = "key"
    text: str = "text"
    file: str = "file"
    title: str = "title"
    publisher: str = "publisher"
    url: str = "url"
    language: str = "language"
    published: str = "published"
    incident: str = "incident"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What one row tells of one report: its text, or the file that holds it."""

    key: str | None
    file: str | None
    given: Given


def row_of(cells: Mapping[str, object], columns: ColumnMap) -> Row:
    """The row that `cells` spell. Raises InputRefused with the column that cannot be used."""
    text = _cell(cells, columns.text)
    file = _cell(cells, columns.file)
    if text is None and file is None:
        raise InputRefused("row_without_text", text_column=columns.text, file_column=columns.file)
    if text is not None and file is not None:
        raise InputRefused("row_with_text_and_file", text_column=columns.text, file_column=columns.file)
    given = Given(
        text=text,
        title=_cell(cells, columns.title),
        publisher=_cell(cells, columns.publisher),
        url=_cell(cells, columns.url),
        language=_language(cells, columns.language),
        published=_date(cells, columns.published),
        incident=_name(cells, columns.incident),
    )
    return Row(key=_name(cells, columns.key), file=file, given=given)


def column_names(header: Sequence[object], columns: ColumnMap) -> list[str]:
    """The names of a header row, blanks off, each used once; those of `columns` are found in any case.

    Raises InputRefused where neither the text nor the file column is there, or a needed one stands twice.
    """
    wanted = {name.casefold(): name for name in msgspec.structs.astuple(columns)}
    names: list[str] = []
    for cell in header:
        plain = "" if cell is None else without_surrogates(str(cell).strip())
        name = wanted.get(plain.casefold(), plain)
        if name in names and name.casefold() in wanted:
            raise InputRefused("column_twice", column=name)
        names.append(name if name not in names else f"{name} ({len(names) + 1})")
    if columns.text not in names and columns.file not in names:
        there = ", ".join(name for name in names if name)[:_NAMES_SHOWN_CHARACTERS]
        raise InputRefused("no_text_column", text_column=columns.text, file_column=columns.file, there=there)
    return names


def _cell(cells: Mapping[str, object], column: str) -> str | None:
    """The text of a cell as it is; null where it is absent or empty."""
    value = cells.get(column)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputRefused("cell_not_text", column=column)
    return value


def _name(cells: Mapping[str, object], column: str) -> str | None:
    """A key: text, or a whole number written as text."""
    value = cells.get(column)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _cell(cells, column)


def _date(cells: Mapping[str, object], column: str) -> dt.date | None:
    """An ISO date; of a date with a time, the date as written."""
    value = _cell(cells, column)
    if value is None:
        return None
    day, rest = value.strip()[:10], value.strip()[10:]
    try:
        if rest and rest[0] not in "T ":
            raise ValueError(rest)
        return dt.date.fromisoformat(day)
    except ValueError as fault:
        raise InputRefused("cell_not_a_date", column=column) from fault


def _language(cells: Mapping[str, object], column: str) -> str | None:
    """An ISO 639-1 code, also of a longer tag (`ar-SY`)."""
    value = _cell(cells, column)
    if value is None:
        return None
    tag = _LANGUAGE.fullmatch(value.strip())
    if tag is None:
        raise InputRefused("cell_not_a_language", column=column)
    return tag[1].lower()
