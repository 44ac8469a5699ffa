"""The fields of a form in, the Statement that a person makes with them out; and a Statement back into fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

import msgspec

from harmledger.errors import UsageError
from harmledger.records.claim import About, Extent, Firmness, Means, Role, Stance
from harmledger.records.figure import Age, Occupation, Outcome, QuantityKind, Sex, Status
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.span import Span
from harmledger.records.statement import BlameStated, FigureStated, Statement, VoiceStated
from harmledger.records.voice import VoiceKind

CHOICES: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance), "about": get_args(About), "extent": get_args(Extent), "role": get_args(Role),
    "means": get_args(Means), "voice": get_args(VoiceKind), "outcome": get_args(Outcome),
    "quantity": get_args(QuantityKind), "status": get_args(Status), "sex": get_args(Sex), "age": get_args(Age),
    "occupation": get_args(Occupation), "firmness": get_args(Firmness),
}  # fmt: skip
"""The values that each kind of field may have, in the order of the records."""
Fields = Mapping[str, str]
StatedT = TypeVar("StatedT")


def statement_from(fields: Fields, base: Statement | None) -> Statement:
    """What the form states; what it has no field for is taken from `base`, the claim that it corrects.

    Raises UsageError naming the field that cannot be used.
    """
    span = _span(fields, "span")
    if span is None:
        raise UsageError(
            "no words are chosen for the claim",
            to_do="select them in the text, then press “Take the selection”",
        )
    kept = base or Statement(span=span)
    return _converted(
        Statement,
        {
            **msgspec.structs.asdict(kept),
            "span": span,
            "voices": tuple(_voices(fields)) or kept.voices,
            "figures": tuple(_figures(fields, kept)),
            "blamed": tuple(_blamed(fields)),
            "stance": fields.get("stance"),
            "about": fields.get("about"),
            "extent": fields.get("extent"),
            "role": fields.get("role"),
            "means": fields.get("means") or None,
            "when": _moment(fields, kept),
            "where": _place(fields, kept),
        },
    )


def rows(fields: Fields, name: str) -> list[str]:
    """The heads of the rows of a list in the form: `figures.0`, `figures.1` …"""
    heads = {key.rpartition(".")[0] for key in fields if key.startswith(f"{name}.")}
    return sorted(heads, key=lambda head: (len(head), head))


def _voices(fields: Fields) -> Iterator[VoiceStated]:
    for head in rows(fields, "voices"):
        span, name = _span(fields, head), fields.get(f"{head}.name", "")
        if (span or name) and not fields.get(f"{head}.gone"):
            stated = {"span": span, "kind": fields.get(f"{head}.kind"), "name": name or "author"}
            yield _converted(VoiceStated, {**stated, "refers_to": fields.get(f"{head}.refers_to") or None})


def _figures(fields: Fields, kept: Statement) -> Iterator[FigureStated]:
    for number, head in enumerate(rows(fields, "figures")):
        span = _span(fields, head)
        if span is None or fields.get(f"{head}.gone"):
            continue
        before = kept.figures[number] if number < len(kept.figures) else None
        yield _converted(
            FigureStated,
            {
                "outcome": fields.get(f"{head}.outcome"),
                "kind": fields.get(f"{head}.kind"),
                "low": _whole(fields, f"{head}.low"),
                "high": _whole(fields, f"{head}.high"),
                "span": span,
                "who": {
                    **(msgspec.to_builtins(before.who) if before else {}),
                    **{axis: fields[f"{head}.{axis}"] for axis in ("status", "sex", "age", "occupation")},
                },
                "relation": before.relation if before else None,
                "per": before.per if before else None,
            },
        )


def _blamed(fields: Fields) -> Iterator[BlameStated]:
    for head in rows(fields, "blamed"):
        span = _span(fields, head)
        if span is not None and not fields.get(f"{head}.gone"):
            actor = fields.get(f"{head}.actor", "").strip() or None
            yield _converted(
                BlameStated, {"span": span, "firmness": fields.get(f"{head}.firmness"), "actor": actor}
            )


def _span(fields: Fields, head: str) -> Span | None:
    start, end = _whole(fields, f"{head}.start"), _whole(fields, f"{head}.end")
    return None if start is None or end is None else Span(start, end)


def _moment(fields: Fields, kept: Statement) -> Moment | None:
    start, end = _day(fields, "when.start"), _day(fields, "when.end")
    if start is None and end is None:
        return None
    first, last = start or end, end or start
    if kept.when is not None and (kept.when.start, kept.when.end) == (first, last):
        return kept.when
    if first is None or last is None or last < first:
        raise UsageError("the last day is before the first", where="when.end", to_do="correct the days")
    return Moment(
        start=first, end=last, precision="day" if first == last else "days", reason="stated_by_person"
    )


def _place(fields: Fields, kept: Statement) -> Place | None:
    """The place that was there, one of those that its name may also mean, or none."""
    chosen = fields.get("where", "")
    if kept.where is None or not chosen:
        return None
    for candidate in kept.where.candidates:
        if candidate.gazetteer_id == chosen:
            known = {
                name: getattr(candidate, name)
                for name in candidate.__struct_fields__
                if name in Place.__struct_fields__
            }
            return msgspec.structs.replace(
                kept.where, **{**known, "name": kept.where.name, "reason": "stated_by_person"}
            )
    return kept.where


def _whole(fields: Fields, name: str) -> int | None:
    given = fields.get(name, "").strip()
    if given and not given.isdecimal():
        raise UsageError(
            f"{given[:20]!r} is no whole number", where=name, to_do="write digits only, or leave it empty"
        )
    return int(given) if given else None


def _day(fields: Fields, name: str) -> dt.date | None:
    given = fields.get(name, "")
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError as error:
        raise UsageError(f"{given[:20]!r} is no day", where=name, to_do="write it as 2014-03-31") from error


def _converted(kind: type[StatedT], stated: dict[str, Any]) -> StatedT:
    try:
        return msgspec.convert(stated, kind, from_attributes=True)
    except msgspec.ValidationError as error:
        raise UsageError(f"cannot be stated: {error}", to_do="correct the field") from error
