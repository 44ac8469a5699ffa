"""What keeps sets of tellings apart whatever they score: an analyst's filings, and a person's "not the
same"."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from harmledger.linking.judgements import Judgements


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """The decided limits of a set of tellings. They only ever narrow as sets join."""

    ids: frozenset[str]
    filed_under: str | None
    apart_from: frozenset[str]
    """Tellings that a person held apart from one of these."""


def bounds_of(telling_id: str, filed_under: str | None, apart_from: Iterable[str]) -> Bounds:
    """The limits of one telling."""
    return Bounds(ids=frozenset((telling_id,)), filed_under=filed_under, apart_from=frozenset(apart_from))


def joined(left: Bounds, right: Bounds) -> Bounds:
    """The limits of both sets together."""
    return Bounds(
        ids=left.ids | right.ids,
        filed_under=left.filed_under if left.filed_under is not None else right.filed_under,
        apart_from=left.apart_from | right.apart_from,
    )


def decided_apart(left: Bounds, right: Bounds) -> bool:
    """Whether the two sets are filed under different incidents, or a person said that they are not one
    event."""
    one, other = left.filed_under, right.filed_under
    if one is not None and other is not None and one != other:
        return True
    return not left.apart_from.isdisjoint(right.ids)


def apart_by_id(judgements: Judgements) -> dict[str, set[str]]:
    """For each telling, those that a person held apart from it."""
    apart: dict[str, set[str]] = {}
    for left, right in judgements.not_same:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    return apart
