"""A statement as a person writes it in a file in, with words where a Statement has spans; the Statement out, and back.

Words that stand once in the claim's own words, or else once in the text, need no counting of characters; where they
stand more often, their span is written: `[start, end]`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from harmledger.errors import UsageError
from harmledger.records.report import Text
from harmledger.records.span import Span
from harmledger.records.statement import Statement

_Change = Callable[[Any, Text, Span], Any]
_ONE = "span"
_MANY = ("times", "places", "evidence")


def statement_spelled(content: bytes, text: Text) -> Statement:
    """The statement of this JSON. Raises UsageError naming what is no part of one, or words that the text does not
    hold, or holds more than once."""
    try:
        given = msgspec.json.decode(content)
        if not isinstance(given, dict):
            raise UsageError("is no JSON object", to_do="see `harmledger decide stated`")
        own = _span(given.get(_ONE), text, Span(0, len(text.content)))
        return msgspec.convert(_each_place(given | {_ONE: own}, _span, text, _as_span(own)), Statement)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is no statement: {error}", to_do="see `harmledger decide stated`") from error


def spelled(statement: Statement, text: Text) -> dict[str, Any]:
    """What `statement_spelled` reads as this statement."""
    plain: dict[str, Any] = msgspec.to_builtins(statement)
    worded: dict[str, Any] = _each_place(plain, _words, text, statement.span)
    return worded | {_ONE: _words(plain[_ONE], text, Span(0, len(text.content)))}


def _each_place(value: Any, change: _Change, text: Text, own: Span) -> Any:
    """The same with every place in it changed, however deep it stands; what is no list of places stays as it is."""
    if isinstance(value, list | tuple):
        return [_each_place(each, change, text, own) for each in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for name, inner in value.items():
        if name == _ONE:
            made[name] = change(inner, text, own)
        elif name in _MANY and isinstance(inner, list | tuple):
            made[name] = [change(each, text, own) for each in inner]
        else:
            made[name] = _each_place(inner, change, text, own)
    return made


def _span(given: Any, text: Text, own: Span) -> Any:
    """The span of the words that are given; what is no words stays as it is."""
    if not isinstance(given, str):
        return given
    for within in (own, Span(0, len(text.content))):
        if text.content.count(given, within.start, within.end) == 1:
            start = text.content.index(given, within.start, within.end)
            return [start, start + len(given)]
    times = text.content.count(given)
    what = f"these words stand {times} times in the text" if times else "these words do not stand in the text"
    raise UsageError(
        what, where=repr(given[:80]), to_do="write more of them, or where they stand: [start, end]"
    )


def _words(span: Any, text: Text, own: Span) -> Any:
    """The words of a span, where they are enough to find it again."""
    if span is None:
        return None
    words = text.content[span[0] : span[1]]
    try:
        return words if words and _span(words, text, own) == list(span) else span
    except UsageError:
        return span


def _as_span(own: Any) -> Span:
    return msgspec.convert(own, Span)
