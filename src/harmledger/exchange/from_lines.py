"""Parts of lines of the contract in, what the records of the same parts hold out, to be converted into them."""

from __future__ import annotations

from harmledger.exchange.contract import DateLine, FigureLine, OtherFigure, PlaceLine, VoiceLine


def voice_stated(line: VoiceLine) -> dict[str, object]:
    """A link of the chain of voices."""
    span = None if line.start is None or line.end is None else (line.start, line.end)
    return {"name": line.name, "span": span, "kind": line.kind, "refers_to": line.refers_to}


def figure_stated(line: FigureLine) -> dict[str, object]:
    """A figure."""
    return {
        "outcome": line.outcome, "per": line.per, "relation": _relation(line),
        "who": {
            "status": line.status, "sex": line.sex, "age": line.age, "occupation": line.occupation, "label": line.label,
        },
        "quantity": {
            "kind": line.kind, "low": line.low, "high": line.high, "phrase": line.phrase,
            "span": (line.start, line.end),
        },
    }  # fmt: skip


def _relation(line: FigureLine) -> dict[str, object] | None:
    if line.relation is None or line.related is None:
        return None
    if isinstance(line.related, OtherFigure):
        return {"kind": line.relation, "figure": line.related.figure, "claim": line.related.claim}
    return {"kind": line.relation, "figure": line.related}


def moment_stated(line: DateLine | None) -> dict[str, object] | None:
    """A date; null stays null."""
    if line is None:
        return None
    return {"start": line.start, "end": line.end, "precision": line.precision, "reason": line.how}


def place_stated(line: PlaceLine | None) -> dict[str, object] | None:
    """A place; null stays null."""
    if line is None:
        return None
    return {
        "name": line.name, "latitude": line.latitude, "longitude": line.longitude, "radius_m": line.radius_m,
        "level": line.level, "gazetteer_id": line.gazetteer_id, "country": line.country, "reason": line.how,
    }  # fmt: skip
