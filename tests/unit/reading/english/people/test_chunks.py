"""Chunks: which stretches of a sentence name people, how many they are, and who."""

from __future__ import annotations

import pytest

from harmledger.reading.english.how_many.ages import find_ages
from harmledger.reading.english.how_many.quantities import find_quantities
from harmledger.reading.english.people.chunk import Chunk
from harmledger.reading.english.people.chunks import find_chunks
from harmledger.reading.english.sentences.parse import parse
from harmledger.records.span import Span


def chunks(text: str) -> tuple[Chunk, ...]:
    (sentence,) = parse(text, [Span(0, len(text))])
    return find_chunks(sentence, find_quantities(text, sentence.span), find_ages(text, sentence.span))


def counted(text: str) -> list[tuple[str, int | None]]:
    return [(chunk.quantity.phrase, chunk.quantity.low) for chunk in chunks(text) if not chunk.unsure]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 UN international (Swiss and Kenyan) staff were hurt.", [("3", 3)]),
        ("A family of five fled.", [("five", 5)]),
        ("Both Amir Daoud and Dalia Karim died.", [("Amir Daoud", 1), ("Dalia Karim", 1)]),
        ("Image 4 of 11 shows the road.", []),
        ("He was jailed for a 2014 shooting.", [("He", 1)]),
        ("The guard received 2 stab wounds.", [("The guard", 1)]),
        ("A dead end.", []),
    ],
)
def test_numbers_count_people_and_nothing_else(text: str, found: list[tuple[str, int | None]]) -> None:
    assert counted(text) == found


@pytest.mark.parametrize(
    ("text", "axis", "value"),
    [
        ("A driver working for an NGO died.", "occupation", "aid_worker"),
        ("Two national staff died.", "occupation", "aid_worker"),
        ("An NGO officer died.", "status", "unstated"),
        ("A police officer died.", "status", "police"),
        ("A finance officer died.", "status", "unstated"),
        ("An armed guard of an NGO died.", "status", "unstated"),
        ("Six alleged militants died.", "status", "contested"),
        ("Six militants died.", "status", "combatant"),
        ("A 17-year-old boy died.", "age", "child"),
        ("A 7-month-old girl died.", "age", "child"),
        ("Two boys, aged eight and 17, died.", "age", "child"),
        ("Omar Haddad, 70, died.", "age", "elderly"),
    ],
)
def test_axes(text: str, axis: str, value: str) -> None:
    assert getattr(chunks(text)[0].who, axis) == value


def test_an_age_behind_a_word_is_somebody_elses() -> None:
    smith = chunks("Omar Smith, the father of a 4-year-old girl, died.")[0]
    assert (smith.names != (), smith.age_years) == (True, None)


@pytest.mark.parametrize(
    "text", ["The Harbour Market closed.", "BEIRUT fell silent.", "The NGO left.", "MEN RAN HOME."]
)
def test_places_bodies_and_headings_are_no_names(text: str) -> None:
    assert [chunk for chunk in chunks(text) if chunk.names] == []


def test_somebody_told_twice_side_by_side_is_one() -> None:
    (wife,) = [c for c in chunks("His wife, Raja Saleh, left.") if c.names]
    assert [c for c in chunks("They found his wife, Saleh said.") if c.names and c.who.sex == "female"] == []
    assert (wife.quantity.phrase, wife.who.sex) == ("His wife, Raja Saleh", "female")
