"""Coordinates in a text: each notation, its precision as a radius, and look-alikes that are none."""

from __future__ import annotations

import itertools
import math

import mgrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.places.coordinates import find_coordinates
from harmledger.places.geometry import distance_km
from harmledger.records.place import Place
from harmledger.records.span import Span


def only(text: str) -> Place:
    (place,) = find_coordinates(text)
    assert place.span is not None
    assert place.span.of(text) == place.name
    return place


@pytest.mark.parametrize(
    ("written", "radius_m", "level"),
    [
        ("37SDV58006690", 7, "exact"),
        ("37SDV580669", 71, "exact"),
        ("37S DV 580 669", 71, "exact"),
        ("37SDV5866", 707, "neighbourhood"),
        ("37SDV 58006 66900", 1, "exact"),
    ],
)
def test_grids_are_squares_with_half_their_diagonal_as_radius(
    written: str, radius_m: int, level: str
) -> None:
    place = only(f"The impact at {written} was assessed.")
    assert place.radius_m == max(radius_m, 10)
    assert (place.level, place.gazetteer_id, place.reason) == (level, "mgrs", "grid")
    assert distance_km(place.latitude, place.longitude, 35.8459, 38.5352) < 1.0


@pytest.mark.parametrize(
    ("written", "latitude", "longitude", "radius_m"),
    [
        ("36.20512, 37.16134", 36.20512, 37.16134, 10),
        ("36.205,37.161", 36.205, 37.161, 56),
        ("-33.860, -70.120", -33.86, -70.12, 56),
        ("36.2N 37.1E", 36.2, 37.1, 5566),
        ("33.51° N, 36.29° E", 33.51, 36.29, 557),
        ("33°30'36\"N 36°17'24\"E", 33.51, 36.29, 15),
        ("33°30′ S 36°17′ W", -33.5, -36.28333, 928),
    ],
)
def test_degrees_carry_half_a_unit_of_their_last_digit(
    written: str, latitude: float, longitude: float, radius_m: int
) -> None:
    place = only(f"Footage was filmed at {written}, it said.")
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=1e-5)
    assert place.radius_m == radius_m
    assert (place.gazetteer_id, place.reason) == ("degrees", "coordinates")


@pytest.mark.parametrize(
    "text",
    [
        "between 12.5, 40.2 and 60 percent",
        "37SDV58066",
        "99SDV580669",
        "37SZZ580669",
        "A37SDV580669",
        "at 91.000, 37.000",
        "version 1.234, 5.678.901",
        "call 555 123 4567 or 10.0.0.1",
        "36°12'30\"",
    ],
)
def test_look_alikes_are_no_coordinates(text: str) -> None:
    assert find_coordinates(text) == ()


def test_only_the_span_asked_for_is_read() -> None:
    text = "37SDV580669 and 38SLF123456"
    assert [place.name for place in find_coordinates(text, Span(12, len(text)))] == ["38SLF123456"]
    assert [place.name for place in find_coordinates(text)] == ["37SDV580669", "38SLF123456"]


south_of_the_equator = st.floats(-79, -1e-6)  # nearer to it, the library writes a square that it cannot read


@given(south_of_the_equator | st.floats(0, 83), st.floats(-179.9, 179.9), st.integers(2, 5))
def test_grids_round_trip_within_their_radius(latitude: float, longitude: float, precision: int) -> None:
    place = only(f"Grid {mgrs.MGRS().toMGRS(latitude, longitude, MGRSPrecision=precision)}.")
    slack = 1.05 if precision < 5 else 2.0
    assert distance_km(latitude, longitude, place.latitude, place.longitude) * 1000 <= place.radius_m * slack


@given(st.floats(-89, 89), st.floats(-179, 179), st.integers(3, 6))
def test_decimal_degrees_round_trip_within_their_radius(
    latitude: float, longitude: float, digits: int
) -> None:
    place = only(f"({latitude:.{digits}f}, {longitude:.{digits}f})")
    off_m = distance_km(latitude, longitude, place.latitude, place.longitude) * 1000
    assert off_m <= place.radius_m * math.sqrt(2) + 1


@given(st.text(alphabet="0123456789NSEWCDHJV°'\". ,-", max_size=300))
def test_any_text_gives_places_in_order_and_on_the_map(text: str) -> None:
    spans = [place.span for place in find_coordinates(text)]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans) if one and other)
    assert all(
        -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180 for place in find_coordinates(text)
    )
