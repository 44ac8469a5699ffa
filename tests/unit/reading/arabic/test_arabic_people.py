"""Every noun for people, in the singular, dual and plural, says as many as the grammar says; clitics do not hide it."""

from __future__ import annotations

import pytest

from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.people.chunks import find_chunks
from harmledger.reading.arabic.people.nouns import Noun, people_lexicon
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import split_words

ALL = list({form.noun.words: form.noun for form in people_lexicon().forms.values()}.values())
NOUNS = [noun for noun in ALL if not noun.only_before]
FREE = [noun for noun in NOUNS if not noun.kin]
"""Nouns that count people without a possessor."""


def chunks(content: str) -> list[Chunk]:
    """The people counted in `content`."""
    folded = Folded(content)
    return find_chunks(split_words(folded.words, 0, len(folded.words)))


def opened(word: str) -> str:
    """The word as endings are added to it: a ta marbuta opens into ت."""
    return word[:-1] + "ت" if word.endswith("ة") else word


@pytest.mark.parametrize("noun", FREE, ids=lambda noun: noun.words[0])
def test_the_singular_is_one(noun: Noun) -> None:
    if noun.no_single:
        assert chunks(noun.words[0]) == []
        return
    (one,) = chunks(noun.words[0])
    assert (one.kind, one.low, one.high, one.form) == ("exact", 1, 1, "single")


@pytest.mark.parametrize("noun", [n for n in NOUNS if not n.no_dual], ids=lambda noun: noun.words[0])
def test_the_dual_is_two(noun: Noun) -> None:
    (nominative,) = chunks(opened(noun.words[0]) + "ان")
    assert (nominative.kind, nominative.low, nominative.high) == ("exact", 2, 2)
    if "ون" not in noun.words:  # else "ين" is the plural too
        (oblique,) = chunks(opened(noun.words[0]) + "ين")
        assert (oblique.kind, oblique.low, oblique.high) == ("exact", 2, 2)


@pytest.mark.parametrize("noun", [n for n in FREE if len(n.words) > 1], ids=lambda noun: noun.words[0])
def test_the_plural_counts_by_its_number(noun: Noun) -> None:
    base = noun.words[0]
    plurals = [base.removesuffix("ة") + w if w in ("ون", "ات") else w for w in noun.words[1:]]
    for plural in plurals:
        (counted,) = chunks(f"سبعة {plural}")
        assert (counted.kind, counted.low, counted.high) == ("exact", 7, 7), plural
        if not noun.no_plural_alone:
            (bare,) = chunks(plural)
            assert (bare.kind, bare.low, bare.form) == ("plural_only", None, "plural"), plural


@pytest.mark.parametrize("clitics", ["و", "ف", "ب", "ل", "وب"])
def test_clitics_do_not_hide_people(clitics: str) -> None:
    (two,) = chunks(f"{clitics}طفلتين")
    assert (two.low, two.who.age, two.who.sex) == (2, "child", "female")
    assert two.joined == clitics.startswith("و")
    assert two.governed == clitics.endswith(("ب", "ل"))


@pytest.mark.parametrize(
    ("words", "kind", "low", "high"),
    [
        ("أكثر من 20 مدنياً", "more_than", 20, None),
        ("ما لا يقل عن ثلاثة أشخاص", "at_least", 3, None),
        ("نحو أربعين شخصاً", "about", 40, 40),
        ("بين ثلاثة وخمسة أشخاص", "between", 3, 5),
        ("3-5 أشخاص", "between", 3, 5),
        ("خمسة أشخاص على الأقل", "at_least", 5, None),
        ("أقل من عشرة أشخاص", "less_than", None, 10),
        ("عشرات المدنيين", "vague", None, None),
        ("عدد من الأطفال", "vague", None, None),
        ("الأطفال الثلاثة", "exact", 3, 3),
        ("أطفالهما الثلاثة", "exact", 3, 3),
        ("شخص واحد", "exact", 1, 1),
        ("15 من المدنيين", "exact", 15, 15),
    ],
)
def test_a_quantity_is_kept_as_said(words: str, kind: str, low: int | None, high: int | None) -> None:
    (one,) = chunks(words)
    assert (one.kind, one.low, one.high) == (kind, low, high)


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun.no_single], ids=lambda noun: noun.words[0])
@pytest.mark.parametrize("number", [11, 12, 40, 100])
def test_behind_eleven_and_more_the_noun_is_singular(noun: Noun, number: int) -> None:
    (counted,) = chunks(f"{number} {noun.words[0]}")
    assert (counted.low, counted.outcome) == (number, noun.outcome)


@pytest.mark.parametrize("noun", [noun for noun in ALL if noun.only_before], ids=lambda noun: noun.words[0])
def test_cases_are_people_only_before_what_they_are_cases_of(noun: Noun) -> None:
    for behind in noun.only_before:
        (cases,) = chunks(f"15 {noun.words[0]} {behind}")
        assert (cases.low, cases.outcome) == (15, noun.outcome)
    assert not any(chunk.outcome for chunk in chunks(f"15 {noun.words[0]} طوارئ"))
