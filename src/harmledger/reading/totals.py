"""The claims of a report as they are told in; what a later one is a part of, and the finest place of several, out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Relation
from harmledger.records.place import Place
from harmledger.records.span import Span


class Totals:
    """The toll that the report told last, by outcome: what "eleven were among the dead" is a part of."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, int]] = {}

    def remember(self, claim: Claim) -> None:
        """Take note of the whole figures of a claim."""
        for index, figure in enumerate(claim.figures):
            if figure.relation is None and figure.quantity.kind not in ("none", "none_reported"):
                self._last.setdefault(figure.outcome, (claim.id, index))
                if (figure.quantity.low or figure.quantity.high or 0) > 1:
                    self._last[figure.outcome] = (claim.id, index)

    def part_of_last(self, figure: Figure) -> Figure:
        """`figure` as a part of the toll told before, if one was told; also where it is one of a list ("among
        the dead were a fisherman and his wife")."""
        known = self._last.get(figure.outcome)
        in_list = figure.relation is None or figure.relation.kind in ("part", "additional")
        if known is None or not in_list:
            return figure
        return msgspec.structs.replace(
            figure, relation=Relation(kind="subset", claim=known[0], figure=known[1])
        )


def finest(places: Sequence[Place]) -> Place | None:
    """The place that is known most exactly; the first named of equal ones."""
    return min(places, key=lambda p: (p.radius_m, p.span or Span(0, 0)), default=None)
