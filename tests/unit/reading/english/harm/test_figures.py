"""Figures: the golden table of constructions, and the laws that hold for every sentence."""

from __future__ import annotations

import cProfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmledger.reading.english.harm.figures import Described, SentenceReading, read_figures, speaks_of_harm
from harmledger.reading.english.how_many.ages import find_ages
from harmledger.reading.english.how_many.quantities import find_quantities
from harmledger.reading.english.sentences.parse import parse
from harmledger.records.figure import Figure
from harmledger.records.span import Span

CASES = tomllib.loads((Path(__file__).parents[4] / "golden" / "figures" / "cases.toml").read_text("utf-8"))[
    "cases"
]


def read(text: str) -> SentenceReading:
    (sentence,) = parse(text, [Span(0, len(text))])
    return read_figures(sentence, find_quantities(text, sentence.span), find_ages(text, sentence.span))


def as_case(figure: Figure) -> dict[str, Any]:
    quantity, relation = figure.quantity, figure.relation
    told = {
        "outcome": figure.outcome, "group": figure.group, "kind": quantity.kind, "low": quantity.low,
        "high": quantity.high, "phrase": quantity.phrase, "per": figure.per,
        "relation": f"{relation.kind} {relation.figure}" if relation else None,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value is not None}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_constructions(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    assert [as_case(figure) for figure in reading.figures] == case["figures"]
    assert [person.name for person in reading.persons] == case.get("persons", [])
    assert speaks_of_harm(case["text"]) or not case["figures"]


def test_labels_are_kept_as_the_voice_says_them() -> None:
    assert read("The army said it killed four terrorists.").figures[0].who.label == "terrorists"
    assert read("Six youths were martyred in the raid.").figures[0].who.label == "martyred"
    assert read("Six youths were killed in the raid.").figures[0].who.label is None


def test_a_name_comes_with_its_words_its_age_and_what_befell() -> None:
    text = "Two others were killed: Karim Adel, 26, and Salma Noor, 15."
    karim, salma = read(text).persons
    assert (karim.span.of(text), karim.outcome, karim.age_years) == ("Karim Adel", "killed", 26)
    assert (salma.name, salma.age_years, salma.who.age) == ("Salma Noor", 15, "child")


def test_definite_people_and_some_of_a_toll_are_marked() -> None:
    assert read("The driver was killed.").described == (Described(definite=True),)
    assert read("A driver was killed.").described == (Described(),)
    assert read("Three medics were among the dead.").described == (Described(partial=True),)
    assert read("Another two people were wounded.").described == (Described(additional=True),)
    assert read("Karim Adel, 26, was killed.").described == (Described(name="Karim Adel", age_years=26),)


def test_what_is_only_supposed_is_no_figure_and_says_so() -> None:
    reading = read("The mine could kill ten people.")
    assert (reading.figures, reading.hypothetical, reading.bare) == ((), True, True)


def test_what_needs_another_word_is_no_harm_without_it() -> None:
    assert speaks_of_harm("Six passengers were taken to hospital.")
    assert not speaks_of_harm("Six passengers were taken to the station.")
    assert not speaks_of_harm("The minister took questions on the budget.")


PIECES = (
    "two men", "a girl", "Karim Adel", "he", "the victims", "killed", "were shot", "and", ",", "(", ")",
    "including", "of them", "12", "at least 3", "among", "with", "wounded", "himself", "dead", ":", "was",
    "by", "\u202e", "“",
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_any_heap_of_words_is_read_with_phrases_in_place_and_relations_in_range(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    for index, figure in enumerate(reading.figures):
        assert figure.quantity.span.of(text) == figure.quantity.phrase
        if figure.relation is not None:
            assert figure.relation.figure != index
            assert 0 <= figure.relation.figure < len(reading.figures)
    for person in reading.persons:
        assert person.span.of(text) == person.name
    assert len(reading.described) == len(reading.figures)


def test_long_lists_cost_in_line_with_their_length() -> None:
    """Counts calls, not seconds: eight times the list may take twice eight times as many, not 64 times."""

    def calls(count: int) -> int:
        text = "Killed were " + ", ".join(["two men"] * count) + " and a girl."
        (sentence,) = parse(text, [Span(0, len(text))])
        quantities, ages = find_quantities(text, sentence.span), find_ages(text, sentence.span)
        with cProfile.Profile() as counted:
            read_figures(sentence, quantities, ages)
        return sum(entry.callcount for entry in counted.getstats())

    calls(10)  # with what is made once
    assert calls(240) < 16 * calls(30)
