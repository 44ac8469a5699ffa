"""The claims of one report in order in, the same out: a denial, doubt or concession names the claim that it
answers (law 6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

import msgspec

from harmledger.records.claim import Claim, claim_id
from harmledger.records.figure import Outcome
from harmledger.records.reading import Resolution
from harmledger.records.voice import Voice

Pair = tuple[Claim, Resolution]
_RECENT = 3
"""So many claims back, an answer about who did it or how many looks for one that says so."""
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_OWNER = re.compile(r"([^\s“\"]+?)['’]s ")
_Number: TypeAlias = "tuple[Outcome, int | None, int | None]"


def with_answers(pairs: Sequence[Pair]) -> list[Pair]:
    """The claims in their order. What answers a claim made before it says which (`answers`), and speaks of as
    much as that one does: whoever denies the toll of a war denies no incident.

    It answers, in this order: a claim with its own number; one of a voice that it names; of the last few, one
    that says who did it or how many, where that is in question; what was spoken of last. Nothing where no
    claim was made before.
    """
    made: list[Pair] = []
    told = _ToldBefore()
    for claim, resolution in pairs:
        if claim.stance == "asserts":
            told.add(claim)
        elif (answered := told.answered_by(claim)) is not None:
            claim = _answering(claim, answered)
            resolution = msgspec.structs.replace(resolution, claim_id=claim.id)
            told.topic = answered
        made.append((claim, resolution))
    return made


class _InOrder:
    """Claims in their order, and the latest of them by other voices, found without a walk over a voice's own run: an
    answer costs the same in a long report."""

    def __init__(self) -> None:
        self._claims: list[tuple[int, Claim]] = []
        self._before_run: list[int] = []
        """For each claim, the place of the last one before it by other voices; -1 for none."""

    def add(self, nth: int, claim: Claim) -> None:
        """`nth` is the place of the claim in its report."""
        last = len(self._claims) - 1
        goes_on = last >= 0 and self._claims[last][1].voices == claim.voices
        self._before_run.append(self._before_run[last] if goes_on else last)
        self._claims.append((nth, claim))

    def by_others(self, claim: Claim) -> Iterator[tuple[int, Claim]]:
        """Those by other voices than the claim's, with their places, the latest first."""
        at = len(self._claims) - 1
        while at >= 0:
            if self._claims[at][1].voices == claim.voices:
                at = self._before_run[at]
            else:
                yield self._claims[at]
                at -= 1


class _ToldBefore:
    """What a report has asserted so far, by what an answer may take up."""

    def __init__(self) -> None:
        self.topic: Claim | None = None
        """What was spoken of last."""
        self._all = _InOrder()
        self._by_number: defaultdict[_Number, _InOrder] = defaultdict(_InOrder)
        self._by_name: defaultdict[str, _InOrder] = defaultdict(_InOrder)
        self._told = 0

    def add(self, claim: Claim) -> None:
        """Goes on with a claim that asserts something."""
        self.topic = claim
        self._told += 1
        self._all.add(self._told, claim)
        for number in _numbers(claim):
            self._by_number[number].add(self._told, claim)
        for name in _names_of(claim.voice):
            self._by_name[name].add(self._told, claim)

    def answered_by(self, claim: Claim) -> Claim | None:
        """The claim that this one answers; null where there is none."""
        recent = [other for _, other in islice(self._all.by_others(claim), _RECENT)]
        if claim.extent != "incident" or not recent:
            return None
        if claim.figures:
            return _latest(claim, (self._by_number[n] for n in _numbers(claim) if n in self._by_number))
        named = _latest(claim, (self._by_name[n] for n in _named_in(claim) if n in self._by_name))
        return named or next((other for other in recent if _is_asked(claim, other)), self.topic)


def _latest(claim: Claim, each: Iterable[_InOrder]) -> Claim | None:
    found = (one for told in each for one in islice(told.by_others(claim), 1))
    return max(found, key=_place, default=(0, None))[1]


def _place(one: tuple[int, Claim]) -> int:
    return one[0]


def _is_asked(claim: Claim, other: Claim) -> bool:
    """Whether `other` says what is in question: who did it, or how many."""
    if claim.about == "responsibility":
        return bool(other.blamed)
    return claim.about == "number" and bool(other.figures)


def _numbers(claim: Claim) -> set[_Number]:
    return {(f.outcome, f.quantity.low, f.quantity.high) for f in claim.figures}


def _names_of(voice: Voice) -> set[str]:
    """By what an answer may name a voice: a name in it, or its last word as an owner ("the *ministry's* claims")."""
    if voice.kind == "author":
        return set()
    return {*_NAME.findall(voice.name), _owner(voice.name.split()[-1])}


def _named_in(claim: Claim) -> set[str]:
    """Whom the words of a claim name, beside its own voices."""
    own = {word for voice in claim.voices for word in _NAME.findall(voice.name)}
    owners = {_owner(owner) for owner in _OWNER.findall(claim.quote)}
    return set(_NAME.findall(claim.quote)) - own | owners


def _owner(word: str) -> str:
    """A word as an owner, kept apart from the same word as a name."""
    return f"{word} 's"


def _answering(claim: Claim, answered: Claim) -> Claim:
    extent = claim.extent if claim.figures else answered.extent
    claim = msgspec.structs.replace(claim, answers=answered.id, extent=extent)
    return msgspec.structs.replace(claim, id=claim_id(claim))
