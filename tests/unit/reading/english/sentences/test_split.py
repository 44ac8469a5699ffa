"""Sentences: where lines, lists and stops end one, and what a page of blanks costs."""

from __future__ import annotations

import time

import pytest

from harmledger.reading.english.sentences.split import split_sentences


def _said(content: str) -> list[str]:
    return [span.of(content) for span in split_sentences(content)]


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        ("Two died. Dr. Jonsson said so.", ["Two died.", "Dr. Jonsson said so."]),
        ("Two died.Four fled to the hills.", ["Two died.", "Four fled to the hills."]),
        ("Seen in\nthe harbour", ["Seen in\nthe harbour"]),
        ("Seen in\n\nthe harbour", ["Seen in\n\nthe harbour"]),
        ("The dead \n \n Two men", ["The dead", "Two men"]),
        ("The dead\n - two men\n - a girl", ["The dead", "- two men", "- a girl"]),
        ("1. Anna, 34\n2. Her son\nThe town", ["1. Anna, 34", "2. Her son", "The town"]),
        ("At least six dead incl. two children.", ["At least six dead incl. two children."]),
        ("“They died.”\nthe ministry said", ["“They died.”", "the ministry said"]),
    ],
)
def test_where_a_sentence_ends(content: str, sentences: list[str]) -> None:
    assert _said(content) == sentences


@pytest.mark.parametrize("filling", [" ", "\n", ".", "“", "\t \n", '."'])
def test_cost_is_linear_in_runs_of_blanks_and_stops(filling: str) -> None:
    """Eight times as much of it costs nowhere near 64 times as much."""

    def spent(length: int) -> float:
        content = "Two died." + filling * length + "b"
        began = time.process_time()
        split_sentences(content)
        return time.process_time() - began

    spent(1000)
    assert spent(200_000) < 32 * max(spent(25_000), 0.001)
