"""Who says what: the publisher in the author's place, joint speakers, answers, and what is only feared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Read = Callable[..., Any]
PAPER = "The Fjord Daily (invented)"


def said(told: Any) -> list[tuple[tuple[str, ...], str, int]]:
    """Voices by name, stance and number of figures of each claim."""
    return [(tuple(v.name for v in c.voices), c.stance, len(c.figures)) for c, _ in told]


def test_the_author_is_the_publisher_or_just_the_author(read: Read) -> None:
    assert said(read("Nine people were killed."))[0][0] == (PAPER,)
    assert said(read("Nine people were killed.", publisher=None))[0][0] == ("author",)


def test_each_voice_has_its_own_figures(read: Read) -> None:
    told = read(
        "The clinic said that nine people were killed, but residents said that twelve people were killed."
    )
    assert said(told) == [((PAPER, "The clinic"), "asserts", 1), ((PAPER, "residents"), "asserts", 1)]
    assert [c.figures[0].quantity.low for c, _ in told] == [9, 12]


def test_who_lets_us_hear_a_doubt_makes_no_claim_beside_it(read: Read) -> None:
    told = read("The envoy acknowledged that his office could not confirm the deaths.")
    assert [stance for _, stance, _ in said(told)] == ["doubts"]


def test_what_is_feared_or_threatened_is_not_said_to_have_happened(read: Read) -> None:
    assert said(read("The commander threatened to kill 40 people.")) == []


def test_sentences_without_harm_say_nothing(read: Read) -> None:
    assert said(read("The ferry to the islands sails again from Tuesday. Tickets cost 40 kronur.")) == []
