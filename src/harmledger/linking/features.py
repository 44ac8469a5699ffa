"""Two sides in, findings out: on place, time, means, blame, figures, persons, names, ages, streets, words, copied text.

A finding names a level and says nothing about its weight: the weights stand in `data/weights.toml`. None:
cannot be compared.
"""

from __future__ import annotations

from collections.abc import Set
from math import isqrt
from typing import NamedTuple

from harmledger.linking.facts import shared_shingles_percent, tokens_of
from harmledger.linking.model import LinkModel
from harmledger.linking.sides import Days, Side, Toll
from harmledger.places.geometry import distance_km
from harmledger.records.place import Place

A_WEEK = 7
A_YEAR = 365
COPIES_DAYS = 14
"""Copies appear within days; what is still alike later is the furniture of a page, or a standing form of
words."""


class Finding(NamedTuple):
    """A level of one comparison, and the numbers to word it with."""

    level: str
    params: dict[str, str | int]


def compare_place(left: Side, right: Side, model: LinkModel) -> Finding | None:
    """How far apart beyond both radii; where they meet, how finely the coarser one is known."""
    if left.where is None or right.where is None:
        return None
    levels = model.levels
    distance = distance_m(left.where, right.where)
    gap = max(0, distance - left.where.radius_m - right.where.radius_m)
    params: dict[str, str | int] = {"distance_m": distance}
    if gap == 0:
        return Finding(_fineness(max(left.where.radius_m, right.where.radius_m), model), params)
    if named_in(left.where, right) or named_in(right.where, left):
        return Finding("named_there", params)
    if gap <= levels.near_m:
        return Finding("near_place", params)
    if gap <= levels.apart_m:
        return Finding("apart_place", params)
    guessed = not levels.guessed_places.isdisjoint((left.where.reason, right.where.reason))
    return Finding("far_place" if guessed or gap <= levels.far_m else "elsewhere", params)


def _fineness(radius_m: int, model: LinkModel) -> str:
    levels = model.levels
    if radius_m <= levels.village_m:
        return "same_village"
    if radius_m <= levels.town_m:
        return "same_town"
    return "same_city" if radius_m <= levels.city_m else "same_province"


def named_in(place: Place, side: Side) -> bool:
    """Whether the other report names this place, too: then one of the two was resolved wrongly, or lies
    within the other."""
    words = tokens_of(place.name)
    return bool(words) and all(word in side.facts.words for word in words)


def distance_m(left: Place, right: Place) -> int:
    """Great-circle distance of two points, in whole metres, so that every engine decides alike."""
    apart_km = distance_km(left.latitude, left.longitude, right.latitude, right.longitude)
    return round(apart_km * 1000)


