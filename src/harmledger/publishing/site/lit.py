"""A text and the claims on it in, pieces of the text out, each with the claims whose words it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from harmledger.publishing.matter import PublishedClaim
from harmledger.publishing.site.safe import shown
from harmledger.records.report import Text


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of text under the same claims."""

    start: int
    """Half-open range of code points of the text: where the run begins, and ends."""
    end: int
    words: str
    lit_by: tuple[str, ...]
    """Ids of the claims whose words these are, in order of the claims; none: nothing is claimed here."""
    begins: tuple[str, ...]
    """Ids of the claims whose words begin here: where links to them land."""
    begins_title: bool
    """Whether the report's title begins here, which stands behind its words."""


def pieces(text: Text, claims: Iterable[PublishedClaim]) -> Iterator[Piece]:
    """The whole of `text`, cut where a claim begins or ends, and before the title behind its words; overlapping and
    nested claims share pieces.

    Cost grows with the length of the text and the number of claims lit at once, not with their product.
    """
    content, title_at = text.content, text.title.start if text.title else 0
    spans = sorted({(each.claim.span.start, each.claim.span.end, each.claim.id) for each in claims})
    cuts = sorted(
        {0, title_at, len(content), *(start for start, _, _ in spans), *(end for _, end, _ in spans)}
    )
    lit: list[tuple[int, int, str]] = []
    coming = iter([*spans, (len(content) + 1, 0, "")])
    following = next(coming)
    for start, end in pairwise(cuts):
        lit = [span for span in lit if span[1] > start]
        begins: list[str] = []
        while following[0] == start:
            lit.append(following)
            begins.append(following[2])
            following = next(coming)
        yield Piece(
            start=start,
            end=end,
            words=shown(content[start:end]),
            lit_by=tuple(claim for _, _, claim in lit),
            begins=tuple(begins),
            begins_title=start == title_at > 0,
        )
