"""Sentences made by the rules of Arabic grammar, from numbers, forms and nouns: each is read as the rules say."""

from __future__ import annotations

import itertools

import pytest

from arabic_grammar import written
from harmledger.reading.arabic.harm.cues import harm_lexicon
from harmledger.reading.arabic.harm.figures import read_figures
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import split_words

Read = tuple[str, str, int | None, str | None]


def figures(content: str) -> list[Read]:
    """Outcome, group, number and relation of each figure of `content`."""
    folded = Folded(content)
    found = read_figures(folded, split_words(folded.words, 0, len(folded.words)))
    return [
        (f.outcome, f.group, f.quantity.low, f.relation.kind if f.relation is not None else None)
        for f in found.figures
    ]


def counted(number: int, *forms: str) -> str:
    """`number` (1 to 99) of a masculine noun, whose singular, dual, plural and accusative are `forms`."""
    single, dual, plural, accusative = forms
    if number <= 2:
        return (single, dual)[number - 1]
    return f"{written(number, 'masculine', 'nominative')} {plural if number <= 10 else accusative}"


CHILDREN = ("طفل", "طفلان", "أطفال", "طفلاً")
MEN = ("رجل", "رجلان", "رجال", "رجلاً")
CIVILIANS = ("مدني", "مدنيان", "مدنيين", "مدنياً")


@pytest.mark.parametrize("number", range(1, 100))
def test_a_further_number_is_read_behind_its_conjunction(number: int) -> None:
    more = counted(number, *CHILDREN)
    assert figures(f"جرح رجلان و{more} بقصف على البلدة") == [
        ("injured", "men", 2, None),
        ("injured", "children", number, "part"),
    ]


@pytest.mark.parametrize(("children", "men"), [*itertools.product((1, 2, 3, 5, 11), (1, 2, 4, 12))])
def test_those_who_add_up_to_the_number_before_them_are_told_of_one_by_one(children: int, men: int) -> None:
    listed = f"{counted(children, *CHILDREN)} و{counted(men, *MEN)}"
    whole = counted(children + men, *CIVILIANS)
    expected = [
        ("injured", "civilians", children + men, None),
        ("injured", "children", children, "subset"),
        ("injured", "men", men, "subset"),
    ]
    if children + men > 2:
        for led in (
            f"{whole} هم {listed}",
            f"{whole}: {listed}",
            f"{whole} ({listed})",
            f"{whole}، {listed}",
        ):
            assert figures(f"أصيب {led} بقصف على البلدة") == expected, led
    more = counted(children + men + 1, *CIVILIANS)
    assert ("injured", "men", men, "subset") not in figures(f"أصيب {more}، {listed} بقصف على البلدة")
    assert ("injured", "men", men, "subset") in figures(f"أصيب {more} هم {listed} بقصف على البلدة")


LIVES = {
    "فقد": "حياته",
    "فقدت": "حياتها",
    "فقدا": "حياتهما",
    "فقدوا": "حياتهم",
    "خسر": "حياته",
    "خسروا": "أرواحهم",
}


@pytest.mark.parametrize("verb", LIVES)
@pytest.mark.parametrize("number", [1, 2, 3, 11, 40])
def test_who_loses_life_is_dead(verb: str, number: int) -> None:
    people = counted(number, *CIVILIANS)
    assert figures(f"{verb} {people} {LIVES[verb]} في غارة") == [("killed", "civilians", number, None)]


@pytest.mark.parametrize("word", sorted(harm_lexicon().remains))
@pytest.mark.parametrize("number", [2, 3, 12])
def test_bodies_are_those_of_the_people_behind_them(word: str, number: int) -> None:
    people = counted(number, *CHILDREN)
    assert figures(f"وانتشلت الفرق {word} {people} من تحت الركام") == [("killed", "children", number, None)]


@pytest.mark.parametrize(("whole", "some"), [(5, 3), (8, 5), (11, 4), (20, 12)])
def test_some_of_them_are_a_part_with_what_they_are(whole: int, some: int) -> None:
    said = written(some, "masculine", "nominative")
    for behind, group in (("أطفال", "children"), ("رجال", "men"), ("بحالة خطرة", "people")):
        assert figures(f"جرح {counted(whole, *CIVILIANS)}، {said} منهم {behind}") == [
            ("injured", "civilians", whole, None),
            ("injured", group, some, "subset"),
        ]


