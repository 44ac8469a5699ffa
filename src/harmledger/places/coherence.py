"""The names of a document with what each may mean in, points out: what fits the other names gains."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harmledger.places.entries import OTHER_NAME
from harmledger.places.gazetteer import Match
from harmledger.places.geometry import distance_km
from harmledger.places.ranking import AREAS, prior_points, ranking
from harmledger.records.place import Candidate, Level

_SLACK_KM = 15.0
"""Places lie this far outside the circle that stands for an area, at times."""
_TOWN_PEOPLE = 20_000
_UNSEEN = 0.2
"""Evidence that every country is granted before anything is read."""


class Belief(NamedTuple):
    """A candidate and how much of the belief in its name it holds, 0 to 1."""

    candidate: Candidate
    share: float


class Name:
    """One name of a document with all its mentions: they mean one place (one sense per discourse)."""

    def __init__(self, matches: Sequence[Match], levels: frozenset[Level]) -> None:
        """Gives each of `matches` its points; `levels`: those that the words beside the name allow."""
        self.matches = matches
        self.levels = levels
        self.own = [prior_points(match) + _hint_points(match.candidate, levels) for match in matches]
        if not levels:
            self._prefer_towns()
        self.base = list(self.own)
        """With what the names right beside it add."""
        self.points = list(self.own)
        """With what the document adds."""
        self.inside: set[int] = set()
        """Candidates that lie inside an area named beside the name."""
        self.areas_beside: list[Name] = []
        """Names that stand beside it as what it lies in."""
        self.count = 0
        """How often the document says it."""

    def _prefer_towns(self) -> None:
        """Without a word like "province", a name means the town rather than the province called after it."""
        towns = {
            (match.candidate.country, match.candidate.admin1)
            for match in self.matches
            if match.candidate.level not in AREAS
            and match.candidate.population >= _TOWN_PEOPLE
            and match.standing < OTHER_NAME
        }
        for index, match in enumerate(self.matches):
            area = match.candidate
            if area.level in ("province", "district") and (area.country, area.admin1) in towns:
                self.own[index] += ranking().context.named_like_its_town

    def best(self) -> int:
        """Index of the candidate with most points; ties go to the gazetteer's order, which never changes."""
        return max(range(len(self.points)), key=lambda index: (self.points[index], -index))

    def is_inside(self, candidate: Candidate) -> bool:
        """Whether `candidate` lies inside an area named beside the name."""
        return any(self.matches[index].candidate is candidate for index in self.inside)

    def beliefs(self) -> list[Belief]:
        """How much of the belief each candidate holds; all together 1."""
        if not self.points:
            return []
        top, sharpness = max(self.points), ranking().context.sharpness
        weights = [math.exp(sharpness * (points - top)) for points in self.points]
        total = sum(weights)
        return [Belief(m.candidate, weight / total) for m, weight in zip(self.matches, weights, strict=True)]


def weigh_containers(pairs: Iterable[tuple[Name, Name]]) -> None:
    """Points for lying inside the area named beside it, and for being the area that holds it.

    `pairs`: each name with the name of the area beside it.
    """
    seen: set[tuple[int, int]] = set()
    names: dict[int, Name] = {}
    for inner, outer in pairs:
        names |= {id(inner): inner, id(outer): outer}
        if inner is not outer and (id(inner), id(outer)) not in seen:
            seen.add((id(inner), id(outer)))
            inner.areas_beside.append(outer)
            _weigh_pair(inner, outer)
    for name in names.values():
        name.points = list(name.base)


def _weigh_pair(inner: Name, outer: Name) -> None:
    weights = ranking().context
    top = max(outer.own, default=0.0)
    holding: set[int] = set()
    for i, match in enumerate(inner.matches):
        around = [j for j, other in enumerate(outer.matches) if is_inside(match.candidate, other.candidate)]
        if around:
            inner.base[i] += max(0.0, weights.inside_named - (top - max(outer.own[j] for j in around)))
            inner.inside.add(i)
            holding.update(around)
    for j in holding:
        outer.base[j] += weights.holds_named


