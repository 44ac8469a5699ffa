"""An incident and a mapping in, the cells that a mapping alone can fill out: date, place, numbers, means,
sources."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from harmledger.exchange.bundle import Bundle, Ends
from harmledger.exchange.contract import DateLine, PlaceLine, ReportLine
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import FigureColumns, Mapping
from harmledger.exchange.tables import Cell
from harmledger.records.figure import Who, group_of

_COUNTRIES = Locale("en").territories


def filled(mapping: Mapping, bundle: Bundle, tally: Tally) -> dict[str, Cell]:
    """Cells by column; what is not known is left out, never 0."""
    cells: dict[str, Cell] = {mapping.key: bundle.name}
    cells |= _when(mapping, bundle.incident.date, tally)
    cells |= _where(mapping, bundle.incident.place, tally)
    for columns in mapping.figures:
        if not columns.read_only:
            cells |= _how_many(columns, _ends(columns, bundle, tally), tally)
    means = bundle.means()
    if mapping.means and means:
        cells[mapping.means.column] = mapping.means.from_.get(means)
    cells |= _sources(mapping, bundle)
    return {column: cell for column, cell in cells.items() if cell is not None}


def country_name(code: str | None) -> str | None:
    """The English name of a country by its ISO 3166-1 alpha-2 code."""
    return _COUNTRIES.get(code or "")


def _when(mapping: Mapping, date: DateLine | None, tally: Tally) -> Iterator[tuple[str, Cell]]:
    columns = mapping.date
    if date is None:
        tally.add("no_date")
        return
    days = (date.end - date.start).days + 1
    code = next((each for each in columns.codes if days <= each.up_to_days), None)
    written = date.start
    if columns.end:
        yield columns.end, date.end.isoformat()
    elif days > 1:
        written = date.start + (date.end - date.start) // 2
        tally.add("one_day")
    yield columns.start, written.isoformat()
    if columns.precision and code:
        yield columns.precision, code.code
    if columns.part_of_day:
        yield columns.part_of_day, date.part_of_day


def _where(mapping: Mapping, place: PlaceLine | None, tally: Tally) -> Iterator[tuple[str, Cell]]:
    columns = mapping.place
    if place is None:
        tally.add("no_place")
        return
    yield columns.names[0], place.name
    if columns.country:
        yield columns.country, country_name(place.country)
    if columns.latitude and columns.longitude:
        yield columns.latitude, place.latitude
        yield columns.longitude, place.longitude
    if columns.radius_m:
        yield columns.radius_m, place.radius_m
    if columns.precision:
        yield columns.precision, place_code(mapping, place)


def place_code(mapping: Mapping, place: PlaceLine) -> str | None:
    """The code of how well a place is known."""
    fits = (
        code.code
        for code in mapping.place.codes
        if place.level in code.levels and (code.up_to_m is None or place.radius_m <= code.up_to_m)
    )
    return next(fits, None)


def _ends(columns: FigureColumns, bundle: Bundle, tally: Tally) -> Ends | None:
    who = Who(status=columns.status, sex=columns.sex, age=columns.age, occupation=columns.occupation)
    group = group_of(who)
    if group == "people":
        ends = bundle.whole(columns.outcome)
        if ends and ends.added_up:
            tally.add("added_up")
        return ends
    bounds = bundle.counted(columns.outcome, group)
    return Ends.of(bounds) if bounds else None


def _how_many(columns: FigureColumns, ends: Ends | None, tally: Tally) -> Iterator[tuple[str, Cell]]:
    if ends is None:
        if not columns.part:
            tally.add("no_number")
        return
    if columns.exact:
        if ends.one_number is None:
            tally.add("no_one_number")
        yield columns.exact, ends.one_number
        return
    if ends.low is None or ends.high is None:
        tally.add("end_unknown")
    for column, number in (
        (columns.low, ends.low),
        (columns.high, ends.high),
        (columns.best, ends.one_number),
    ):
        if column:
            yield column, number


def _sources(mapping: Mapping, bundle: Bundle) -> Iterator[tuple[str, Cell]]:
    columns, reports = mapping.sources, bundle.reports
    joined = {
        columns.names: (_reference(report) for report in reports),
        columns.dates: (r.published.isoformat() for r in reports if r.published),
        columns.titles: (r.title for r in reports if r.title),
    }
    if columns.number:
        yield columns.number, len(reports)
    if columns.publishers:
        yield columns.publishers, ";".join(bundle.publishers()) or None
    for column, words in joined.items():
        if column:
            yield column, ";".join(dict.fromkeys(word for word in words if word)) or None


def _reference(report: ReportLine) -> str:
    parts = (report.publisher, report.published.isoformat() if report.published else None, report.title)
    return ", ".join(part for part in parts if part)
