"""A file of Web Annotations in, what each states of which words of which report out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from harmledger.errors import InputRefused
from harmledger.exchange.contract import DateLine, FigureLine, PlaceLine, VoiceLine
from harmledger.exchange.from_lines import figure_stated, moment_stated, place_stated, voice_stated
from harmledger.exchange.web_annotation import CLAIM, URN
from harmledger.records.span import Span
from harmledger.records.statement import BlameStated, Statement


class Annotated(msgspec.Struct, frozen=True, kw_only=True):
    """One annotation that states a claim."""

    report: str
    """Id or key of the report, as the annotation gives it."""
    quote: str | None
    value: str
    """The claim's values as the annotation has them."""
    creator: str | None
    stated: Statement


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's values, as `web-annotation` is written."""

    voices: tuple[VoiceLine, ...]
    stance: str
    about: str
    figures: tuple[FigureLine, ...] = ()
    answers: str | None = None
    date: DateLine | None = None
    place: PlaceLine | None = None
    blamed: tuple[str, ...] = ()
    means: str | None = None
    extent: str = "incident"
    role: str = "primary"


def read_annotations(path: Path) -> Iterator[Annotated | InputRefused]:
    """Each annotation of a page, of a list, or alone; why, where one states no claim of words of a report.

    Raises InputRefused for a file that holds no annotations.
    """
    try:
        content = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise InputRefused("not_this_format", format="web-annotation", column="items") from fault
    if isinstance(content, dict):
        content = content.get("items", [content] if content.get("type") == "Annotation" else None)
    if not isinstance(content, list):
        raise InputRefused("not_this_format", format="web-annotation", column="items")
    for each in content:
        try:
            yield _annotated(each if isinstance(each, dict) else {})
        except InputRefused as why:
            yield why


def _annotated(each: dict[str, Any]) -> Annotated:
    target = each.get("target")
    target = target if isinstance(target, dict) else {}
    selectors = [one for one in _several(target.get("selector")) if isinstance(one, dict)]
    span, quote = _position(selectors), _of_kind(selectors, "TextQuoteSelector").get("exact")
    value = _value(each.get("body"))
    quote = quote if isinstance(quote, str) else None
    return Annotated(
        report=_named(target.get("source"), "id").removeprefix(URN), quote=quote, value=value,
        creator=_named(each.get("creator"), "name") or None, stated=_statement(value, span, quote),
    )  # fmt: skip


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _named(value: object, field: str) -> str:
    """What is given as words, or as an object that has them in `field`."""
    named = value.get(field) if isinstance(value, dict) else value
    return named if isinstance(named, str) else ""


def _of_kind(selectors: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next((one for one in selectors if one.get("type") == kind), {})


def _position(selectors: list[dict[str, Any]]) -> Span:
    found = _of_kind(selectors, "TextPositionSelector")
    start, end = found.get("start"), found.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise InputRefused("annotation_without_position")
    return Span(start, end)


def _value(body: object) -> str:
    for one in _several(body):
        if isinstance(one, dict) and one.get("format") == CLAIM and isinstance(one.get("value"), str):
            return str(one["value"])
    raise InputRefused("annotation_without_claim")


def _statement(value: str, span: Span, quote: str | None) -> Statement:
    try:
        told = msgspec.json.decode(value, type=_Value)
        stated = {
            "span": span, "voices": [voice_stated(voice) for voice in told.voices], "stance": told.stance,
            "about": told.about, "answers": told.answers, "figures": [_figure(figure) for figure in told.figures],
            "means": told.means, "extent": told.extent, "role": told.role, "when": moment_stated(told.date),
            "where": place_stated(told.place), "blamed": _blamed(told.blamed, span, quote or ""),
        }  # fmt: skip
        return msgspec.convert(stated, Statement)
    except (msgspec.DecodeError, ValueError) as fault:
        raise InputRefused("annotation_without_claim") from fault


def _figure(line: FigureLine) -> dict[str, object]:
    figure = figure_stated(line)
    said = figure.pop("quantity")
    return {**figure, **(said if isinstance(said, dict) else {})}


def _blamed(parties: tuple[str, ...], span: Span, quote: str) -> list[BlameStated]:
    """Those whose names stand in the words: a party that is named elsewhere has no words here to stand on."""
    found = ((party, quote.find(party)) for party in parties)
    return [
        BlameStated(span=Span(span.start + at, span.start + at + len(party)), actor=party)
        for party, at in found
        if at >= 0
    ]
