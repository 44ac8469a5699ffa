"""Dates: the golden table, and what holds for any text."""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.english.sentences.split import split_sentences
from harmledger.reading.english.when.context import read_context
from harmledger.reading.english.when.dates import after, find_moments, find_times, is_of_words, read_dates
from harmledger.reading.moments import timex
from harmledger.records.moment import Moment
from harmledger.records.span import Span

CASES = tomllib.loads((Path(__file__).parents[4] / "golden" / "dates" / "cases.toml").read_text("utf-8"))


def read(
    text: str, published_on: dt.date | None = None, captured_on: dt.date | None = None
) -> tuple[Moment, ...]:
    return read_dates(text, split_sentences(text), published_on, captured_on)


def said(text: str, moment: Moment) -> str:
    """A moment as the golden table writes it."""
    assert moment.span is not None
    part = f" {moment.part_of_day}" if moment.part_of_day else ""
    return f"{moment.span.of(text)} = {timex(moment)} {moment.precision}{part} ({moment.reason})"


def read_case(key: str) -> list[str]:
    """The moments of one case, which may begin with its day of publication or of capture."""
    known, bar, text = key.partition(" | ")
    if not bar:
        return [said(key, moment) for moment in read(key)]
    what, day = known.split()
    return [said(text, moment) for moment in read(text, **{f"{what}_on": dt.date.fromisoformat(day)})]


@pytest.mark.parametrize("topic", CASES)
def test_dates_are_read_as_in_the_golden_table(topic: str) -> None:
    assert {key: read_case(key) for key in CASES[topic]} == CASES[topic]


def test_sentence_by_sentence_gives_the_same_as_the_whole_text() -> None:
    text = "On 2 March 2021 it began. The next day it spread. A week later, on Friday night, it ended."
    context = read_context(text, None)
    found: list[Moment] = []
    for sentence in split_sentences(text):
        found += find_moments(text, sentence, context)
        context = after(text, sentence, context)
    assert tuple(found) == read(text)
    assert [timex(moment) for moment in found] == [
        "2021-03-02",
        "2021-03-03",
        "2021-03-09/2021-03-11",
        "2021-03-12TNI",
    ]


def test_words_that_say_when_are_found_even_where_the_day_stays_open() -> None:
    text = "On October 7, on Tuesday and the next day, houses were hit."
    assert read(text) == ()
    found = [span.of(text) for span in find_times(text, Span(0, len(text)))]
    assert found == ["October 7", "Tuesday", "the next day"]


@pytest.mark.parametrize(
    ("text", "of_words"),
    [
        ("Two were hurt, police said Monday.", True),
        ("The ministry announced on Monday that two were hurt.", True),
        ("Posted: Monday", True),
        ("Two were hurt on Monday, police said.", False),
        ("Monday was calm.", False),
    ],
)
def test_a_date_of_saying_is_told_from_a_date_of_harm(text: str, of_words: bool) -> None:
    at = text.index("Monday")
    assert is_of_words(text, Span(at, at + len("Monday"))) is of_words


PIECES = st.sampled_from(
    (
        *(
            "October",
            "Oct.",
            "7",
            "7th",
            "31",
            "2023",
            "/",
            "-",
            ",",
            "Monday",
            "last",
            "next",
            "the",
            "day",
            "week",
        ),
        *(
            "later",
            "ago",
            "two",
            "between",
            "and",
            "night",
            "of",
            "early",
            "2:30 pm",
            "overnight",
            "February",
            "29",
        ),
        *("today", "9999", "in", "May", "the next day", "the following month", "2023-10-07", "99 years ago"),
        *("999 years later", "\n", "\u202e", "\x00"),
    )
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
    st.text(max_size=60),
)
DAYS = st.one_of(st.none(), st.dates())


@given(TEXTS, DAYS)
def test_every_moment_stands_at_its_words_and_runs_forward(text: str, published_on: dt.date | None) -> None:
    for moment in read(text, published_on):
        assert moment.span is not None
        assert 0 <= moment.span.start < moment.span.end <= len(text)
        assert moment.start <= moment.end
        assert (moment.precision == "day") == (moment.start == moment.end)
        assert timex(moment)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_stated_day_is_read_back_in_every_notation(day: dt.date) -> None:
    for form in (
        "{:%d %B %Y}",
        "{:%B %d, %Y}",
        "{:%A, %B %d, %Y}",
        "{:%d %b %Y}",
        "{:%Y-%m-%d}",
        "{:%d.%m.%Y}",
        "{:%d-%b-%Y}",
    ):
        text = f"It was hit on {form.format(day)}, they said."
        (moment,) = read(text)
        assert (moment.start, moment.end, moment.reason) == (day, day, "stated"), text


@pytest.mark.parametrize(
    "piece",
    ["October ", "October 7 ", "Monday night ", "between the ", "2023-", "1/", "two days ", "the ", "A'"],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """Eight times the text may take at most 24 times as long: a quadratic pattern would take 64 times."""
    small, large = (fastest(piece * (size // len(piece))) for size in (4_000, 32_000))
    assert large < 24 * max(small, 0.002)


def fastest(text: str) -> float:
    times = []
    for _ in range(3):
        begun = time.process_time()
        read_dates(text, (Span(0, len(text)),), dt.date(2023, 10, 12))
        times.append(time.process_time() - begun)
    return min(times)
