"""When and where: what most origins bear out, then the most precise; copies weigh nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from written_matter import matter_of

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import load_convention
from harmledger.assessing.when_where import when_of, where_of

DAY = dt.date(2031, 5, 4)
NEXT = dt.date(2031, 5, 5)
MONTH = {"start": dt.date(2031, 5, 1), "end": dt.date(2031, 5, 31), "precision": "month"}


def _matter(*tellings: dict[str, Any], origins: list[list[str]] | None = None) -> Any:
    case: dict[str, Any] = {"telling": [{"id": f"t{n}", **t} for n, t in enumerate(tellings)]}
    return matter_of(case | ({"origins": origins} if origins else {}))


def test_nothing_known_is_null() -> None:
    matter = _matter({})
    assert (when_of(matter), where_of(matter)) == (None, None)


def test_the_precise_day_that_a_month_allows() -> None:
    moment = when_of(_matter({"when": MONTH}, {"when": {"start": DAY}}, {"when": MONTH}))
    assert moment is not None
    assert (moment.start, moment.end, moment.precision) == (DAY, DAY, "day")


def test_most_origins_decide_and_copies_do_not() -> None:
    tellings = [
        {"when": {"start": NEXT}},
        {"when": {"start": NEXT}},
        {"when": {"start": DAY}},
        {"when": MONTH},
    ]
    apart = when_of(_matter(*tellings))
    copied = when_of(_matter(*tellings, origins=[["t0", "t1"], ["t2"], ["t3"]]))
    assert apart is not None
    assert copied is not None
    assert (apart.start, copied.start) == (NEXT, DAY)


def test_a_stated_day_stands_before_the_day_of_publication() -> None:
    guessed = {"when": {"start": DAY, "reason": "day_of_publication"}}
    moment = when_of(_matter(guessed, guessed, {"when": {"start": NEXT}}))
    assert moment is not None
    assert moment.start == NEXT


def test_the_village_that_the_district_allows() -> None:
    village = {"where": {"name": "Ashgrove", "latitude": 10.0, "longitude": 20.0, "radius_m": 800}}
    district = {"where": {"name": "Norvale", "latitude": 10.1, "longitude": 20.1, "radius_m": 30_000}}
    elsewhere = {"where": {"name": "Farhold", "latitude": 15.0, "longitude": 20.0, "radius_m": 500}}
    place = where_of(_matter(district, village, elsewhere))
    assert place is not None
    assert (place.name, place.span) == ("Ashgrove", None)


def test_background_mentions_do_not_move_the_date() -> None:
    aside = {"when": {"start": DAY}, "role": "background"}
    moment = when_of(_matter(aside, aside, {"when": {"start": NEXT}}))
    assert moment is not None
    assert moment.start == NEXT


def test_the_place_is_the_one_on_which_reports_agree() -> None:
    """Each report as a whole stands at the district; two of them say of which village they tell."""
    village = {"name": "Ashgrove", "latitude": 10.0, "longitude": 20.0, "radius_m": 800}
    district = {"name": "Norvale", "latitude": 10.1, "longitude": 20.1, "radius_m": 30_000}
    said = [
        {"where": district, "claim": [{"words": f"Four died in Ashgrove, {voice} said.", "where": village}]}
        for voice in ("a rescuer", "a farmer")
    ]
    place = assess(_matter(*said, {"where": district}), load_convention()).where
    assert place is not None
    assert (place.name, place.span) == ("Ashgrove", None)
    alone = assess(_matter(said[0], {"where": district}), load_convention()).where
    assert alone is not None
    assert alone.name == "Norvale"
