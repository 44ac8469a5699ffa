"""A text in, its stretches between quotation marks out, also those that run over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from harmledger.records.span import Span

_MARK = re.compile(
    r"""(?P<open>[“«„])
      | (?P<close>[”»])
      | (?P<straight>"|''|``)
      | (?P<paragraph>\n[ \t]*\n\s* | (?<=[.!?:"”’])[ \t]*\n\s*)
    """,
    re.VERBOSE,
)
_OPENS_AFTER = frozenset(" \t\n([{—–-―‖/‘'")


class Quotation(NamedTuple):
    """Words between marks, the marks included where they stand."""

    span: Span
    continues: bool
    """Whether the speech of the quotation before goes on here: a paragraph begun with a mark, none closed
    before it."""


def quotations(content: str) -> tuple[Quotation, ...]:
    """The quotations of `content` in order, one piece a paragraph. Marks that match nothing are passed
    over."""
    return tuple(_scan(content))


def _scan(content: str) -> Iterator[Quotation]:
    start: int | None = None
    resumes_at: int | None = None  # where a paragraph begins whose predecessor ended inside a quotation
    continues = False
    for mark in _MARK.finditer(content):
        if mark.lastgroup == "paragraph":
            if start is not None:
                yield Quotation(Span(start, mark.start()), continues)
            resumes_at, start = (None if start is None else mark.end()), None
        elif start is None and _opens(content, mark):
            start = mark.start()
            continues = start == resumes_at
        elif start is not None and mark.lastgroup != "open":
            yield Quotation(Span(start, mark.end()), continues)
            start = None
    if start is not None:
        yield Quotation(Span(start, len(content.rstrip()) or len(content)), continues)


def _opens(content: str, mark: re.Match[str]) -> bool:
    if mark.lastgroup != "straight":
        return mark.lastgroup == "open"
    before = content[mark.start() - 1 : mark.start()]
    return not before or before in _OPENS_AFTER
