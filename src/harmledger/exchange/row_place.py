"""The columns of a place in, the Place that a row means out: a point with a radius, or its names looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from harmledger.errors import InputRefused
from harmledger.exchange.mapping import PlaceCode, PlaceColumns
from harmledger.exchange.row_numbers import number_in
from harmledger.exchange.sheet import Sheet
from harmledger.places.gazetteer import Gazetteer
from harmledger.places.resolve import Mention, resolve
from harmledger.records.place import Place
from harmledger.records.span import Span

_POINT_RADIUS_M = 10_000
"""A point without a word on how well it is known is good to so many metres. Ours."""
_PART = re.compile(r"[^,;/]+")


def place_in(columns: PlaceColumns, sheet: Sheet, gazetteer: Gazetteer | None) -> Place | None:
    """The place that the row gives: its point with the radius of its code, else its names looked up.

    Raises InputRefused for what is no coordinate.
    """
    named = next((column for column in columns.names if sheet.cell(column)), None)
    latitude, longitude = (
        _degrees(sheet, columns.latitude, 90), _degrees(sheet, columns.longitude, 180)
    )  # fmt: skip
    if latitude is None or longitude is None:
        return None if gazetteer is None else _looked_up(columns, sheet, gazetteer)
    known = _place_code(columns, sheet)
    span = sheet.value(named) if named else None
    radius_m = number_in(sheet, columns.radius_m) or (known.radius_m if known else _POINT_RADIUS_M)
    return Place(
        name=span.of(sheet.content) if span else f"{latitude}, {longitude}",
        latitude=latitude, longitude=longitude, radius_m=radius_m, level=known.level if known else "town",
        gazetteer_id="degrees", country=country_code(sheet.cell(columns.country)), span=span, reason="in_row",
    )  # fmt: skip


def _place_code(columns: PlaceColumns, sheet: Sheet) -> PlaceCode | None:
    written = sheet.cell(columns.precision)
    return next((code for code in columns.codes if code.code == written), None)


def _degrees(sheet: Sheet, column: str | None, most: int) -> float | None:
    cell = sheet.cell(column)
    if cell is None:
        return None
    try:
        degrees = float(cell)
    except ValueError as fault:
        raise InputRefused("cell_not_a_coordinate", column=column or "") from fault
    if not -most <= degrees <= most:
        raise InputRefused("cell_not_a_coordinate", column=column or "")
    return degrees


@cache
def _countries() -> dict[str, str]:
    territories = Locale("en").territories
    return {name.casefold(): code for code, name in territories.items() if len(code) == 2}


def country_code(name: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a country's English name or of the code itself; what stands in brackets is left
    out ("Yemen (North Yemen)")."""
    if name is None:
        return None
    plain = name.partition("(")[0].strip().casefold()
    codes = _countries()
    return codes.get(plain) or (plain.upper() if plain.upper() in codes.values() else None)


def _looked_up(columns: PlaceColumns, sheet: Sheet, gazetteer: Gazetteer) -> Place | None:
    """The finest name that the gazetteer knows, each name lying in the next one ("Karrada, Baghdad")."""
    spans = list(_named(columns, sheet))
    mentions = [
        Mention(name=span.of(sheet.content), span=span, container=at + 1 if at + 1 < len(spans) else None)
        for at, span in enumerate(spans)
    ]
    found = resolve(mentions, gazetteer, home_country=country_code(sheet.cell(columns.country)))
    return next((place for place in found if place is not None), None)


def _named(columns: PlaceColumns, sheet: Sheet) -> Iterator[Span]:
    for column in (each for each in columns.names if sheet.cell(each)):
        value = sheet.value(column)
        for part in _PART.finditer(value.of(sheet.content)):
            words = part[0].strip()
            if words:
                start = value.start + part.start() + part[0].index(words)
                yield Span(start, start + len(words))
