"""What stands of the readings of one text: its readings, oldest first, and the verdicts on its claims go in; the
claims that stand, who made them and what they replace come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from harmledger.ledger.decided import Verdicts
from harmledger.records.claim import Claim
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.span import Span


class Said(NamedTuple):
    """A claim as one method made it."""

    claim: Claim
    resolution: Resolution
    method: Method


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of one text that stand, and those that do not any more but stay visible."""

    text_id: str
    method: Method
    """Of the machine that read the text, else of the first person."""
    said: tuple[Said, ...]
    """As their reader put them, a person's in the place of what it corrects or behind the words before it. Rejected
    ones among them: they are set aside when an incident is assessed."""
    replaced: tuple[tuple[Said, str], ...] = ()
    """A machine's or a person's earlier claim, and the id of the claim that stands in its place."""
    rejected: frozenset[str] = frozenset()
    """Claims that a person rejected."""
    roots: Mapping[str, str] = {}
    """For each corrected claim, the id of the one that was there first."""

    @property
    def by_person(self) -> frozenset[str]:
        """Claims that a person made."""
        return frozenset(said.claim.id for said in self.said if said.method.is_person)

    @property
    def reading(self) -> Reading:
        """The claims that stand, as a reading."""
        return Reading(
            text_id=self.text_id,
            method=self.method,
            claims=tuple(said.claim for said in self.said),
            resolutions=tuple(said.resolution for said in self.said),
        )


def standing(readings: Sequence[Reading], verdicts: Verdicts) -> Standing:
    """What stands of the readings of one text, given oldest first and at least one.

    Of each reader the latest; of two readers the later on exactly the same words. A person's claim stands over
    what it corrects; it, and a claim that a person accepted, outlive a newer reader and stand over what that one
    makes of the same words in the same voice. All others stay in the truth.
    """
    return _Standing(readings, verdicts).result()


_Key = tuple[Span, Span | None, str]


class _Standing:
    """One text's readings, being weighed."""

    def __init__(self, readings: Sequence[Reading], verdicts: Verdicts) -> None:
        self._verdicts = verdicts
        self._machine = [each for each in readings if not each.method.is_person]
        self._persons = [each for each in readings if each.method.is_person]
        self._order = {id(each): nth for nth, each in enumerate(readings)}
        self._stands = _of_machines(self._machine)
        self._once = {said.claim.id: said for each in self._machine for said in _said(each)}
        self._read = dict(self._stands)
        self._read_at = {claim_id: at for at, claim_id in enumerate(self._read)}
        self._replaced: dict[str, tuple[Said, str]] = {}
        self._roots: dict[str, str] = {}

    def result(self) -> Standing:
        vouched = [*self._of_persons(), *self._accepted()]
        for said, _ in vouched:
            self._stands[said.claim.id] = said
        for said, known in vouched:
            self._cover(said, known)
        self._set_back_corrected()
        first = self._machine[-1] if self._machine else self._persons[0]
        return Standing(
            text_id=first.text_id,
            method=first.method,
            said=tuple(sorted(self._stands.values(), key=self._place)),
            replaced=tuple(self._replaced[id] for id in sorted(self._replaced)),
            rejected=frozenset(id for id in self._stands if self._verdicts.kind_on(id) == "reject"),
            roots=self._roots,
        )

    def _place(self, said: Said) -> tuple[int, bool, Span, str]:
        """Where a claim stands among the others: where its reader put it, a correction where that claim was which was
        there first, any other behind the last one that begins before it. So a verdict moves no claim, and a telling
        keeps its id."""
        root = self._roots.get(said.claim.id, said.claim.id)
        if root in self._read_at:
            return self._read_at[root], False, said.claim.span, said.claim.id
        before = (self._read_at[id] for id, each in self._read.items() if each.claim.span <= said.claim.span)
        return max(before, default=-1), True, said.claim.span, said.claim.id

    def _of_persons(self) -> Iterator[tuple[Said, set[str]]]:
        """Each person's claim that stands, with the claims that were known when it was made."""
        for reading in self._persons:
            for said in _said(reading):
                made = self._verdicts.maker(said.claim.id)
                if made is None or made.id != reading.method.version:
                    continue
                root = self._verdicts.root(said.claim.id)
                if root != said.claim.id:
                    self._roots[said.claim.id] = root
                yield said, self._known_before(reading)

    def _accepted(self) -> Iterator[tuple[Said, set[str]]]:
        """Machine's claims that a person accepted, as the latest reading that holds them has them."""
        latest = {said.claim.id: said for reading in self._machine for said in _said(reading)}
        for claim_id, said in latest.items():
            if self._verdicts.kind_on(claim_id) == "accept":
                beside = [r for r in self._machine if any(claim.id == claim_id for claim in r.claims)]
                yield said, {claim.id for reading in beside for claim in reading.claims}

    def _known_before(self, reading: Reading) -> set[str]:
        at = self._order[id(reading)]
        earlier = (r for r in self._machine if self._order[id(r)] < at)
        return {claim.id for each in earlier for claim in each.claims}

    def _cover(self, vouched: Said, known: set[str]) -> None:
        """Sets back what a newer reader makes of the same words in the same voice."""
        keys = {_key(vouched.claim)}
        root = self._once.get(self._roots.get(vouched.claim.id, ""))
        if root is not None:
            keys.add(_key(root.claim))
        for claim_id, said in list(self._stands.items()):
            mine = claim_id == vouched.claim.id or self._verdicts.kind_on(claim_id) == "accept"
            by_person = said.method.is_person
            if not mine and not by_person and claim_id not in known and _key(said.claim) in keys:
                self._set_back(claim_id, vouched.claim.id)

    def _set_back_corrected(self) -> None:
        for decision in self._verdicts.corrected():
            old, new = decision.on[0], self._last_in_place(decision.on[-1])
            if new not in self._stands:
                continue
            if old == new and old in self._read:
                self._replaced[old] = (self._read[old], new)
            elif old != new and old in self._stands:
                self._set_back(old, new)

    def _last_in_place(self, claim_id: str) -> str:
        """Where a correction was corrected again, the claim that stands at the end."""
        while (further := self._verdicts.on(claim_id)) is not None and further.kind == "correct":
            if further.on[-1] == claim_id:
                break
            claim_id = further.on[-1]
        return claim_id

    def _set_back(self, claim_id: str, by: str) -> None:
        self._replaced[claim_id] = (self._stands.pop(claim_id), by)


def _of_machines(readings: Sequence[Reading]) -> dict[str, Said]:
    """The claims of the latest reading of each reader; of several readers the later one's on the same words."""
    latest = {reading.method.name: reading for reading in readings}
    if len(latest) == 1:
        return {said.claim.id: said for said in _said(readings[-1])}
    by_span: dict[Span, list[Said]] = {}
    for reading in latest.values():
        own: dict[Span, list[Said]] = {}
        for said in _said(reading):
            own.setdefault(said.claim.span, []).append(said)
        by_span |= own
    return {said.claim.id: said for span in sorted(by_span) for said in by_span[span]}


def _said(reading: Reading) -> Iterator[Said]:
    for claim, resolution in zip(reading.claims, reading.resolutions, strict=True):
        yield Said(claim, resolution, reading.method)


def _key(claim: Claim) -> _Key:
    """The words of a claim and who says them: joint speakers make a claim each over the same words."""
    return claim.span, claim.voice.span, claim.voice.name
