"""What the reports of an incident tell, claim by claim, in; the claims that are of another place or day, out.

A round-up tells of many places, a page looks back to other days. The place of an incident is the one that most of its
origins name, its day the one that most give; two must agree before anything is held to be of another.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Agreement
from harmledger.assessing.matter import Told
from harmledger.places.geometry import distance_km
from harmledger.places.settlements import UNLISTED, is_named_alone, name_key, two_settlements
from harmledger.reading.events import km_between
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Resolution

Reports = Mapping[str, Sequence[Told]]
"""The claims of each report, in order of its words."""
Resolutions = Mapping[str, Resolution]

TOWN_M = 15_000
"""A place known more roughly than a town is in no contradiction to another one."""
_FEWEST = 2
"""So many origins must agree."""
_MOST_PLACES = 60
"""Of very many places, those that most reports name; so that a crowd of reports stays cheap."""
_AROUND_CITY_KM = 60.0
"""A city gives its name to the land around it, which reports mean as often as the city."""
_NEXT_DAY = dt.timedelta(days=1)
"""Reports of one night name either day."""


def claims_apart(reports: Reports, resolutions: Resolutions, rule: Agreement) -> dict[str, Aside]:
    """The claims, by id, that are of another place or day than the one on which reports agree, and which of these."""
    apart: dict[str, Aside] = {}
    place, day = _agreed_settlement(reports, resolutions, rule), _agreed_day(reports, resolutions)
    for own in reports.values():
        if day is not None:
            apart |= dict.fromkeys(_on_other_days(own, resolutions, day, rule), "another_day")
        if place is not None:
            apart |= dict.fromkeys(_elsewhere(own, resolutions, place, rule), "another_place")
    return apart


def _elsewhere(own: Sequence[Told], resolutions: Resolutions, place: Place, rule: Agreement) -> Iterator[str]:
    """The claims of one report that are of other places.

    Where a report names the place and others too, each claim is of the place named last; what stands before the first
    name speaks of them all. A report that names the very place means another one by another name, however near.
    """
    named = [_settlement(resolutions.get(one.claim.id)) for one in own]
    exactly = any(there is not None and _is_same(there, place) for there in named)
    near = [None if there is None else _is_near(there, place, rule, exactly=exactly) for there in named]
    several = True in near and False in near
    last: bool | None = None
    for one, here in zip(own, near, strict=True):
        last = here if here is not None else last
        if here is False or (several and not last):
            yield one.claim.id


def _on_other_days(
    own: Sequence[Told], resolutions: Resolutions, day: dt.date, rule: Agreement
) -> Iterator[str]:
    further = dt.timedelta(days=rule.apart_days)
    for one in own:
        when = _when(resolutions.get(one.claim.id))
        if when is not None and (when.start - day > further or day - when.end > further):
            yield one.claim.id


def agreed_place(reports: Reports, resolutions: Resolutions, rule: Agreement) -> Place | None:
    """The place on which reports agree, as its most exact naming resolves; null where no two agree."""
    agreed = _agreed_settlement(reports, resolutions, rule)
    if agreed is None:
        return None
    said = (resolutions.get(one.claim.id) for own in reports.values() for one in own)
    named = [
        one.where for one in said if one is not None and one.where is not None and _settlement(one) == agreed
    ]
    return msgspec.structs.replace(min(named, key=lambda place: (_identity(place), place.reason)), span=None)


def _agreed_settlement(reports: Reports, resolutions: Resolutions, rule: Agreement) -> Place | None:
    """The town-level place that most origins name, or one within `apart_km` of it: of equally many, that with which
    most begin, that which most name exactly, the most precise. Null where no two agree.

    A city yields to a smaller place around it on which two agree.
    """
    named: dict[Place, set[int]] = defaultdict(set)
    first: dict[Place, set[int]] = defaultdict(set)
    for own in reports.values():
        settlements = ((one.origin, _settlement(resolutions.get(one.claim.id))) for one in own)
        places = [(origin, there) for origin, there in settlements if there is not None]
        for origin, place in places:
            named[place].add(origin)
        for origin, place in places[:1]:
            first[place].add(origin)
    often = sorted(named, key=lambda place: (-len(named[place]), *_identity(place)))[:_MOST_PLACES]

    def support(place: Place) -> tuple[int, int]:
        near = [other for other in often if _is_near(other, place, rule)]
        return _origins_in(named, near), _origins_in(first, near)

    counts = {place: support(place) for place in often}
    agreed = sorted(
        (place for place in often if counts[place][0] >= _FEWEST),
        key=lambda place: (*(-n for n in counts[place]), -len(named[place]), *_identity(place)),
    )
    best = next(iter(agreed), None)
    return best and next((place for place in agreed if _is_around(place, best, rule)), best)


def _is_around(there: Place, city: Place, rule: Agreement) -> bool:
    """Whether a place smaller than a city lies in the land around this one."""
    if city.level != "city" or there.level == "city" or _is_near(there, city, rule):
        return False
    return km_between(there, city) <= _AROUND_CITY_KM


def _origins_in(of: Mapping[Place, set[int]], places: Iterable[Place]) -> int:
    return len({origin for place in places for origin in of.get(place, ())})


def _agreed_day(reports: Reports, resolutions: Resolutions) -> dt.date | None:
    """The day that most origins give, or the day before or after it; null where no two agree."""
    given: dict[dt.date, set[int]] = defaultdict(set)
    for one in (one for own in reports.values() for one in own):
        when = _when(resolutions.get(one.claim.id))
        if when is not None and when.precision == "day":
            given[when.start].add(one.origin)

    def support(day: dt.date) -> int:
        return len(given[day].union(*(given.get(near, ()) for near in (day - _NEXT_DAY, day + _NEXT_DAY))))

    best = min(given, key=lambda day: (-support(day), -len(given[day]), day), default=None)
    return best if best is not None and support(best) >= _FEWEST else None


def _is_near(there: Place, place: Place, rule: Agreement, *, exactly: bool = False) -> bool:
    """Whether a settlement is the place or, unless it must be exactly so, one beside it."""
    if is_named_alone(there) or is_named_alone(place):
        return not two_settlements(there, place, widest_m=TOWN_M)
    return _is_same(there, place) if exactly else km_between(there, place) <= rule.apart_km


def _is_same(there: Place, place: Place) -> bool:
    """Whether two settlements are one: by name, or because one lies in the other, as a quarter does."""
    if is_named_alone(there) and is_named_alone(place):
        return name_key(there) == name_key(place)
    if is_named_alone(there) or is_named_alone(place):
        return False
    apart_m = distance_km(there.latitude, there.longitude, place.latitude, place.longitude) * 1000
    return apart_m <= max(there.radius_m, place.radius_m)


def _settlement(resolution: Resolution | None) -> Place | None:
    """The place that a claim names itself, as precise as a town at least or known by its name, without its words."""
    where = resolution.where if resolution is not None else None
    if where is None or (where.radius_m > TOWN_M and not is_named_alone(where)):
        return None
    by_name = is_named_alone(where)
    return Place(
        name=name_key(where) if by_name else "", latitude=where.latitude, longitude=where.longitude,
        radius_m=where.radius_m, level=where.level, gazetteer_id=where.gazetteer_id,
        reason=UNLISTED if by_name else "",
    )  # fmt: skip


def _when(resolution: Resolution | None) -> Moment | None:
    return resolution.when if resolution is not None else None


def _identity(place: Place) -> tuple[int, float, float, str, str]:
    return place.radius_m, place.latitude, place.longitude, place.gazetteer_id, place.name
