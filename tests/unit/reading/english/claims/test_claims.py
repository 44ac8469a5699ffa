"""Claims of a sentence: figures tied to tolls told before, extent, the scene, and tolls without people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
START = "On 4 March 2014 an airstrike killed 11 people in Akureyri. "


def figures(told: Any, words: str) -> list[tuple[Any, ...]]:
    """Outcome, group, bounds and relation of every figure of the claims on `words`."""
    return [
        (f.outcome, f.group, f.quantity.low, f.quantity.high, f.relation.kind if f.relation else None)
        for claim, _ in told
        if words in claim.quote
        for f in claim.figures
    ]


def test_some_of_the_dead_are_a_part_of_the_toll_told_before(read: Read) -> None:
    told = read(START + "Three children were among the dead.")
    assert figures(told, "Three children") == [("killed", "children", 3, 3, "subset")]
    part = told[1][0].figures[0].relation
    assert (part.claim, part.figure) == (told[0][0].id, 0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The death toll rose from 11 to 14.", [("killed", 11, None), ("killed", 14, "revises")]),
        ("The death toll has since risen to at least 14.", [("killed", 14, None)]),
        ("The number of wounded climbed to 31.", [("injured", 31, None)]),
        ("The toll was later revised to 9.", [("killed", 9, None)]),
    ],
)
def test_a_toll_counts_people_that_it_does_not_name(read: Read, words: str, expected: list[Any]) -> None:
    told = read(START + words)
    found = [(outcome, low, kind) for outcome, _, low, _, kind in figures(told, words)]
    assert found == expected


def test_a_toll_of_a_road_charge_counts_nobody(read: Read) -> None:
    assert figures(read(START + "The price of the ferry rose from 11 to 14 kronur."), "ferry") == []


@pytest.mark.parametrize(
    ("words", "extent"),
    [
        ("Since the start of the war 2,300 people have been killed.", "conflict_total"),
        ("Some 40 people are being killed every month.", "rate"),
        (
            "The names of 9 people killed were found in a list of 2,000 names released on 11 March 2014.",
            "aggregate",
        ),
        ("Shelling killed nine people in Selfoss on 3 March 2014.", "incident"),
        ("Two mass shootings killed nine people in Selfoss.", "aggregate"),
        ("As of Monday, there had been 299 killings in Selfoss.", "aggregate"),
        ("At least 242 people have been shot in Selfoss since the start of 2014.", "aggregate"),
        ("Nine people were killed in one of the worst mass shootings in decades.", "incident"),
    ],
)
def test_extent(read: Read, words: str, extent: str) -> None:
    assert {claim.extent for claim, _ in read(words) if claim.figures} == {extent}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Nine people were killed in Akureyri.", "Akureyri"),
        ("Nine people were killed west of the town of Akureyri.", "Akureyri"),
        ("Nine people were killed in Akureyri and the wounded were taken to Selfoss.", "Akureyri"),
        ("Nine people were killed in Akureyri; more died at the hospital in Selfoss.", "Akureyri"),
        ("The Akureyri council said that nine people were killed in Selfoss.", "Selfoss"),
    ],
)
def test_where_it_happened(read: Read, words: str, name: str) -> None:
    assert {resolution.where.name for claim, resolution in read(words) if resolution.where} == {name}


def test_a_place_that_is_named_otherwise_serves_where_there_is_no_other(read: Read) -> None:
    ((_, resolution),) = read("Nine wounded people were taken to Selfoss.")
    assert resolution.where is not None
    assert resolution.where.name == "Selfoss"


@pytest.mark.parametrize(
    ("words", "day", "reason"),
    [
        ("Nine people were killed on 4 March 2014.", 4, "stated"),
        ("Nine people were killed on 4 March 2014, the clinic said on 6 March 2014.", 4, "stated"),
        ("The clinic said on 6 March 2014 that nine people were killed.", 6, "day_of_words"),
        ("On 6 March 2014 a neighbour wrote that nine people were killed.", 6, "day_of_words"),
        ("A man died of his wounds on 8 March 2014.", 8, "day_of_death"),
    ],
)
def test_when_it_happened(read: Read, words: str, day: int, reason: str) -> None:
    resolution = read(words)[0][1]
    assert resolution.when is not None
    assert (resolution.when.start, resolution.when.reason) == (dt.date(2014, 3, day), reason)


def test_a_day_after_publication_has_not_happened(read: Read) -> None:
    assert [r.when for _, r in read("Nine people were killed in Akureyri on 4 June 2014.")] == [None]


def test_the_day_may_stand_in_another_sentence(read: Read) -> None:
    told = read("On 4 March 2014 a market was held in Akureyri. Nine people were killed by shelling.")
    assert [(r.when.start, r.where.name) for _, r in told] == [(dt.date(2014, 3, 4), "Akureyri")]
