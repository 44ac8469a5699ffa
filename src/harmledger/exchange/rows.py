"""One row of another house's table in, its report, text and claim out: what the row says is a claim of that
house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from harmledger.errors import InputRefused
from harmledger.exchange.mapping import FigureColumns, Mapping
from harmledger.exchange.row_numbers import number_in
from harmledger.exchange.row_place import place_in
from harmledger.exchange.row_time import moment_in
from harmledger.exchange.sheet import Sheet
from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.actors import Actors
from harmledger.reading.evidence import make_claim
from harmledger.reading.method import digests
from harmledger.records.canonical import canonical_json, sha256
from harmledger.records.claim import Blame, Claim, Means
from harmledger.records.figure import Figure, Quantity, QuantityKind, Relation, Who
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.report import NO_LANGUAGE, Report, Text, make_text, report_id
from harmledger.records.voice import Voice

_UNKNOWN = frozenset(("", "NA", "N/A", "NULL", "nan"))
_UNKNOWN_NUMBER = _UNKNOWN | {"-1", "-99"}
"""How tables write that something is not known; a degree may well be -1."""


class RowRead(msgspec.Struct, frozen=True, kw_only=True):
    """A row as records: the bytes that are kept of it, its report, its text, and what was read of it."""

    key: str
    content: bytes
    report: Report
    text: Text
    reading: Reading


def read_row(mapping: Mapping, cells: dict[str, str], gazetteer: Gazetteer | None = None) -> RowRead:
    """The records of a row: the same cells give the same ids, in whatever order their columns stand.

    A place without coordinates is looked up by its names where a gazetteer is given.

    Raises InputRefused with the column that cannot be used.
    """
    cells = _known(mapping, cells)
    if mapping.key not in cells:
        raise InputRefused("row_without_key", column=mapping.key)
    sheet, content = Sheet(cells, _order(mapping)), canonical_json(cells)
    report = _report(mapping, sheet, content)
    text = make_text(
        report_id=report.id, content=sheet.content, extractor=f"row of {mapping.name} {mapping.version}"
    )
    when, where = moment_in(mapping.date, sheet), place_in(mapping.place, sheet, gazetteer)
    claims = (_claim(mapping, sheet, text, when, where), *_statements(mapping, sheet, text))
    resolutions = tuple(
        Resolution(claim_id=claim.id, when=when, where=where, blamed=_parties(claim)) for claim in claims
    )
    reading = Reading(
        text_id=text.id, method=method_of(mapping), claims=claims, resolutions=resolutions
    )  # fmt: skip
    return RowRead(key=cells[mapping.key], content=content, report=report, text=text, reading=reading)


def _known(mapping: Mapping, cells: dict[str, str]) -> dict[str, str]:
    degrees = (mapping.place.latitude, mapping.place.longitude)
    return {
        column: cell
        for column, cell in cells.items()
        if cell not in (_UNKNOWN if column in degrees else _UNKNOWN_NUMBER)
    }


@cache
def _code_and_data() -> tuple[str, str]:
    return digests(("harmledger.exchange", "harmledger.records"))


def method_of(mapping: Mapping) -> Method:
    """What reads the rows of this table."""
    code, data = _code_and_data()
    return Method(
        name=mapping.name, version=mapping.version, code_sha256=code, data_sha256=data, gazetteer_sha256=""
    )


def _order(mapping: Mapping) -> list[str]:
    """The columns that say something known: ends of a figure side by side, so that one span holds both."""
    date, place = mapping.date, mapping.place
    told: list[str | None] = [mapping.key, date.start, date.end, date.precision, date.part_of_day]
    told += [*place.names, place.country, place.latitude, place.longitude, place.precision, place.radius_m]
    for figure in mapping.figures:
        told += [figure.exact, figure.low, figure.high]
    told += [mapping.means.column if mapping.means else None]
    for each in mapping.statements:
        told += [each.voice, each.position, each.low, each.high]
    told += [blamed.column for blamed in mapping.blamed]
    return [column for column in told if column is not None]


def _report(mapping: Mapping, sheet: Sheet, content: bytes) -> Report:
    digest, key = sha256(content), f"{mapping.name}/{sheet.cell(mapping.key)}"
    published = _published(mapping, sheet)
    return Report(
        id=report_id(content_sha256=digest, key=key), key=key, content_sha256=digest,
        publisher=mapping.publisher, published_on=published, published_how="given" if published else None,
        language=NO_LANGUAGE, language_how="given",
    )  # fmt: skip


def _published(mapping: Mapping, sheet: Sheet) -> dt.date | None:
    seconds = number_in(sheet, mapping.published.column) if mapping.published else None
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def _claim(mapping: Mapping, sheet: Sheet, text: Text, when: Moment | None, where: Place | None) -> Claim:
    figures = tuple(_figures(mapping.figures, sheet))
    return make_claim(
        text,
        span=sheet.claim,
        voices=(Voice(name=mapping.publisher, kind="author"),),
        stance="asserts",
        about="harm" if figures else "occurrence",
        figures=figures,
        times=(when.span,) if when and when.span else (),
        places=(where.span,) if where and where.span else (),
        blamed=tuple(_blamed(mapping, sheet)),
        means=_means(mapping, sheet),
    )


def _parties(claim: Claim) -> tuple[str, ...]:
    """Whom the claim blames, under the names of the actor list."""
    return tuple(Actors.load().canonical(each.as_said) or each.as_said for each in claim.blamed)


def _statements(mapping: Mapping, sheet: Sheet, text: Text) -> Iterator[Claim]:
    """What parties say of themselves, as the house tells it."""
    for each in mapping.statements:
        said, stance = sheet.cell(each.voice), each.positions.get(sheet.cell(each.position) or "")
        span = sheet.lines((each.voice, each.position, each.low, each.high))
        if said is None or stance is None or span is None:
            continue
        columns = FigureColumns(outcome="killed", status="civilian", low=each.low, high=each.high)
        party = Voice(name=said, span=sheet.value(each.voice), kind="armed_actor")
        yield make_claim(
            text, span=span, voices=(Voice(name=mapping.publisher, kind="author"), party), stance=stance,
            about="harm", figures=tuple(_figures((columns,), sheet)),
        )  # fmt: skip


def _figures(columns: Iterable[FigureColumns], sheet: Sheet) -> Iterator[Figure]:
    wholes: dict[str, int] = {}
    for number, (each, quantity) in enumerate(_quantities(columns, sheet)):
        who = Who(status=each.status, sex=each.sex, age=each.age, occupation=each.occupation)
        whole = wholes.get(each.outcome)
        relation = Relation(kind="subset", figure=whole) if each.part and whole is not None else None
        if not each.part:
            wholes.setdefault(each.outcome, number)
        yield Figure(outcome=each.outcome, who=who, quantity=quantity, relation=relation)


def _quantities(
    columns: Iterable[FigureColumns], sheet: Sheet
) -> Iterator[tuple[FigureColumns, Quantity]]:  # fmt: skip
    for each in columns:
        quantity = _quantity(each, sheet)
        if quantity is not None:
            yield each, quantity


def _quantity(columns: FigureColumns, sheet: Sheet) -> Quantity | None:
    span = sheet.lines((columns.exact, columns.low, columns.high))
    if span is None:
        return None
    if columns.exact is not None:
        low = high = number_in(sheet, columns.exact)
    else:
        low, high = number_in(sheet, columns.low), number_in(sheet, columns.high)
    if low is not None and high is not None and low > high:
        raise InputRefused("low_above_high", column=columns.low or "", other=columns.high or "")
    if high == 0 and columns.zero == "unsaid":
        return None
    kind = _kind(low, high, columns)
    if kind == "none_reported":
        low = high = None
    return Quantity(kind=kind, low=low, high=high, phrase=span.of(sheet.content), span=span)


def _kind(low: int | None, high: int | None, columns: FigureColumns) -> QuantityKind:
    if low is None:
        return "at_most"
    if high is None:
        return "at_least"
    if low != high:
        return "between"
    if high:
        return "exact"
    return "none_reported" if columns.zero == "none_reported" else "none"


def _blamed(mapping: Mapping, sheet: Sheet) -> Iterator[Blame]:
    for each in mapping.blamed:
        said = sheet.cell(each.column)
        if said and (each.only_if is None or sheet.cell(each.only_if) in each.is_one_of):
            yield Blame(as_said=said, span=sheet.value(each.column), firmness="accused")


def _means(mapping: Mapping, sheet: Sheet) -> Means | None:
    if mapping.means is None:
        return None
    words = {word.casefold(): means for word, means in mapping.means.words.items()}
    return words.get((sheet.cell(mapping.means.column) or "").casefold())
