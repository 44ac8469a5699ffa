"""A telling with its claims and its report's facts in, a Side out: what the comparisons look at, worked out
once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from harmledger.linking.facts import ReportFacts, tokens_of
from harmledger.linking.model import Levels
from harmledger.linking.rarity import word_rules
from harmledger.records.claim import Claim
from harmledger.records.figure import Group, Outcome
from harmledger.records.place import Place
from harmledger.records.telling import Telling


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What linking needs beside a telling: its claims, and the facts of its report (or of its own part of
    the report)."""

    claims: tuple[Claim, ...]
    facts: ReportFacts


class Days(msgspec.Struct, frozen=True):
    """Proleptic ordinals, both ends included; `firm` when words of the report say so, else it happened then
    or before."""

    start: int
    end: int
    firm: bool
    fresh: bool = False
    """Told within days. A late report's own day (a hearing, a funeral) is easily read as the event's."""
    of_aftermath: bool = False
    """Told within days, in a report of what came after: likely the day of that."""
    year_told: bool = False


class Toll(msgspec.Struct, frozen=True):
    """One figure as a number of people."""

    outcome: Outcome
    group: Group
    low: int
    high: int


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One telling, ready to be compared. `days.firm` false: only the day of publication is known."""

    telling: Telling
    facts: ReportFacts
    days: Days | None
    where: Place | None
    tolls: tuple[Toll, ...]
    persons: frozenset[tuple[str, ...]]
    words: Mapping[str, int]
    """The report's words and weights, without those of the place's name: place is compared by itself."""
    names: frozenset[str]
    """The report's names, without the place's."""
    words_squared: int
    """Sum of the squares of the word weights."""

    @property
    def id(self) -> str:
        """The telling's id."""
        return self.telling.id


def make_side(telling: Telling, matter: Matter, levels: Levels) -> Side:
    """`telling` ready to be compared."""
    known = telling.where is not None and telling.where.radius_m <= levels.province_m
    words, names = _beside_place(matter.facts, telling.where)
    return Side(
        telling=telling,
        facts=matter.facts,
        days=_days_of(telling, matter.facts, levels),
        where=telling.where if known else None,
        tolls=tolls_of(matter.claims),
        persons=frozenset(_persons_of(matter.claims)),
        words=words,
        names=names,
        words_squared=sum(weight * weight for weight in words.values()),
    )


def _beside_place(facts: ReportFacts, where: Place | None) -> tuple[Mapping[str, int], frozenset[str]]:
    """Words and names of a report that are not its place's name."""
    said = frozenset(tokens_of(where.name)) if where is not None else frozenset[str]()
    if not said.intersection(facts.words):
        return facts.words, facts.names
    words = {word: weight for word, weight in facts.words.items() if word not in said}
    return words, frozenset(name for name in facts.names if not said.issuperset(name.split(" ")))


def _days_of(telling: Telling, facts: ReportFacts, levels: Levels) -> Days | None:
    when, published_on = telling.when, telling.published_on or facts.published_on
    if when is not None and when.reason not in levels.assumed_reasons:
        fresh = published_on is not None and (published_on - when.end).days <= levels.fresh_days
        after = fresh and facts.of_aftermath and telling.main
        return Days(
            when.start.toordinal(), when.end.toordinal(), firm=True, fresh=fresh, of_aftermath=after,
            year_told=when.reason in levels.told_years,
        )  # fmt: skip
    assumed = when.end if when is not None else published_on
    return None if assumed is None else Days(assumed.toordinal(), assumed.toordinal(), firm=False)


def tolls_of(claims: Iterable[Claim]) -> tuple[Toll, ...]:
    """The figures that the claims state for this event alone, as numbers, each once, sorted."""
    return tuple(sorted(set(_each_toll(claims)), key=lambda t: (t.outcome, t.group, t.low, t.high)))


def _each_toll(claims: Iterable[Claim]) -> Iterable[Toll]:
    for claim in claims:
        if claim.extent != "incident":
            continue
        for figure in claim.figures:
            low, high = figure.quantity.low, figure.quantity.high
            stated = low if low is not None else high
            if stated is not None and figure.per is None:
                yield Toll(figure.outcome, figure.group, stated, high if high is not None else stated)


def _persons_of(claims: Iterable[Claim]) -> Iterable[tuple[str, ...]]:
    """Names of two words or more, as sorted words, so that "Khalil, Sara" and "Sara Khalil" meet.

    Words of institutions and places among them ("East Side") say that no person was meant.
    """
    not_people = word_rules().institutions.words
    for claim in claims:
        for person in claim.persons:
            words = tokens_of(person.name)
            if len(words) > 1 and not not_people.intersection(words):
                yield tuple(sorted(words))
