"""Headlines: their pieces, and their words as running text writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.english.claims.headline import in_running_case, pieces_of
from harmledger.records.report import make_text


def written(title: str, body: str) -> str:
    text = make_text(report_id="rep-1", content=body, extractor="by hand 1", title=title)
    assert text.title is not None
    return text.title.of(in_running_case(text.content, text.title))


@pytest.mark.parametrize(
    ("title", "body", "as_written"),
    [
        (
            "Two Killed In Hella Harbour",
            "At the harbour of Hella two men died.",
            "Two killed in Hella harbour",
        ),
        ("TWO FISHERMEN SHOT IN HELLA", "The fishermen live in Hella.", "Two fishermen shot in Hella"),
        ("Two killed in Hella Harbour", "Nothing else.", "Two killed in Hella Harbour"),
        ("Rose Shot In Garden", "Rose was in the garden. A rose is red. Rose lived.", "Rose shot in garden"),
    ],
)
def test_words_are_written_as_in_the_text(title: str, body: str, as_written: str) -> None:
    assert written(title, body) == as_written


@given(title=st.text(max_size=60), body=st.text(max_size=80))
def test_only_the_case_of_the_title_changes(title: str, body: str) -> None:
    text = make_text(report_id="rep-1", content=body, extractor="by hand 1", title=title)
    assert text.body == body
    if text.title is None:
        assert text.content == body
        return
    assert text.title.of(text.content) == title
    made = in_running_case(text.content, text.title)
    assert (len(made), made[: text.title.start]) == (len(text.content), text.content[: text.title.start])
    assert made.casefold() == text.content.casefold()


def test_the_name_of_the_paper_is_a_piece_of_its_own() -> None:
    content = "Two dead in Hella - Fjord News | Iceland -"
    text = make_text(report_id="rep-1", content="", extractor="by hand 1", title=content)
    assert text.title is not None
    pieces = [span.of(text.content) for span in pieces_of(text.content, text.title)]
    assert pieces == ["Two dead in Hella", "Fjord News", "Iceland"]


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("Two dead in Hella Two dead in Hella two dead", ["Two dead in Hella"]),
        ("Two dead in Hella. Two dead in Hella! Three hurt", ["Two dead in Hella", "Three hurt"]),
        ("Two dead, two hurt, two dead", ["Two dead, two hurt, two dead"]),
    ],
)
def test_what_a_title_says_again_is_read_once(title: str, pieces: list[str]) -> None:
    text = make_text(report_id="rep-1", content="", extractor="by hand 1", title=title)
    assert text.title is not None
    assert [span.of(text.content) for span in pieces_of(text.content, text.title)] == pieces
