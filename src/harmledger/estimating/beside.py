"""A claim in, the toll of more than one incident that it gives out: to stand beside the totals, never in them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harmledger.records.claim import Claim, Extent
from harmledger.records.figure import Group, Outcome
from harmledger.records.moment import Moment
from harmledger.records.reading import Resolution

_WIDER: frozenset[Extent] = frozenset(("aggregate", "conflict_total"))


class WiderToll(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice says of several incidents or of a whole conflict ("13,000 since 2014")."""

    claim_id: str
    extent: Extent
    voice: str
    outcome: Outcome
    group: Group
    phrase: str
    """The quantity as said."""
    low: int | None
    high: int | None
    when: Moment | None


def wider_tolls(claim: Claim, resolution: Resolution) -> Iterator[WiderToll]:
    """The figures of a claim that speaks of more than one incident; of rates and of claims that deny or doubt, none."""
    if claim.extent not in _WIDER or claim.stance not in ("asserts", "concedes"):
        return
    for figure in claim.figures:
        quantity = figure.quantity
        if figure.per is None and (quantity.low is not None or quantity.high is not None):
            yield WiderToll(
                claim_id=claim.id, extent=claim.extent, voice=claim.voice.refers_to or claim.voice.name,
                outcome=figure.outcome, group=figure.group, phrase=quantity.phrase,
                low=quantity.low, high=quantity.high, when=resolution.when,
            )  # fmt: skip
