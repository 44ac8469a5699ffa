"""What each name of a document was taken for in, which of these the rest of the document speaks against out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harmledger.places.coherence import Name, is_inside
from harmledger.places.geometry import distance_km
from harmledger.places.ranking import AREAS, ranking
from harmledger.records.place import Candidate, Level

_PARTS_OF_TOWNS: frozenset[Level] = frozenset(("neighbourhood", "street", "landmark"))
_WIDEST: frozenset[Level] = frozenset(("country", "region"))
"""Too wide to be near to."""
_MOST_NAMES = 300
"""A document of more names is a list of places; in it nothing is far from all others."""

Chosen = Mapping[Name, Candidate]


def far_fetched(chosen: Chosen) -> set[Name]:
    """The names that rather mean something that no gazetteer lists than what they were taken for.

    A place lies in the country named beside it. A quarter is one of a town that the document names. And a small
    place or a province far from all the others is somebody's name, or a place of here that is called the same; but
    not where the document speaks of its country and no other place is called so, or others by another name only.
    What one mention shows holds for all.
    """
    if len(chosen) > _MOST_NAMES:
        return set()
    doubted = [candidate for name, candidate in chosen.items() if _is_far_fetched(name, candidate, chosen)]
    return {
        name for name, candidate in chosen.items() if candidate in doubted and not name.is_inside(candidate)
    }


def _is_far_fetched(name: Name, candidate: Candidate, chosen: Chosen) -> bool:
    if name.is_inside(candidate):
        return False
    beside = [other for other in chosen.values() if other.gazetteer_id != candidate.gazetteer_id]
    if _only_sounds_alike(name, candidate) and all(other.country != candidate.country for other in beside):
        return True
    is_near = any(_is_near(candidate, other) for other in beside)
    if name.levels and name.levels <= _PARTS_OF_TOWNS and candidate.level not in _PARTS_OF_TOWNS:
        return not is_near or candidate.level in AREAS
    if candidate.level in _WIDEST:
        return False
    return _is_in_another_country(name, candidate, chosen) or not (
        is_near or _is_known(name, candidate, beside)
    )


def _only_sounds_alike(name: Name, candidate: Candidate) -> bool:
    """Whether the name is spelt otherwise in the gazetteer: that is chance in a country that nothing else names."""
    return all(match.likeness < 1.0 for match in name.matches if match.candidate == candidate)


def _is_known(name: Name, candidate: Candidate, beside: Sequence[Candidate]) -> bool:
    """Whether a place far from all those `beside` is meant all the same."""
    if sum(other.level not in _WIDEST for other in beside) < ranking().refuse.others_enough:
        return True
    countries = {other.country for other in beside}
    in_country = candidate.country in countries
    if candidate.level in AREAS:
        return in_country
    return candidate.population >= ranking().refuse.small_people or (
        in_country and _only_one_is_called_so(name)
    )


def _only_one_is_called_so(name: Name) -> bool:
    """Whether one place has the name; or one has it as it is spelt by its people, and others by another name only."""
    best = min(match.standing for match in name.matches)
    return sum(match.standing == best for match in name.matches) == 1


def _is_in_another_country(name: Name, candidate: Candidate, chosen: Chosen) -> bool:
    """Whether the words put it in another country: "A, Syria", or "A, Hama, Syria"."""
    around = [outer for outer in name.areas_beside if outer in chosen]
    around += [outer for inner in around for outer in inner.areas_beside if outer in chosen]
    countries = {chosen[outer].country for outer in around if chosen[outer].level == "country"}
    return bool(countries) and candidate.country not in countries


def _is_near(candidate: Candidate, other: Candidate) -> bool:
    if other.level in _WIDEST:
        return False
    if other.level in AREAS:
        return is_inside(candidate, other)
    apart = distance_km(candidate.latitude, candidate.longitude, other.latitude, other.longitude)
    return apart <= ranking().refuse.near_km