@pytest.mark.parametrize("number", [3, 5, 11, 30])
def test_those_named_before_the_verb_are_the_whole_of_those_among_them(number: int) -> None:
    assert figures(f"قال الأهالي إن {counted(number, *CIVILIANS)} قتلوا من بينهم امرأتان وأصيب رجل") == [
        ("killed", "civilians", number, None),
        ("killed", "women", 2, "subset"),
        ("injured", "men", 1, None),
    ]


NAMES = ("سامي الأحمد", "وليد الحسن", "نورا خالد", "ليلى سعيد", "وسيم عمر", "هدى وفيق")


@pytest.mark.parametrize("number", range(2, len(NAMES) + 1))
@pytest.mark.parametrize("joint", [" و", "، و", "، "])
def test_names_in_a_row_are_counted_and_none_is_kept(number: int, joint: str) -> None:
    row = joint.join(NAMES[:number])
    for sentence in (f"استشهد كل من {row} جراء القصف", f"قائمة الجرحى هم: {row}."):
        folded = Folded(sentence)
        (figure,) = read_figures(folded, split_words(folded.words, 0, len(folded.words))).figures
        assert figure.quantity.low == number, sentence
        assert not any(word in figure.quantity.phrase for name in NAMES for word in name.split())


@pytest.mark.parametrize("how", ["جراء", "إثر", "في", "بعد"])
def test_one_person_behind_a_definite_noun_is_whom_the_verb_befell(how: str) -> None:
    assert figures(f"أصيب {how} القصف على البلدة رجل وامرأة") == [
        ("injured", "men", 1, None),
        ("injured", "women", 1, "part"),
    ]
    assert figures(f"قتل {how} استهداف سيارة رجل") == []


@pytest.mark.parametrize(("whole", "children"), [(5, 3), (8, 5), (20, 4)])
def test_a_part_between_people_and_their_verb_leaves_them_the_whole(whole: int, children: int) -> None:
    part = counted(children, *CHILDREN)
    for insertion in (f"بينهم {part}", f"، بينهم {part}،", f"بينهم {part} وامرأتان"):
        first, second, *_ = figures(f"أفاد الأهالي أن {counted(whole, *CIVILIANS)} {insertion} أصيبوا بالقصف")
        assert first == ("injured", "civilians", whole, None), insertion
        assert second == ("injured", "children", children, "subset"), insertion


@pytest.mark.parametrize("verb", ["قتلا", "أصيبا"])
def test_two_of_a_family_before_a_verb_of_two(verb: str) -> None:
    outcome = "killed" if verb == "قتلا" else "injured"
    for kin in ("زوجته", "عمه", "شقيقه", "والد الشاب"):
        first, second = figures(f"قال الأهالي إن رجلا و{kin} {verb} بالقصف")
        assert (first[0], first[2], second[0], second[2]) == (outcome, 1, outcome, 1), kin
    assert figures("ثلاثة قتلا") == [("killed", "people", 3, None)]


@pytest.mark.parametrize("number", [7, 12, 155])
def test_a_number_may_stand_before_the_word_for_its_toll(number: int) -> None:
    for head in ("عدد", "تعداد"):
        assert figures(f"ليرتفع إلى {number} {head} الشهداء") == [("killed", "people", number, None)]


@pytest.mark.parametrize(("head", "outcome"), [("الشهداء", "killed"), ("الجرحى", "injured")])
def test_those_who_are_the_dead_or_the_hurt_are_told_of_as_such(head: str, outcome: str) -> None:
    for said in ("هم", "هم:", "في القصف هم", "بقصف البلدة هم", ":"):
        assert figures(f"{head} {said} ثلاثة أطفال") == [(outcome, "children", 3, None)], said
    assert figures(f"{head} هم رجل وزوجته وطفلاهما") == [
        (outcome, "men", 1, None),
        (outcome, "women", 1, "part"),
        (outcome, "children", 2, "part"),
    ]
