"""Places in English sentences: what is one, what is not, where it lies. All texts are made up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmledger.places.build import ensure_gazetteer
from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.english.sentences.split import split_sentences
from harmledger.reading.english.where.toponyms import find_places
from harmledger.records.place import Place
from harmledger.records.span import Span


@pytest.fixture(scope="module")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    opened = Gazetteer.open(ensure_gazetteer(pytestconfig.cache.mkdir("gazetteer")))
    yield opened
    opened.close()


def read(gazetteer: Gazetteer, text: str, *, associative: bool = False) -> list[Place]:
    places = find_places(text, split_sentences(text), gazetteer, associative=associative)
    assert all(place.span is not None and place.span.of(text) == place.name for place in places)
    return list(places)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on the village of Kafr Nabl in Idlib province on Monday.", ["Kafr Nabl", "Idlib"]),
        (
            "A strike hit the Nuseirat refugee camp, north of Deir al-Balah.",
            ["Nuseirat refugee camp", "Deir al-Balah"],
        ),
        ("Two people died in Dearborn, Mich., and one in Toledo, OH.", ["Dearborn", "Mich.", "Toledo", "OH"]),
        ("BEIRUT (AP) — The army shelled Tyre overnight.", ["BEIRUT", "Tyre"]),
        ("Residents of St. Louis and Kansas City marched.", ["St. Louis", "Kansas City"]),
        ("The U.S. and the UK condemned it.", ["U.S.", "UK"]),
        ("Clashes were reported in al-Bab, Manbij and Jarabulus.", ["al-Bab", "Manbij", "Jarabulus"]),
        ("Shots were fired on Omar al-Mukhtar Street in Gaza City.", ["Mukhtar Street", "Gaza City"]),
        ("The van was stopped on Highway 30 in Smith County.", ["Highway 30", "Smith County"]),
    ],
)
def test_names_of_places_are_found_to_the_character(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    assert [place.name for place in read(gazetteer, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Mr. London told reporters that Paris Miller was safe.",
        "In March and April, Hope and Faith waited.",
        "Jordan Ellis said the Washington Post was wrong.",
        "Most of the Independent Commission came on Sunday.",
        "Gen. Hamilton and Dr. Lincoln spoke.",
        "The University of Aleppo issued a statement.",
        "Syrian forces and Israeli jets were blamed.",
        "",
        "\u202e\u202e\x00\x00",
    ],
)
def test_persons_bodies_months_and_peoples_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert read(gazetteer, text) == []


def test_peoples_and_bodies_are_given_when_asked_for(gazetteer: Gazetteer) -> None:
    text = "Syrian forces and the Mosul Police Department denied it."
    found = read(gazetteer, text, associative=True)
    assert [(place.name, place.country) for place in found] == [("Syrian", "SY"), ("Mosul", "IQ")]


@pytest.mark.parametrize(
    ("text", "name", "gazetteer_id"),
    [
        ("A house in Al-Zeitoun, Gaza City, was hit.", "Al-Zeitoun", "harmledger:ps-gaza-zeitoun"),
        ("People fled Tel al-Hawa in Gaza.", "Tel al-Hawa", "harmledger:ps-gaza-tal-al-hawa"),
        ("A raid near Zanjili, in western Mosul, killed a man.", "Zanjili", "harmledger:iq-al-zanjili"),
        ("They were treated at the European Hospital in Khan Younis.", "European Hospital",
         "harmledger:ps-gaza-european-gaza-hospital"),
        ("Drones struck Kalakla and Omdurman in Khartoum.", "Kalakla", "harmledger:sd-kalakla"),
    ],
)  # fmt: skip
def test_our_own_places_are_found_where_their_town_is_named(
    gazetteer: Gazetteer, text: str, name: str, gazetteer_id: str
) -> None:
    assert {place.name: place.gazetteer_id for place in read(gazetteer, text)}[name] == gazetteer_id


def test_a_misspelt_village_beside_its_area_is_still_found(gazetteer: Gazetteer) -> None:
    (village, strip) = read(gazetteer, "An explosion near Nusseirat, Gaza Strip, was heard.")
    assert (village.gazetteer_id, village.reason) == ("harmledger:ps-gaza-nuseirat-camp", "inside_named_area")
    assert strip.level == "province"


def test_a_grid_is_a_place_and_its_letters_are_none(gazetteer: Gazetteer) -> None:
    (near, grid) = read(gazetteer, "The strike near Raqqa, grid 37S DV 580 669, was assessed.")
    assert near.country == "SY"
    assert (grid.name, grid.level, grid.radius_m) == ("37S DV 580 669", "exact", 71)


def test_the_title_helps_to_decide(gazetteer: Gazetteer) -> None:
    text = "Three people were hurt in Columbus, the rescue service said."
    sentences = split_sentences(text)
    plain, helped = (
        find_places(text, sentences, gazetteer, title=t) for t in (None, "Columbus, Indiana News")
    )
    assert ([p.admin1 for p in plain], [p.admin1 for p in helped]) == (["OH"], ["IN"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A car was hit near Tall al-Ghunayma, Syria, at noon.", ["Syria"]),
        ("A car was hit near As Shaddadi, Syria, at noon.", ["As Shaddadi", "Syria"]),
        ("A shop on the South Side of Houston burnt.", ["Houston"]),
    ],
)
def test_a_name_is_not_cut_behind_its_first_word(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [place.name for place in read(gazetteer, text)] == names


def test_some_sentences_are_read_with_the_whole_text_as_context(gazetteer: Gazetteer) -> None:
    text = "The fair is in Tyler, Texas, in Smith County. Later a man was shot in Paris."
    last = split_sentences(text)[1]
    (alone,) = read(gazetteer, last.of(text))
    (place,) = find_places(text, [last], gazetteer)
    assert (alone.country, place.country) == ("FR", "US")
    assert place.span == Span(text.index("Paris"), text.index("Paris") + 5)


def test_a_street_is_as_uncertain_as_its_town(gazetteer: Gazetteer) -> None:
    (street, town) = read(gazetteer, "A car was hit on Palm Street in Rafah.")
    assert (street.level, street.radius_m, street.country) == ("street", town.radius_m, "PS")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="AaBbTx'’.-, \n()\u202e\x0037SDV5°NEal", max_size=400))
def test_any_text_is_read_without_overlaps_and_always_alike(gazetteer: Gazetteer, text: str) -> None:
    found = read(gazetteer, text, associative=True)
    spans = [place.span for place in found if place.span is not None]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert found == read(gazetteer, text, associative=True)


def test_a_very_long_text_takes_linear_time(gazetteer: Gazetteer) -> None:
    """Counts what is found, not seconds: a quadratic reader would never come to the end of it."""
    text = "Aleppo and Xqz, " * 10_000
    assert len(find_places(text, [Span(0, len(text))], gazetteer)) == 10_000
