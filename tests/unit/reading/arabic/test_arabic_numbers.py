"""Every number word from 1 to 999,999, in both genders and cases, reads back; digits of three scripts do too."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic_grammar import Case, Gender, written
from harmledger.reading.arabic.how_many.numbers import Numeral, read_number
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import split_words

GENDERS: tuple[Gender, ...] = ("masculine", "feminine")
CASES: tuple[Case, ...] = ("nominative", "oblique")
FORMS = list(itertools.product(GENDERS, CASES))


def read(content: str) -> tuple[Numeral | None, int]:
    """The number at the first word, and how many words there are."""
    folded = Folded(content)
    words = split_words(folded.words, 0, len(folded.words))
    return read_number(words, 0), len(words)


@pytest.mark.parametrize(("gender", "case"), FORMS)
def test_every_number_below_a_thousand_reads_back(gender: Gender, case: Case) -> None:
    for number in range(1, 1_000):
        found, words = read(written(number, gender, case))
        assert found is not None, number
        assert (found.value, found.last + 1) == (number, words), number


@given(number=st.integers(1_000, 999_999), form=st.sampled_from(FORMS))
def test_every_larger_number_reads_back(number: int, form: tuple[Gender, Case]) -> None:
    found, words = read(written(number, *form))
    assert found is not None
    assert (found.value, found.last + 1) == (number, words)


@given(number=st.integers(0, 10_000_000))
def test_digits_of_three_scripts_are_one_number(number: int) -> None:
    latin = str(number)
    indic = latin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    persian = latin.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    values = {found.value for one in (latin, indic, persian, f"{number:,}") if (found := read(one)[0])}
    assert values == {number}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("خمسةً وعشرينَ", 25),
        ("ثلاثمائة وخمس", 305),
        ("خمس مئة", 500),
        ("ثمانمائة", 800),
        ("١٢ ألفاً", 12_000),
        ("وثمانية وثمانين", 88),
        ("مائتي ألف", 200_000),
        ("مليونين وثلاثمئة ألف", 2_300_000),
    ],
)
def test_spellings_vary(words: str, value: int) -> None:
    found, count = read(words)
    assert found is not None
    assert (found.value, found.last + 1) == (value, count)


@pytest.mark.parametrize(
    "words", ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "آلاف", "كتاب", "ثالث"]
)
def test_days_plurals_and_ordinals_are_no_numbers(words: str) -> None:
    assert read(words)[0] is None