def compare_time(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Days between the two, with regard to whether each is known from words or only by when it was
    published."""
    if left.days is None or right.days is None:
        return None
    if left.days.firm and right.days.firm:
        return _between_known(left.days, right.days)
    if left.days.firm or right.days.firm:
        known, published = (left.days, right.days) if left.days.firm else (right.days, left.days)
        if published.end < known.start - 1:
            return Finding("before_event", {"days": known.start - published.end})
        return _between_assumed(max(0, published.end - known.end))
    return _between_assumed(abs(left.days.end - right.days.end))


def _between_known(left: Days, right: Days) -> Finding:
    gap = max(0, left.start - right.end, right.start - left.end)
    if gap == 0:
        one_day = left.start == left.end == right.start == right.end
        return Finding("same_day" if one_day else "overlapping_days", {"days": 0})
    if gap == 1:
        return Finding("next_day", {"days": gap})
    if max(left, right, key=lambda days: days.start).of_aftermath and gap <= A_YEAR:
        return Finding("soon_aftermath" if gap <= A_WEEK else "aftermath", {"days": gap})
    for most, level in ((3, "few_days"), (A_WEEK, "same_week")):
        if gap <= most:
            return Finding(level, {"days": gap})
    return Finding(_weeks_apart(left, right, gap), {"days": gap})


def _weeks_apart(left: Days, right: Days, gap: int) -> str:
    """A date told of as news holds; one read from a report that appeared much later may be a hearing's, or wrong. A
    year that no words tell may be another."""
    later = left if left.start > right.start else right
    if gap > A_YEAR and not later.fresh:
        return "other_year" if left.year_told and right.year_told else "other_week"
    if left.fresh and right.fresh:
        return "other_week" if gap <= A_YEAR else "later_story"
    return "told_late"


def _between_assumed(gap: int) -> Finding:
    for most, level in ((1, "assumed_same"), (3, "assumed_few"), (7, "assumed_week"), (60, "assumed_months")):
        if gap <= most:
            return Finding(level, {"days": gap})
    return Finding("assumed_later", {"days": gap})


def compare_means(left: Side, right: Side, model: LinkModel) -> Finding | None:
    """Whether both say that it was done in one way, or in ways that are told of in each other's words."""
    one, other = left.telling.means, right.telling.means
    if one is None or other is None or "other" in (one, other):
        return None
    if one == other:
        return Finding("same_means", {"means": one})
    kin = any(one in family and other in family for family in model.means_kin.families)
    return Finding("compatible_means" if kin else "other_means", {"means": one, "other_means": other})


def compare_blamed(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Whether both blame the same actor."""
    one, other = set(left.telling.blamed), set(right.telling.blamed)
    if not one or not other:
        return None
    return Finding("same_blamed" if one & other else "other_blamed", {})


def compare_figures(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """The largest number on which both agree; else whether any two of the same people can be one toll that
    rose."""
    pairs = [(a, b) for a in left.tolls for b in right.tolls if (a.outcome, a.group) == (b.outcome, b.group)]
    if not pairs:
        return None
    same = max((a.low for a, b in pairs if a.low == b.low and a.high == b.high), default=0)
    if same:
        level = "same_large" if same >= 10 else "same_some" if same >= 3 else "same_few"
        return Finding(level, {"number": same})
    fits = any(_may_be_one_toll(a, b) for a, b in pairs)
    return Finding("compatible_figures" if fits else "other_figures", {})


def _may_be_one_toll(a: Toll, b: Toll) -> bool:
    """Ranges that meet, or tolls within threefold of each other or five people: early counts of one event
    differ so."""
    if a.low <= b.high and b.low <= a.high:
        return True
    small, large = sorted((a.high, b.high))
    return large - small <= 5 or large <= 3 * small


def compare_persons(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Victims named in one whom the other names, too, as a victim or anywhere. Names of which one holds all words
    of the other are one person's."""
    shared = max(_found_in(left.persons, right), _found_in(right.persons, left))
    if shared:
        return Finding("two_persons" if shared > 1 else "one_person", {"count": shared})
    apart = left.persons and right.persons and not _in_two_languages(left, right)
    return Finding("other_persons", {}) if apart else None


def _found_in(persons: frozenset[tuple[str, ...]], other: Side) -> int:
    names = [tuple(name.split(" ")) for name in other.names]
    return sum(
        any(_same_person(person, victim) for victim in other.persons)
        or any(set(name) <= set(person) for name in names)
        for person in persons
    )


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a == b or set(a) <= set(b) or set(b) <= set(a)


def compare_names(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Names that stand in both reports, whoever they belong to: victims, suspects, kin. Two languages spell them in two
    ways."""
    if _in_two_languages(left, right):
        return None
    one, other = left.names, right.names
    shared = len(one & other)
    if shared:
        return Finding(f"names_{min(shared, 3)}", {"count": shared})
    return Finding("no_shared_names", {}) if min(len(one), len(other)) >= 2 else None


def compare_ages(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Ages told of in both reports, whoever is so old."""
    return _compare_told(left.facts.ages, right.facts.ages, "ages", most=3, none="no_shared_ages")


def compare_streets(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Streets named in both reports, of one language."""
    if _in_two_languages(left, right):
        return None
    return _compare_told(left.facts.streets, right.facts.streets, "streets", most=2, none="other_streets")


def _compare_told(one: Set[str], other: Set[str], level: str, *, most: int, none: str) -> Finding | None:
    """How many both reports tell of, up to `most`; nothing where one tells of none."""
    if not one or not other:
        return None
    shared = len(one & other)
    return Finding(f"{level}_{min(shared, most)}", {"count": shared}) if shared else Finding(none, {})


def compare_words(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Cosine of the rarity-weighted words, in whole percent; of two languages they say nothing."""
    if _in_two_languages(left, right) or not left.words_squared or not right.words_squared:
        return None
    one, other = left.words, right.words
    shared = sum(one[word] * other[word] for word in one.keys() & other.keys())
    percent = 100 * shared // max(1, isqrt(left.words_squared * right.words_squared))
    for least in (40, 25, 15, 10, 6, 3, 0):
        if percent >= least:
            return Finding(f"words_{least}", {"percent": percent})
    return None


def _in_two_languages(left: Side, right: Side) -> bool:
    one, other = left.facts.language, right.facts.language
    return one is not None and other is not None and one != other


def _published_apart(left: Side, right: Side) -> int:
    one, other = left.facts.published_on, right.facts.published_on
    return 0 if one is None or other is None else abs((one - other).days)


def compare_copy(left: Side, right: Side, _model: LinkModel) -> Finding | None:
    """Whether the texts share passages: word for word, or a quotation of six words or more."""
    percent = shared_shingles_percent(left.facts, right.facts)
    if percent >= 25 and _published_apart(left, right) > COPIES_DAYS:
        return Finding("template", {"percent": percent})
    if percent >= 25:
        return Finding("copied" if percent >= 60 else "partly_copied", {"percent": percent})
    shared = len(left.facts.quotes & right.facts.quotes)
    return Finding("shared_quote", {"count": shared}) if shared else None
