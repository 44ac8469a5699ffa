"""Chunk: a stretch of words that speaks of people and says how many."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.figure import Outcome, QuantityKind, Who

Form = Literal["counted", "single", "dual", "plural", "definite", "number"]
"""How the words count: by a number, by their form (one, two, more), not at all (the people, spoken of before), or a
number without a noun."""


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """People as counted by words `first` to `last`, both included, of a sentence."""

    first: int
    last: int
    kind: QuantityKind
    low: int | None
    high: int | None
    who: Who
    form: Form
    outcome: Outcome | None = None
    """What the noun itself says befell them."""
    additional: bool = False
    """ "Two others"."""
    alone: bool = False
    """Nothing but "another", "others"."""
    adjective: bool = False
    """The noun may be an adjective of what stands before it ("a civilian car")."""
    kin: bool = False
    """Bears a pronoun of possession."""
    joined: bool = False
    """Begins with "and"."""
    of_those: bool = False
    """Counts some of those told of before ("three of them")."""
    named: bool = False
    """Told of by name alone; the words are those that announce the names, never a name."""
    governed: bool = False
    """Bears a preposition of its own ("with two children"), and so is no subject."""
    unsure: bool = False
    """The noun may mean the dead and the hurt together."""
