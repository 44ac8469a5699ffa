"""A text and its claims in; runs of it out, each with where it begins and the claims whose words it holds, so that a
selection in a browser finds its place in the text again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from harmledger.publishing.matter import PublishedClaim
from harmledger.publishing.site.lit import pieces
from harmledger.publishing.site.safe import ACTING, shown
from harmledger.records.report import Text


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Words that are shown as they are, or one character that is shown by its code point."""

    words: str
    code: bool


class LitRun(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the text under the same claims."""

    start: int
    """Code points of the text before it."""
    runs: tuple[Run, ...]
    lit_by: tuple[str, ...]
    begins: tuple[str, ...]
    begins_title: bool
    """Whether the report's title begins here."""


def lit_runs(text: Text, claims: Iterable[PublishedClaim]) -> Iterator[LitRun]:
    """The whole of `text`, in order."""
    for piece in pieces(text, claims):
        words = text.content[piece.start : piece.end]
        yield LitRun(
            start=piece.start, runs=tuple(_runs(words)), lit_by=piece.lit_by, begins=piece.begins,
            begins_title=piece.begins_title,
        )  # fmt: skip


def _runs(words: str) -> Iterator[Run]:
    at = 0
    for found in re.finditer(ACTING, words):
        if found.start() > at:
            yield Run(words=words[at : found.start()], code=False)
        yield Run(words=shown(found[0]), code=True)
        at = found.end()
    if at < len(words):
        yield Run(words=words[at:], code=False)
