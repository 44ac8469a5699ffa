"""An incident and a policy in, what of its people may be told apart out.

A place and a day single out few people already. With an age, a sex and an occupation beside them, fewer than `k` people
are named as good as by their names. The number itself stays: that somebody was killed is what a record is for.

Where an incident has fewer than `k` people of an outcome in all, one report may tell the sex and another the age of the
same person: then only one of the three is told of any of them, by any claim. A quote that people cleared tells no more
than that either, as place and day stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from harmledger.publishing.masking.people_words import TRAITS, Trait
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.policy import PersonRules
from harmledger.records.assessment import Range
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Group, Occupation, Outcome, Quantity, Who

_GROUP_OF: dict[Occupation, Group] = {
    "medical_staff": "medical_staff", "journalist": "journalists", "aid_worker": "aid_workers", "rescuer": "rescuers",
}  # fmt: skip
_TRAIT_OF: Mapping[Group, Trait] = {
    "children": "age", "women": "sex", "men": "sex", **dict.fromkeys(_GROUP_OF.values(), "occupation"),
}  # fmt: skip
"""What a group tells of its people; of others than these, nothing but their status."""


class FewPeople:
    """What may be told of the people of one incident."""

    def __init__(self, claims: Iterable[Claim], ranges: Iterable[Range], rules: PersonRules) -> None:
        self._rules = rules
        self._rare = {_GROUP_OF.get(occupation) for occupation in rules.rare_occupations}
        figures = [figure for claim in claims for figure in claim.figures]
        few = {figure.outcome for figure in figures} - set(_many(ranges, rules))
        self._only = {outcome: self._one_trait(outcome, figures) for outcome in few}

    def who(self, figure: Figure) -> Who:
        """The people of a figure as they may be told apart; a figure without a number counts as few."""
        who = msgspec.structs.replace(figure.who, label=None)
        if figure.outcome in self._only:
            return _with_alone(self._plain(who), self._only[figure.outcome])
        if not _are_few(_most(figure.quantity), self._rules):
            return who
        who = self._plain(who)
        return _with_alone(who, _most_telling([who]))

    def untold(self, claim: Claim) -> frozenset[Trait]:
        """What a quote of the claim may not tell of its people; nothing where none of them are few.

        A claim that counts nobody, as a denial does, may speak of any of the few of its incident.
        """
        if claim.figures:
            return frozenset(trait for figure in claim.figures for trait in self._untold(figure))
        if not self._only and not claim.persons:
            return frozenset()
        return frozenset(trait for trait in TRAITS if trait not in self._only.values())

    def _untold(self, figure: Figure) -> Iterator[Trait]:
        """All but the one trait that is told of few people; an occupation always, as words say which it is. Of people
        whom no number counts, among many, what the figure states of them beside that trait."""
        among_few, most = figure.outcome in self._only, _most(figure.quantity)
        if not among_few and not _are_few(most, self._rules):
            return
        told = self._only[figure.outcome] if among_few else _most_telling([self._plain(figure.who)])
        for trait in TRAITS:
            may_be_meant = among_few or most is not None or getattr(figure.who, trait) != "unstated"
            if may_be_meant and (trait != told or trait == "occupation"):
                yield trait

    def ranges(self, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        """The ranges without those that would tell few people apart."""
        return tuple(each for each in ranges if self.may_be_told(each.outcome, each.group, _most(each)))

    def may_be_told(self, outcome: Outcome | None, group: Group, number: int | None) -> bool:
        """Whether so many people of a group may be told of as that group."""
        trait = _TRAIT_OF.get(group)
        if trait is None:
            return True
        if outcome in self._only:
            return trait == self._only[outcome] and group not in self._rare
        return group not in self._rare or not _are_few(number, self._rules)

    def _one_trait(self, outcome: Outcome, figures: Iterable[Figure]) -> Trait | None:
        return _most_telling([self._plain(each.who) for each in figures if each.outcome == outcome])

    def _plain(self, who: Who) -> Who:
        """Without an occupation by which somebody could be found."""
        if who.occupation in self._rules.rare_occupations:
            return msgspec.structs.replace(who, occupation="unstated")
        return who


def few_people(given: PublishedIncident, rules: PersonRules) -> FewPeople:
    """What may be told of the people of a published incident."""
    return FewPeople([each.claim for each in given.claims], given.assessment.ranges, rules)


def _many(ranges: Iterable[Range], rules: PersonRules) -> Iterable[Outcome]:
    """The outcomes of which there are enough people that one of them is not found."""
    return (each.outcome for each in ranges if not _are_few(_most(each), rules))


def _most(counted: Range | Quantity) -> int | None:
    return counted.high if counted.high is not None else counted.low


def _are_few(number: int | None, rules: PersonRules) -> bool:
    return number is None or number < rules.k


def _most_telling(people: Iterable[Who]) -> Trait | None:
    """The one trait that is told: that of children first, then those that groups follow from."""
    told = list(people)
    if any(who.age == "child" for who in told):
        return "age"
    order: tuple[Trait, ...] = ("occupation", "sex", "age")
    return next((trait for trait in order if any(getattr(who, trait) != "unstated" for who in told)), None)


def _with_alone(who: Who, trait: Trait | None) -> Who:
    """The people with one trait, and their status."""
    return Who(status=who.status, **({} if trait is None else {trait: getattr(who, trait)}))
