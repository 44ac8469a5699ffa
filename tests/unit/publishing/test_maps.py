"""Maps: what part of the world a drawing shows, what land and names are in it, circles, and how long a way is."""

from __future__ import annotations

import itertools
import math
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_record import place

from harmledger.publishing.maps.basemap import countries_in, outlines
from harmledger.publishing.maps.charted import Spot, map_of
from harmledger.publishing.maps.names import Name, names
from harmledger.publishing.maps.sketch import SIDE, sketch
from harmledger.publishing.maps.window import NARROW, WIDTH, Point, window, window_of

ICELAND = [(-24.0, 63.4), (-13.5, 66.5)]
LEVANT = [(34.0, 31.0), (42.0, 37.0)]
points = st.tuples(st.floats(-170, 170), st.floats(-60, 70))


@given(st.lists(points, min_size=1, max_size=5), st.sampled_from([WIDTH, NARROW]))
def test_a_window_shows_all_its_points_and_its_own_box_shows_the_same(seen: list[Point], width: int) -> None:
    first = window(seen, width=width)
    assert all(0 <= first.x(x) <= width and 0 <= first.y(y) <= first.height for x, y in seen)
    again = window_of(first.box, width=width)
    assert (again.x(seen[0][0]), again.y(seen[0][1])) == pytest.approx(
        (first.x(seen[0][0]), first.y(seen[0][1])), abs=2
    )


@pytest.mark.parametrize(
    ("seen", "codes"),
    [(ICELAND, {"IS"}), (LEVANT, {"SY", "TR", "IQ", "JO", "LB", "IL", "PS"}), ([(25.0, 45.9)], {"RO"})],
)
def test_the_land_in_a_window_is_drawn_and_named(seen: list[Point], codes: set[str]) -> None:
    there = window(seen)
    found = dict(countries_in(there))
    assert set(found) >= codes
    assert "RU" not in found, "no country goes round the world"
    assert all(0 <= x <= there.width and 0 <= y <= there.height for x, y in found.values())
    numbers = [int(each) for path in outlines(there) for each in re.findall(r"-?\d+", path)]
    assert min(numbers) >= -there.width
    assert max(numbers) <= 2 * there.width


def test_far_from_every_border_all_is_land() -> None:
    inland = window_of((15.0, 24.0, 15.1, 24.2))
    (path,) = outlines(inland)
    assert {int(x) for x in re.findall(r"[ML](-?\d+) ", path)} == {-WIDTH, 2 * WIDTH}


@pytest.mark.parametrize(
    ("seen", "known"), [(LEVANT, {"Syria", "Aleppo"}), ([], {"Brazil", "Shanghai"})], ids=["levant", "world"]
)
def test_no_name_of_a_drawing_lies_upon_another(seen: list[Point], known: set[str]) -> None:
    shown = [each for each in names(window(seen), "en") if each.closer == 1]
    assert known <= {each.text for each in shown}
    for one, other in itertools.combinations(shown, 2):
        beside = abs(one.x - other.x) >= (len(one.text) + len(other.text)) * 3.1
        above = abs(written(one) - written(other)) >= 13
        assert beside or above, (one, other)


def written(name: Name) -> float:
    """How far down the middle of a name is written: the page sets names of towns below their points."""
    return name.y + (16.3 if name.kind == "town" else 0)


def test_names_are_in_the_language_of_the_page() -> None:
    english, arabic = (
        {each.text for each in names(window(LEVANT), language, closest=1)} for language in ("en", "ar")
    )
    assert {"Iraq", "Aleppo"} <= english
    assert {"العراق", "حلب"} <= arabic


def test_no_number_on_the_map_lies_under_another_disc() -> None:
    rng = random.Random(5)  # noqa: S311
    spots = [
        Spot(longitude=rng.gauss(36, 0.4), latitude=rng.gauss(34, 0.4), radius_m=500, name="Ashlar")
        for _ in range(3_000)
    ]
    chart = map_of(spots, unplaced=0, language="en")
    discs = [each for each in chart.clusters if each.incidents > 1]
    assert sum(each.incidents for each in discs) > 2_900
    assert all(
        math.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 0.3
        for one, other in itertools.combinations(discs, 2)
    )
    assert is_round(chart.scale.metres)
    assert chart.scale.units == pytest.approx(chart.window.units(chart.scale.metres), abs=0.1)


def test_the_sketch_holds_its_circle_and_a_round_scale() -> None:
    drawing = sketch(place("Harrow Ford"), [place("Market", 12.41, -31.19, 300), place("Afar", 40.0, 10.0)])
    assert 0 < drawing.radius < SIDE / 2
    assert [spot.name for spot in drawing.others] == ["Market"]
    east_of_centre, north_of_centre = drawing.others[0].x > SIDE / 2, drawing.others[0].y < SIDE / 2
    assert (east_of_centre, north_of_centre) == (True, True)
    assert is_round(drawing.scale_m)


def is_round(metres: int) -> bool:
    """Whether a length is 1, 2 or 5 times a power of ten."""
    return str(metres).rstrip("0") in {"1", "2", "5"}
