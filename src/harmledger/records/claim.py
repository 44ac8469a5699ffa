"""Claim: one thing one voice says about harm, in which words."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.canonical import mint
from harmledger.records.figure import Figure
from harmledger.records.person import PersonMention
from harmledger.records.span import Span
from harmledger.records.voice import Voice

Stance = Literal["asserts", "denies", "doubts", "concedes"]
About = Literal["occurrence", "harm", "number", "responsibility", "civilian_status", "means"]
Extent = Literal["incident", "rate", "aggregate", "conflict_total"]
Role = Literal["primary", "update", "background", "round_up"]
Firmness = Literal["suspected", "accused", "claimed", "admitted", "fact"]
Means = Literal[
    "airstrike", "drone_strike", "shelling", "missile", "shooting", "execution", "chemical", "explosive_device",
    "landmine", "suicide_attack", "cluster_munition", "stabbing", "vehicle", "arson", "torture", "abduction",
    "ground_attack", "starvation", "other",
]  # fmt: skip


class Blame(msgspec.Struct, frozen=True, kw_only=True):
    """Who is said to have done it, in the voice's own word, and how firmly."""

    as_said: str
    span: Span
    firmness: Firmness


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice says. Everything here is as said: resolved places, dates and actors live in a Resolution."""

    id: str
    text_id: str
    span: Span
    quote: str
    """`text[span] == quote`, always (law 2; checked where claims are made)."""
    voices: tuple[Voice, ...]
    """Outermost first; the last one is who says it. Never empty: the author is a voice too."""
    stance: Stance
    about: About
    answers: str | None = None
    """The claim that this one denies, doubts or concedes, if known."""
    figures: tuple[Figure, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    times: tuple[Span, ...] = ()
    """Words that say when."""
    places: tuple[Span, ...] = ()
    """Words that say where."""
    blamed: tuple[Blame, ...] = ()
    means: Means | None = None
    evidence: tuple[Span, ...] = ()
    extent: Extent = "incident"

    @property
    def voice(self) -> Voice:
        """Who says it: the innermost voice."""
        return self.voices[-1]


def claim_id(claim: Claim) -> str:
    """The id of a claim's text, spans and stated values: never its method, never resolved places or dates (law 9)."""
    stated = msgspec.structs.asdict(claim)
    del stated["id"]
    return mint("clm", stated)
