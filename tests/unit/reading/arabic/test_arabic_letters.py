"""Folding loses no way back: any span of the folded text leads to words of the text as given (law 2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.arabic.words.letters import Folded, fold
from harmledger.reading.arabic.words.split import split_words

LETTERS = st.text(
    st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةـ ًٌٍَُِّْ٠١٢۳۴،؛؟#_“”\u200f\u200e\ufefb\ufedf\n"),
        st.characters(),
    ),
    max_size=60,
)


@given(content=LETTERS)
def test_every_word_leads_back_to_its_own_letters(content: str) -> None:
    folded = Folded(content)
    for word in split_words(folded.words, 0, len(folded.words)):
        said = folded.span(word.start, word.end).of(content)
        assert fold(said).endswith(word.text) or word.text in fold(said)


@given(content=LETTERS)
def test_folding_twice_changes_nothing_more(content: str) -> None:
    once = fold(content)
    assert fold(once) == once


def test_a_diacritic_belongs_to_the_word_before_it() -> None:
    content = "قُتِلَ طفلٌ."
    folded = Folded(content)
    first, second = split_words(folded.words, 0, len(folded.words))[:2]
    assert [folded.span(w.start, w.end).of(content) for w in (first, second)] == ["قُتِلَ", "طفلٌ"]


def test_spellings_of_one_word_are_one() -> None:
    assert len({fold(word) for word in ("إدلب", "ادلب", "أدلب", "إدلـــب", "إِدلب")}) == 1


def test_marks_inside_a_word_hide_it_from_a_platform_only() -> None:
    assert {fold(word) for word in ("قصف", "قصـ.ـف", "قصــ..ـف", "ق*ص*ف", "قص*ف", "ق.ـصف")} == {"قصف"}
    assert fold("بالقصف.ثم") == "بالقصف.ثم", "a full stop without a blank ends a sentence"
