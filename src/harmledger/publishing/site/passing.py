"""Claims of what reports tell only in passing in; what they say, which no number counts, in words for a list, out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from harmledger.publishing.site.order import SHOWN_GROUPS
from harmledger.publishing.site.words import Words
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Outcome


class Counted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many, of which group. Like the rows, held for every incident: nothing in them can hold itself, so that
    Python need not search them for cycles."""

    text: str
    group: str


class InPassing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a list shows of an incident in place of numbers, where no number of it counts."""

    killed: tuple[Counted, ...] = ()
    injured: tuple[Counted, ...] = ()


def said_in_passing(claims: Collection[Claim], words: Words) -> InPassing:
    """What the claims say, as said, each once: those of general groups first, then the lower ones."""
    return InPassing(killed=_said(claims, "killed", words), injured=_said(claims, "injured", words))


def _said(claims: Iterable[Claim], outcome: Outcome, words: Words) -> tuple[Counted, ...]:
    figures = [
        figure
        for claim in claims
        for figure in claim.figures
        if figure.outcome == outcome and figure.group in SHOWN_GROUPS
    ]
    said = (
        Counted(text=words.quantity(figure.quantity), group=words.value("group", figure.group))
        for figure in sorted(figures, key=_by_group_and_size)
    )
    return tuple(dict.fromkeys(said))


def _by_group_and_size(figure: Figure) -> tuple[int, int, int, str]:
    quantity = figure.quantity
    return SHOWN_GROUPS.index(figure.group), quantity.low or 0, quantity.high or 0, quantity.kind
