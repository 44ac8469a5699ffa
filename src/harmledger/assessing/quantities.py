"""What a quantity as said means as a number. In: a Quantity and a Convention. Out:

Bounds, and by which rule.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from harmledger.assessing.codes import RangeRule
from harmledger.assessing.convention import Convention, NumberForWord
from harmledger.records.figure import Quantity, QuantityKind

SEVERAL = 2
"""So many people, or origins, and more are several."""
_LONGEST_PHRASE = 200
"""A phrase that counts people is short; a longer one is cut before words are looked up in it."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Low and high of one figure (null: no such bound), and the code of the rule that gave them."""

    low: int | None
    high: int | None
    rule: RangeRule = "stated"
    word: str = ""
    """The vague word that was counted, as the convention spells it."""
    vague: bool = False


def bounds_of(quantity: Quantity, convention: Convention) -> Bounds | None:
    """The bounds of `quantity` under `convention`; null for "none reported", which is not a number."""
    reading = _BY_KIND.get(quantity.kind)
    return reading(quantity, convention) if reading else None


def _as_said(quantity: Quantity, _: Convention) -> Bounds:
    return Bounds(low=quantity.low, high=quantity.high)


def _about(quantity: Quantity, _: Convention) -> Bounds:
    number = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else number
    return Bounds(low=number, high=high, rule="about")


def _at_least(quantity: Quantity, convention: Convention) -> Bounds:
    closed = convention.open_bounds.at_least_high == "same"
    return Bounds(low=quantity.low, high=quantity.low if closed else quantity.high, rule="at_least")


def _more_than(quantity: Quantity, convention: Convention) -> Bounds:
    bounds = convention.open_bounds
    low = None if quantity.low is None else quantity.low + bounds.more_than_adds
    return Bounds(low=low, high=low if bounds.more_than_high == "same" else quantity.high, rule="more_than")


def _at_most(quantity: Quantity, _: Convention) -> Bounds:
    return Bounds(low=None, high=quantity.high, rule="at_most")


def _less_than(quantity: Quantity, _: Convention) -> Bounds:
    return Bounds(
        low=None, high=None if quantity.high is None else max(0, quantity.high - 1), rule="less_than"
    )


def _none(_: Quantity, __: Convention) -> Bounds:
    return Bounds(low=0, high=0, rule="none_said")


def _plural(_: Quantity, convention: Convention) -> Bounds:
    return Bounds(low=convention.plural.low, high=convention.plural.high, rule="plural", vague=True)


def _vague(quantity: Quantity, convention: Convention) -> Bounds:
    if quantity.low is not None:
        return Bounds(low=quantity.low, high=quantity.high, vague=True)
    word, rule = _word_in(quantity.phrase, convention)
    return Bounds(
        low=rule.low, high=rule.high, rule="vague_word" if word else "plural", word=word, vague=True
    )


def _word_in(phrase: str, convention: Convention) -> tuple[str, NumberForWord]:
    """The fullest vague word in `phrase` with its rule; no known word is a plural without a number."""
    words = " ".join(phrase[:_LONGEST_PHRASE].casefold().split())
    for pattern, word, rule in convention.vague_words:
        if pattern.search(words):
            return word, rule
    return "", convention.plural


_BY_KIND: dict[QuantityKind, Callable[[Quantity, Convention], Bounds]] = {
    "exact": _as_said,
    "between": _as_said,
    "about": _about,
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": _at_most,
    "less_than": _less_than,
    "none": _none,
    "plural_only": _plural,
    "vague": _vague,
}
