"""The claims of one report in order in, the same out: a denial, doubt or concession names the claim that it
answers (law 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from harmledger.records.claim import Claim, claim_id
from harmledger.records.reading import Resolution

Pair = tuple[Claim, Resolution]
_RECENT = 3
"""So many claims back, an answer about who did it or how many looks for one that says so."""
_NAME = re.compile(r"\b[A-Z][\w’'-]+")


def with_answers(pairs: Sequence[Pair]) -> list[Pair]:
    """The claims in their order. What answers a claim made before it says which (`answers`), and speaks of as
    much as that one does: whoever denies the toll of a war denies no incident.

    It answers, in this order: a claim with its own number; one of a voice that it names; of the last few, one
    that says who did it or how many, where that is in question; what was spoken of last. Nothing where no
    claim was made before.
    """
    made: list[Pair] = []
    told: list[Claim] = []
    topic: Claim | None = None
    for claim, resolution in pairs:
        if claim.stance == "asserts":
            told.append(claim)
            topic = claim
        elif (answered := _answered(claim, told, topic)) is not None:
            claim = _answering(claim, answered)
            resolution = msgspec.structs.replace(resolution, claim_id=claim.id)
            topic = answered
        made.append((claim, resolution))
    return made


def _answered(claim: Claim, told: Sequence[Claim], topic: Claim | None) -> Claim | None:
    latest_first = [other for other in reversed(told) if other.voices != claim.voices]
    if claim.extent != "incident" or not latest_first:
        return None
    if claim.figures:
        return next((other for other in latest_first if _share_a_number(claim, other)), None)
    named = next((other for other in latest_first if _names_voice_of(claim, other)), None)
    return named or next((other for other in latest_first[:_RECENT] if _is_asked(claim, other)), topic)


def _is_asked(claim: Claim, other: Claim) -> bool:
    """Whether `other` says what is in question: who did it, or how many."""
    if claim.about == "responsibility":
        return bool(other.blamed)
    return claim.about == "number" and bool(other.figures)


def _share_a_number(claim: Claim, other: Claim) -> bool:
    ours = {(f.outcome, f.quantity.low, f.quantity.high) for f in claim.figures}
    return any((f.outcome, f.quantity.low, f.quantity.high) in ours for f in other.figures)


def _names_voice_of(claim: Claim, other: Claim) -> bool:
    """Whether the words of `claim`, beside its own voices, name who said `other`: "the *State* Department's
    claims", "the *ministry's* claims"."""
    if other.voice.kind == "author":
        return False
    own = {word for voice in claim.voices for word in _NAME.findall(voice.name)}
    if (set(_NAME.findall(other.voice.name)) - own) & set(_NAME.findall(claim.quote)):
        return True
    head = other.voice.name.split()[-1]
    return any(owner in claim.quote for owner in (f"{head}'s ", f"{head}’s "))


def _answering(claim: Claim, answered: Claim) -> Claim:
    extent = claim.extent if claim.figures else answered.extent
    claim = msgspec.structs.replace(claim, answers=answered.id, extent=extent)
    return msgspec.structs.replace(claim, id=claim_id(claim))
