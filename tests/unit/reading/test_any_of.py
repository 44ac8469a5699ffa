"""Lists of phrases: the pattern made of them finds what trying each of them, the longest first, would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.any_of import any_of
from harmledger.reading.english.harm.figures import speaks_of_harm

_PHRASES = st.lists(st.text("ab'é (", min_size=1, max_size=4), min_size=1, max_size=6)


@given(_PHRASES, st.text("abAB'é (", max_size=12))
def test_it_finds_the_longest_of_its_phrases_wherever_one_stands(phrases: list[str], text: str) -> None:
    longest_first = sorted(phrases, key=len, reverse=True)
    each = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE | re.ASCII)
    assert [m.span() for m in re.finditer(any_of(phrases), text)] == [m.span() for m in each.finditer(text)]


def test_what_may_stand_for_a_blank_stands_for_it_in_every_phrase() -> None:
    pattern = re.compile(any_of(("at least", "at most", "at"), blank=r"\s{1,2}"))
    assert [found[0] for found in pattern.finditer("AT\n least, at most, at   most")] == [
        "AT\n least",
        "at most",
        "at",
    ]


def test_a_word_that_says_harm_only_with_its_particle_lets_no_other_sentence_through() -> None:
    assert speaks_of_harm("The two were gunned down in the harbour.")
    assert not speaks_of_harm("The officer laid his gun on the table.")
