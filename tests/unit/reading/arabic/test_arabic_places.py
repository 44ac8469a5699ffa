"""Which words of an Arabic text are names of places, and what they mean: by kind, by party, by what else is named."""

from __future__ import annotations

import pytest

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.arabic.people.nouns import people_lexicon
from harmledger.reading.arabic.stance.lexicon import deeds
from harmledger.reading.arabic.where.toponyms import NamedPlace, find_places
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import split_words
from harmledger.records.place import Place


def found(content: str, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    folded = Folded(content)
    return find_places(folded, split_words(folded.words, 0, len(folded.words)), gazetteer)


def scenes(content: str, gazetteer: Gazetteer) -> list[Place]:
    return [one.place for one in found(content, gazetteer) if one.scene]


def test_a_listed_name_keeps_its_word_of_kind(gazetteer: Gazetteer) -> None:
    (place,) = scenes("استهدفت الغارات جبل الزاوية", gazetteer)
    assert (place.name, place.country) == ("جبل الزاوية", "SY")


def test_a_name_in_quotation_marks_behind_its_kind(gazetteer: Gazetteer) -> None:
    (place,) = scenes("قصف قرب معبر “باب الهوى”", gazetteer)
    assert place.country == "SY"


@pytest.mark.parametrize("party", ["قوات النظام", "هيئة تحرير الشام", "ميليشيا قسد"])
def test_a_party_that_fights_in_one_country_tells_which_town_is_meant(
    party: str, gazetteer: Gazetteer
) -> None:
    places = scenes(f"قصف {party} على مدينة أريحا", gazetteer)
    assert [place.country for place in places] == ["SY"]
    assert [place.country for place in scenes("قصف على مدينة أريحا ومدينة نابلس", gazetteer)] == ["PS", "PS"]


def test_a_party_is_no_scene_but_inside_it_things_happen(gazetteer: Gazetteer) -> None:
    assert [one.scene for one in found("قصفت روسيا القرية", gazetteer)] == [False]
    assert [place.country for place in scenes("قُتل رجل في روسيا", gazetteer)] == ["RU"]


def test_a_village_to_one_side_of_a_town_is_not_in_the_town(gazetteer: Gazetteer) -> None:
    village, *_ = scenes("قصف على قرية الكرمانة جنوبي إدلب", gazetteer)
    inside, *_ = scenes("قصف على قرية الكرمانة في مدينة إدلب", gazetteer)
    assert village.radius_m > 3 * inside.radius_m


@pytest.mark.parametrize(
    "side",
    [
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "بريف",
        "في ريف",
        "في الريف الشمالي لمحافظة",
    ],
)
def test_a_side_of_a_town_is_the_land_around_it(side: str, gazetteer: Gazetteer) -> None:
    unlisted, around = scenes(f"قصف على قرية الكرمانة {side} إدلب", gazetteer)
    listed, *_ = scenes(f"قصف على بلدة بنش {side} إدلب", gazetteer)
    assert (unlisted.reason, around.level, unlisted.radius_m) == ("unlisted", "province", around.radius_m)
    assert (listed.name, listed.radius_m) == ("بنش", 3000)


@pytest.mark.parametrize("edge", ["محيط مدينة", "أطراف مدينة", "مدينة"])
def test_the_surroundings_of_a_town_are_the_town(edge: str, gazetteer: Gazetteer) -> None:
    (place,) = scenes(f"قصف على {edge} بنش", gazetteer)
    assert (place.name, place.level) == ("بنش", "town")


@pytest.mark.parametrize("mark", ["::", ":", " |", "/"])
def test_a_province_heads_its_line(mark: str, gazetteer: Gazetteer) -> None:
    content = f"قصف على مدينة بنش\nحلب{mark} قصف على قرية الكرمانة\nسقط قتيل في قرية الزرقانة"
    assert [(place.name, place.level) for place in scenes(content, gazetteer)] == [
        ("بنش", "town"), ("حلب", "province"), ("الكرمانة", "village"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["حلب", "حمص", "الرقة", "السويداء", "طرطوس", "إدلب", "درعا"])
def test_a_governorate_is_named_with_its_word_or_without(name: str, gazetteer: Gazetteer) -> None:
    (with_word,) = scenes(f"قصف في محافظة {name}", gazetteer)
    around, *_ = scenes(f"{name}: قصف", gazetteer)
    assert with_word.level == "province"
    assert around.gazetteer_id == with_word.gazetteer_id


def test_words_for_people_and_deeds_are_no_villages(gazetteer: Gazetteer) -> None:
    words = sorted({*people_lexicon().forms, *deeds()})
    text = "حلب " + " ".join(f"في {word}" for word in words)
    assert {one.place.name for one in found(text, gazetteer)} == {"حلب"}


def test_a_word_of_every_page_is_a_town_only_behind_a_word_of_place(gazetteer: Gazetteer) -> None:
    assert scenes("صور ترصد الدمار بعد القصف", gazetteer) == []
    (place,) = scenes("قصف على مدينة صور", gazetteer)
    assert place.name == "صور"
