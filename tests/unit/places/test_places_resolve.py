"""Names of one document are decided together: by the area beside them, the rest of the document, people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmledger.places.gazetteer import Gazetteer
from harmledger.places.resolve import Mention, resolve
from harmledger.records.place import Place
from harmledger.records.span import Span

NAMES = (
    "Paris",
    "Tripoli",
    "Georgia",
    "Aleppo",
    "Idlib",
    "Springfield",
    "Gaza",
    "Houston",
    "Lebanon",
    "Hit",
    "Xqzzvbr",
)


def mentions(*names: str) -> list[Mention]:
    """The names one after the other; `A < B` names B beside A as the area around it."""
    found: list[Mention] = []
    for name in names:
        inner, _, outer = name.partition(" < ")
        at = len(found)
        found.append(
            Mention(inner, Span(100 * at, 100 * at + len(inner)), container=at + 1 if outer else None)
        )
        if outer:
            found.append(Mention(outer, Span(100 * at + 50, 100 * at + 50 + len(outer))))
    return found


def countries(places: Sequence[Place | None]) -> list[str | None]:
    return [place.country if place else None for place in places]


def test_alone_a_name_means_where_most_people_live(gazetteer: Gazetteer) -> None:
    (paris,) = resolve(mentions("Paris"), gazetteer)
    assert paris is not None
    assert (paris.country, paris.level, paris.reason) == ("FR", "city", "most_people")
    assert 1 <= len(paris.candidates) <= 5
    assert paris.gazetteer_id not in {other.gazetteer_id for other in paris.candidates}


@pytest.mark.parametrize(
    ("name", "country"), [("Tripoli < Lebanon", "LB"), ("Tripoli < Libya", "LY"), ("Paris < Texas", "US")]
)
def test_the_area_named_beside_it_decides(gazetteer: Gazetteer, name: str, country: str) -> None:
    inner, _ = resolve(mentions(name), gazetteer)
    assert inner is not None
    assert (inner.country, inner.reason) == (country, "inside_named_area")


def test_a_name_with_two_areas_is_two_places(gazetteer: Gazetteer) -> None:
    found = resolve(mentions("Tripoli < Lebanon", "Tripoli < Libya"), gazetteer)
    assert countries(found) == ["LB", "LB", "LY", "LY"]


def test_said_once_with_its_area_it_keeps_it(gazetteer: Gazetteer) -> None:
    found = resolve(mentions("Athens", "Athens < Ohio", "Athens"), gazetteer)
    assert len({place.gazetteer_id for place in (found[0], found[1], found[3]) if place}) == 1
    assert found[0] is not None
    assert found[0].country == "US"


def test_the_rest_of_the_document_decides(gazetteer: Gazetteer) -> None:
    caucasus = resolve(mentions("Georgia", "Tbilisi", "Batumi", "Sukhumi"), gazetteer)
    america = resolve(mentions("Georgia", "Atlanta", "Savannah", "Alabama"), gazetteer)
    assert (caucasus[0] and caucasus[0].level, america[0] and america[0].level) == ("country", "province")
    iraq = resolve(mentions("Hit", "Ramadi", "Haditha", "Anbar"), gazetteer)
    assert iraq[0] is not None
    assert iraq[0].country == "IQ"


def test_a_word_such_as_province_decides_between_a_town_and_its_province(gazetteer: Gazetteer) -> None:
    bare = resolve([Mention("Aleppo", Span(0, 6))], gazetteer)[0]
    province = resolve([Mention("Aleppo", Span(0, 6), frozenset(("province",)))], gazetteer)[0]
    assert (bare and bare.level, province and province.level) == ("city", "province")


def test_the_home_country_weighs_in(gazetteer: Gazetteer) -> None:
    (place,) = resolve(mentions("Manchester"), gazetteer, home_country="US")
    assert place is not None
    assert place.country == "US"


def test_a_name_that_only_sounds_alike_needs_support(gazetteer: Gazetteer) -> None:
    with_area = resolve(mentions("Nusseirat Camp < Gaza Strip"), gazetteer)[0]
    assert with_area is not None
    assert with_area.gazetteer_id == "harmledger:ps-gaza-nuseirat-camp"
    assert resolve(mentions("Nusseirat Camp", "Ohio", "Cleveland", "Dayton"), gazetteer)[0] is None


def test_a_street_lies_somewhere_in_its_town(gazetteer: Gazetteer) -> None:
    street = Mention("Nasser Street", Span(0, 13), frozenset(("street",)), container=1, within_only=True)
    placed, town = resolve([street, Mention("Khan Younis", Span(15, 26))], gazetteer)
    assert placed is not None
    assert town is not None
    assert (placed.latitude, placed.longitude, placed.radius_m) == (
        town.latitude,
        town.longitude,
        town.radius_m,
    )
    assert (placed.level, placed.reason) == ("street", "unlisted")
    assert resolve([street._replace(container=None)], gazetteer) == (None,)


def test_the_unknown_stays_null(gazetteer: Gazetteer) -> None:
    assert resolve(mentions("Xqzzvbr"), gazetteer) == (None,)
    assert resolve([], gazetteer) == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(NAMES), max_size=12))
def test_the_same_document_is_always_resolved_alike(gazetteer: Gazetteer, names: list[str]) -> None:
    first, again = resolve(mentions(*names), gazetteer), resolve(mentions(*names), gazetteer)
    assert first == again
    assert len(first) == len(names)
    by_name: dict[str, set[str]] = {}
    for name, place in zip(names, first, strict=True):
        if place is not None:
            by_name.setdefault(name, set()).add(place.gazetteer_id)
    assert all(len(meanings) == 1 for meanings in by_name.values())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.permutations(("Aleppo", "Idlib", "Hama", "Azaz", "Manbij", "Damascus")))
def test_the_order_of_clear_names_changes_nothing(gazetteer: Gazetteer, names: list[str]) -> None:
    found = dict(zip(names, resolve(mentions(*names), gazetteer), strict=True))
    assert {place.country for place in found.values() if place} == {"SY"}
    usual = resolve(mentions(*sorted(names)), gazetteer)
    assert [found[name] and found[name].gazetteer_id for name in sorted(names)] == [
        p and p.gazetteer_id for p in usual
    ]


def test_a_quarter_is_not_a_town_of_that_name_elsewhere(gazetteer: Gazetteer) -> None:
    around = mentions("Chicago", "Evanston")
    quarter = Mention("Oakdale", Span(200, 207), frozenset({"neighbourhood"}))
    again = Mention("Oakdale", Span(300, 307))
    (_, evanston, said, bare) = resolve([*around, quarter, again], gazetteer)
    assert (said, bare) == (None, None)
    street = Mention("Oakdale Street", Span(400, 414), frozenset({"street"}), within_only=True)
    (*_, placed) = resolve([*around, quarter, street], gazetteer)
    assert evanston is not None
    assert placed is not None
    assert (placed.latitude, placed.reason) == (evanston.latitude, "unlisted")


def test_a_small_place_far_from_all_others_is_doubted(gazetteer: Gazetteer) -> None:
    assert countries(resolve(mentions("Reykjavik", "Akureyri", "Whitehaven"), gazetteer)) == [
        "IS",
        "IS",
        None,
    ]
    assert countries(resolve(mentions("Reykjavik", "Whitehaven"), gazetteer)) == ["IS", "GB"], (
        "one place says little"
    )
    assert countries(resolve(mentions("Sirte", "Misrata", "Murzuq"), gazetteer)) == ["LY"] * 3, (
        "its country is spoken of"
    )


def test_a_place_lies_in_the_country_named_beside_it(gazetteer: Gazetteer) -> None:
    assert countries(resolve(mentions("Al Rashid < Syria"), gazetteer)) == [None, "SY"]
    inner, middle, outer = Span(0, 2), Span(4, 14), Span(16, 21)
    chain = [
        Mention("Sur", inner, container=1),
        Mention("Deir ez-Zor", middle, container=2),
        Mention("Syria", outer),
    ]
    (village, town, _) = resolve(chain, gazetteer)
    assert village is not None
    assert town is not None
    assert (village.latitude, village.reason) == (town.latitude, "unlisted")
