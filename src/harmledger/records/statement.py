"""Statement: what a person states of words that they selected. Words are given by where they stand, never spelled."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.claim import About, Extent, Firmness, Means, Role, Stance
from harmledger.records.figure import Outcome, QuantityKind, Relation, Who
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.span import Span
from harmledger.records.voice import VoiceKind


class VoiceStated(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it. `span` null: the author, under the name given."""

    span: Span | None = None
    kind: VoiceKind = "author"
    name: str = "author"
    """Used where there is no span; else the words at `span` are the name."""
    refers_to: str | None = None


class FigureStated(msgspec.Struct, frozen=True, kw_only=True):
    """How many, as the words at `span` say it."""

    outcome: Outcome
    kind: QuantityKind
    low: int | None
    high: int | None
    span: Span
    who: Who = Who()
    relation: Relation | None = None
    per: Literal["hour", "day", "week", "month", "year"] | None = None


class PersonStated(msgspec.Struct, frozen=True, kw_only=True):
    """A victim whose name stands at `span`."""

    span: Span
    outcome: Outcome
    who: Who = Who()
    age_years: int | None = None


class BlameStated(msgspec.Struct, frozen=True, kw_only=True):
    """Who is said to have done it, in the words at `span`; `actor` is the canonical name, where known."""

    span: Span
    firmness: Firmness = "accused"
    actor: str | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a person states it: what its words say, and what they mean."""

    span: Span
    voices: tuple[VoiceStated, ...] = (VoiceStated(),)
    """Outermost first; the last one is who says it."""
    stance: Stance = "asserts"
    about: About = "harm"
    answers: str | None = None
    figures: tuple[FigureStated, ...] = ()
    persons: tuple[PersonStated, ...] = ()
    times: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    blamed: tuple[BlameStated, ...] = ()
    means: Means | None = None
    evidence: tuple[Span, ...] = ()
    extent: Extent = "incident"
    when: Moment | None = None
    where: Place | None = None
    role: Role = "primary"
