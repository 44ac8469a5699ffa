"""The figures of a report, one after the other, in; each tied to those before that it is a part of, or the same
person again, out.

News tells of one victim in many words: "a 14-year-old boy was shot", "the teen", "Omar Haddad, 14, died". What
the words do not set apart (another name, another age, another sex, "another", "also") is one person.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

import msgspec

from harmledger.reading.english.harm.figures import Described
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Outcome, Relation, Who

_REMEMBERED = 40
"""Persons looked back upon: texts that tell of more count them."""
_COUNTED = frozenset(("one", "1", "only one", "just one", "a single", "single"))
_OF_BODY: frozenset[Outcome] = frozenset(("killed", "injured", "struck"))
_DIES_LATER: frozenset[Outcome] = frozenset(("injured",))
"""What a person may be told to be before they are told to have died of it; `struck` leaves it open by itself."""


class _Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody told of, with the figure that tells of them."""

    claim: str
    figure: int
    outcome: Outcome
    who: Who
    described: Described


class _Toll(NamedTuple):
    """A count that stands for itself."""

    claim: str
    figure: int
    number: int


class Roster:
    """Who was told of so far in a report."""

    def __init__(self) -> None:
        self._last: dict[str, _Toll] = {}
        self._several = False
        self._persons: deque[_Person] = deque(maxlen=_REMEMBERED)

    def remember(self, claim: Claim, described: tuple[Described, ...]) -> None:
        """Take note of the whole figures of a claim, and of the persons in it; not of what is told of
        several events together."""
        if claim.extent != "incident" or claim.stance != "asserts":
            return
        for index, (figure, words) in enumerate(zip(claim.figures, described, strict=True)):
            if figure.quantity.kind in ("none", "none_reported"):
                continue
            if _is_person(figure, words):
                person = _Person(
                    claim=claim.id, figure=index, outcome=figure.outcome, who=figure.who, described=words
                )
                self._persons.append(person)
            if figure.relation is None:
                toll = _Toll(claim.id, index, figure.quantity.low or figure.quantity.high or 0)
                self._last.setdefault(figure.outcome, toll)
                if toll.number > 1:
                    self._several = self._several or figure.outcome in _OF_BODY
                    self._last[figure.outcome] = toll

    def tied(self, figure: Figure, described: Described) -> Figure:
        """`figure` as the same person again, or as a part of the toll told before, where its words say or
        allow it."""
        same = self._same(figure, described) if figure.relation is None else None
        if same is not None:
            relation = Relation(kind="subset", claim=same.claim, figure=same.figure)
            return msgspec.structs.replace(figure, relation=relation)
        known = self._last.get(figure.outcome)
        if known is None or not _is_part(figure, described, known):
            return self._beside_the_dead(figure, described)
        relation = Relation(kind="subset", claim=known.claim, figure=known.figure)
        return msgspec.structs.replace(figure, relation=relation)

    def _beside_the_dead(self, figure: Figure, described: Described) -> Figure:
        """`figure` as people further to the dead told of before, where "others" were hit ("a girl died. *Three others*
        were shot")."""
        dead = self._last.get("killed")
        others_hit = described.additional and figure.relation is None and figure.outcome == "struck"
        if dead is None or not others_hit:
            return figure
        relation = Relation(kind="additional", claim=dead.claim, figure=dead.figure)
        return msgspec.structs.replace(figure, relation=relation)

    def _same(self, figure: Figure, described: Described) -> _Person | None:
        """The person told of last with the same outcome who may be this one; failing that, for somebody known,
        one told of as injured who now is dead."""
        if not _is_person(figure, described) or described.additional or figure.outcome not in _OF_BODY:
            return None
        if self._several and not described.definite:
            return None  # where several are told of, a new name or "a boy" may be any of them
        alike = [p for p in self._persons if _may_be(p, figure.who, described)]
        again = [p for p in alike if p.outcome == figure.outcome]
        known = described.definite or bool(described.name)
        hurt = [p for p in alike if p.outcome in _DIES_LATER and figure.outcome == "killed" and known]
        return next(reversed(again or hurt), None)


def _is_part(figure: Figure, described: Described, known: _Toll) -> bool:
    """Whether a count is a part of the one told before."""
    number = figure.quantity.low or 0
    if figure.relation is not None and figure.relation.kind not in ("part", "additional"):
        return False
    if described.definite and number > max(known.number, 1):
        return False  # "the three victims", where one was told of so far
    return described.definite or described.partial or (described.of_degree and 0 < number < known.number)


def _is_person(figure: Figure, described: Described) -> bool:
    """Whether a figure tells of one person, rather than counting one ("one was killed")."""
    quantity = figure.quantity
    one = quantity.kind == "exact" and quantity.low == 1 == quantity.high
    return one and (described.definite or quantity.phrase.casefold() not in _COUNTED)


def _may_be(person: _Person, who: Who, described: Described) -> bool:
    """Whether nothing said of the two sets them apart."""
    for axis in ("status", "sex", "age", "occupation"):
        mine, theirs = getattr(who, axis), getattr(person.who, axis)
        if "unstated" not in (mine, theirs) and mine != theirs:
            return False
    ages = {described.age_years, person.described.age_years} - {None}
    return len(ages) < 2 and _names_agree(described.name, person.described.name)


def _names_agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: the words of the shorter one stand in the longer one."""
    mine, theirs = set(one.casefold().split()), set(other.casefold().split())
    return mine <= theirs or theirs <= mine