def is_inside(inner: Candidate, outer: Candidate) -> bool:
    """Whether one entry lies in another: by country or province where these are known, else by distance."""
    if outer.gazetteer_id == inner.gazetteer_id:
        return False
    if outer.level == "country":
        return inner.country == outer.country
    if (
        outer.level == "province"
        and outer.admin1
        and inner.admin1
        and outer.gazetteer_id.startswith("geonames:")
    ):
        return (inner.country, inner.admin1) == (outer.country, outer.admin1)
    reach_km = (outer.radius_m + inner.radius_m) / 1000 + _SLACK_KM
    return outer.radius_m > inner.radius_m and _apart_km(inner, outer) <= reach_km


def weigh_document(names: Sequence[Name], home_country: str | None) -> None:
    """One round: each name's candidates gain by what all the other names of the document are about."""
    beliefs = [name.beliefs() for name in names]
    evidence = _Evidence()
    for name, held in zip(names, beliefs, strict=True):
        evidence.add(name, held)
    if home_country is not None:
        evidence.add_country(home_country, ranking().context.home_country)
    settled = [_settled(name, held) for name, held in zip(names, beliefs, strict=True)]
    for at, (name, held) in enumerate(zip(names, beliefs, strict=True)):
        own = _Evidence()
        own.add(name, held)
        around = _around(settled, at)
        name.points = [
            base + _nearness(match.candidate, around) + evidence.points(match.candidate, own)
            for base, match in zip(name.base, name.matches, strict=True)
        ]


class _Evidence:
    """How many mentions speak for each country, and for each first-level area."""

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.areas: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.total = 0.0

    def add(self, name: Name, beliefs: Iterable[Belief]) -> None:
        """Counts a name; said often it counts more, but not by as much."""
        often = 1.0 + math.log(name.count)
        for candidate, share in beliefs:
            if candidate.country is not None:
                named = ranking().context.named_area if candidate.level in AREAS else 1.0
                self.add_country(candidate.country, share * named * often)
                if candidate.admin1:
                    self.areas[candidate.country, candidate.admin1] += share * named * often

    def add_country(self, country: str, weight: float) -> None:
        """Counts what speaks for a country alone."""
        self.countries[country] += weight
        self.total += weight

    def points(self, candidate: Candidate, own: _Evidence) -> float:
        """What the document, without a name's `own` evidence, says for one of its candidates. At most 0."""
        weights = ranking().context
        rest = self.total - own.total
        if rest <= 0:
            return 0.0
        if candidate.country is None:
            return weights.country * weights.no_country
        country = self.countries.get(candidate.country, 0.0) - own.countries.get(candidate.country, 0.0)
        points = weights.country * _share_points(country, rest)
        if candidate.level == "country" or not candidate.admin1:
            return points + weights.admin1 / 2 * _share_points(country, rest)
        key = (candidate.country, candidate.admin1)
        return points + weights.admin1 * _share_points(
            self.areas.get(key, 0.0) - own.areas.get(key, 0.0), rest
        )


def _share_points(evidence: float, total: float) -> float:
    """The logarithm (base 10) of a share: 0 for all of the evidence, -2 for none."""
    share = (evidence + _UNSEEN) / (total + 1.0)
    return math.log10(min(max(share, ranking().context.least_share), 1.0))


def _settled(name: Name, beliefs: Sequence[Belief]) -> Belief | None:
    """The candidate believed in most; countries and regions are too wide to be near to."""
    if not name.matches:
        return None
    best = beliefs[name.best()]
    return None if best.candidate.level in ("country", "region") else best


def _around(settled: Sequence[Belief | None], at: int) -> list[Belief]:
    window = ranking().near.window
    around = (*settled[max(0, at - window) : at], *settled[at + 1 : at + 1 + window])
    return [belief for belief in around if belief is not None]


def _nearness(candidate: Candidate, around: Sequence[Belief]) -> float:
    near = ranking().near
    points = (
        belief.share * near.points(_apart_km(candidate, belief.candidate))
        for belief in around
        if belief.candidate.gazetteer_id != candidate.gazetteer_id
    )
    return max(points, default=0.0)


def _apart_km(one: Candidate, other: Candidate) -> float:
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _hint_points(candidate: Candidate, levels: frozenset[Level]) -> float:
    if not levels:
        return 0.0
    weights = ranking().context
    return weights.hint if candidate.level in levels else weights.against_hint
