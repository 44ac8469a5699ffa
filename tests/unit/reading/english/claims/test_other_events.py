"""Stretches of a sentence that tell of another event than the one that it reports."""

from __future__ import annotations

import pytest

from harmledger.reading.english.claims.other_events import other_events_in
from harmledger.records.span import Span


def stretches(text: str, *counted: str) -> list[str]:
    """The stretches of `text`, in which `counted` are the figures."""
    figures = [Span(text.index(words), text.index(words) + len(words)) for words in counted]
    return [span.of(text) for span in other_events_in(text, Span(0, len(text)), figures)]


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("Four were shot a block from where five were shot in May.", ["from where five were shot in May"]),
        (
            "They are of the gang of another attack last month that left two dead, he said.",
            ["another attack last month that left two dead"],
        ),
        (
            "The attack came just ten days after a gunman killed five guards.",
            ["attack came just ten days after a gunman killed five guards"],
        ),
        ("In a separate attack, two men were wounded.", ["In a separate attack, two men were wounded."]),
        ("A man was held for a May 25 shooting that killed one.", []),
        ("He died a day after the shelling that killed two.", []),
    ],
)
def test_what_tells_of_another_event_is_found(text: str, elsewhere: list[str]) -> None:
    assert stretches(text) == elsewhere


def test_what_came_before_is_another_event_only_where_more_people_are_counted_behind_it() -> None:
    text = "Two days after four gunmen killed ten people, another was shot."
    assert stretches(text, "ten people") == []
    assert stretches(text, "ten people", "another") == ["Two days after four gunmen killed ten people"]
