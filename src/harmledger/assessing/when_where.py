"""When and where an incident happened. In: its tellings. Out: the Moment and the Place that most origins
bear out.

Of the values that equally many origins bear out, the most precise; of equally precise ones, the earliest
day or the first by name. A date that was only taken from the day of publication yields to any that a text
states; and what was told of on a day did not happen after it, whatever a later report dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from harmledger.assessing.matter import IncidentMatter, origin_of, published_on
from harmledger.places.geometry import distance_km
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.telling import Telling

_DATE_LINE = dt.timedelta(days=1)
"""A report of today can tell of tomorrow, west of the date line."""
_GUESSED = frozenset(("day_of_publication", "day_of_words", "day_of_death", "inherited"))

Value = TypeVar("Value", Moment, Place)
Told = tuple[Telling, Moment]


def when_of(matter: IncidentMatter) -> Moment | None:
    """The incident's date: null where no telling has one. Its words' span is left out:

    it belongs to one text.
    """
    moments = [(t, t.when) for t in _foremost(matter) if t.when is not None]
    stated = [(t, m) for t, m in moments if m.reason not in _GUESSED]
    stated = (
        _possible(stated, matter) or _mostly_possible(stated, matter) or _possible(moments, matter) or moments
    )
    chosen = _most_borne_out(matter, stated, _covers, _moment_rank)
    return None if chosen is None else msgspec.structs.replace(chosen, span=None)


def _possible(moments: Sequence[Told], matter: IncidentMatter) -> list[Told]:
    """The moments that do not begin after the first report of the incident was out."""
    first = min(_out_on(matter), default=dt.date.max - _DATE_LINE)
    return [(t, m) for t, m in moments if m.start <= first + _DATE_LINE]


def _mostly_possible(moments: Sequence[Told], matter: IncidentMatter) -> list[Told]:
    """The moments that do not begin after half of the dated reports were out: an early one may be filed wrongly, or
    be a page that was changed later."""
    out_on = _out_on(matter)

    def in_time(moment: Moment) -> bool:
        return 2 * sum(moment.start <= day + _DATE_LINE for day in out_on) >= len(out_on)

    return [(t, m) for t, m in moments if in_time(m)]


def _out_on(matter: IncidentMatter) -> list[dt.date]:
    return [day for t in _foremost(matter) if (day := published_on(matter, t)) is not None]


def where_of(matter: IncidentMatter) -> Place | None:
    """The incident's place: null where no telling has one. Its words' span is left out:

    it belongs to one text.
    """
    places = [(t, t.where) for t in _foremost(matter) if t.where is not None]
    chosen = _most_borne_out(matter, places, _near, _place_rank)
    return None if chosen is None else msgspec.structs.replace(chosen, span=None)


def _foremost(matter: IncidentMatter) -> Sequence[Telling]:
    """The tellings that report the incident; background mentions only where there are no others."""
    return [t for t in matter.tellings if t.role != "background"] or matter.tellings


def _most_borne_out(
    matter: IncidentMatter,
    values: Sequence[tuple[Telling, Value]],
    bears_out: Callable[[Value, Value], bool],
    rank: Callable[[Value], tuple[object, ...]],
) -> Value | None:
    origins = origin_of(matter)
    said = {(origins[telling.id], value) for telling, value in values}
    candidates = {value for _, value in said}

    def support(value: Value) -> int:
        return len({origin for origin, other in said if bears_out(other, value)})

    return min(candidates, key=lambda value: (-support(value), *rank(value)), default=None)


def _covers(other: Moment, moment: Moment) -> bool:
    return other.start <= moment.start and moment.end <= other.end


def _moment_rank(moment: Moment) -> tuple[object, ...]:
    return (
        moment.days,
        moment.part_of_day is None,
        moment.start,
        moment.end,
        moment.part_of_day or "",
        moment.reason,
    )


def _near(other: Place, place: Place) -> bool:
    """Whether `other` allows `place`: it lies within the radius of `other` (or is the same point)."""
    return (
        _distance_m(other, place) <= max(other.radius_m, place.radius_m) and other.radius_m >= place.radius_m
    )


def _place_rank(place: Place) -> tuple[object, ...]:
    return place.radius_m, place.name, place.gazetteer_id, place.latitude, place.longitude, place.reason


def _distance_m(left: Place, right: Place) -> float:
    """Great-circle distance in metres."""
    return distance_km(left.latitude, left.longitude, right.latitude, right.longitude) * 1000
