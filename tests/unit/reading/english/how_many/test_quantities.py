"""Quantities and ages: the golden tables, and what holds for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.english.how_many.ages import AgeMention, find_ages
from harmledger.reading.english.how_many.quantities import QuantityMention, find_quantities
from harmledger.reading.english.words.numbers import number_lexicon, read_number
from harmledger.records.span import Span

GOLDEN = Path(__file__).parents[4] / "golden" / "quantities"
CASES = tomllib.loads((GOLDEN / "cases.toml").read_text("utf-8"))
AGES = tomllib.loads((GOLDEN / "ages.toml").read_text("utf-8"))
MARKS = ("article", "additional", "partitive", "total", "former")


def whole(text: str) -> Span:
    return Span(0, len(text))


def bound(value: int | None) -> str:
    return "" if value is None else str(value)


def said(mention: QuantityMention) -> str:
    """A mention as the golden table writes it."""
    quantity = mention.quantity
    ends = f"{bound(quantity.low)}..{bound(quantity.high)}"
    value = str(quantity.low) if quantity.low is not None and quantity.low == quantity.high else ends
    words = [f"{quantity.phrase} =", quantity.kind, *([value] if value != ".." else [])]
    words += [f"+{mark}" for mark in MARKS if getattr(mention, mark)]
    return " ".join([*words, *([f"/{mention.per}"] if mention.per else [])])


def aged(text: str, age: AgeMention) -> str:
    """An age as the golden table writes it."""
    if age.years is not None:
        value = str(age.years)
    else:
        value = f"{age.months} months" if age.months is not None else f"{bound(age.low)}..{bound(age.high)}"
    return f"{age.span.of(text)} = {value}"


@pytest.mark.parametrize("topic", CASES)
def test_quantities_are_read_as_in_the_golden_table(topic: str) -> None:
    read = {text: [said(mention) for mention in find_quantities(text, whole(text))] for text in CASES[topic]}
    assert read == CASES[topic]


@pytest.mark.parametrize("topic", AGES)
def test_ages_are_read_as_in_the_golden_table(topic: str) -> None:
    read = {text: [aged(text, age) for age in find_ages(text, whole(text))] for text in AGES[topic]}
    assert read == AGES[topic]


def test_a_stretch_inside_a_text_gives_spans_of_the_text() -> None:
    text = "Nine left. At least 40 people, one aged 7, were hurt. Six stayed."
    middle = Span(11, 53)
    (first, second) = find_quantities(text, middle)
    assert (first.quantity.span, first.quantity.phrase) == (Span(11, 22), "At least 40")
    assert text[second.quantity.span.start :].startswith("one aged")
    assert [age.span.of(text) for age in find_ages(text, middle)] == ["aged 7"]


@pytest.mark.parametrize(
    "number", [0, 7, 13, 20, 21, 99, 100, 101, 110, 342, 1000, 1001, 12_345, 999_999, 2_000_017]
)
def test_spelled_numbers_are_read_back(number: int) -> None:
    for text in (spelled(number), spelled(number).replace("-", " "), f"{number:,}", str(number)):
        numeral = read_number(text, 0, len(text))
        assert numeral is not None
        assert (numeral.value, numeral.end) == (number, len(text)), text


def spelled(number: int) -> str:
    """`number` in English words, by the schoolbook rule."""
    words = number_lexicon()
    small = {value: word for table in (words.units, words.teens) for word, value in table.items()}
    tens = {value: word for word, value in words.tens.items() if word != "fourty"}
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = " and " if 0 < rest < 100 else " "
            return f"{spelled(number // size)} {name}" + (f"{link}{spelled(rest)}" if rest else "")
    if number in small:
        return small[number]
    return tens[number // 10 * 10] + (f"-{small[number % 10]}" if number % 10 else "")


PIECES = st.sampled_from(
    (
        *(
            "5",
            "7",
            "1,200",
            "between",
            "and",
            "to",
            "-",
            "at least",
            "no",
            "one",
            "two",
            "dozen",
            "a",
            "people",
        ),
        *(
            ",",
            ".",
            "half a million",
            "aged",
            "year-old",
            "May",
            "2016",
            "p.m.",
            "%",
            "$",
            "(",
            "another",
            "more",
        ),
        *("of them", "\n", "\u202e", "\x00"),
    )
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)


@given(TEXTS, st.integers(0, 30), st.integers(0, 200))
def test_every_mention_stands_at_its_words(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    before = span.start
    for mention in find_quantities(text, span):
        quantity = mention.quantity
        assert quantity.span.of(text) == quantity.phrase != ""
        assert span.holds(quantity.span)
        assert quantity.span.start >= before
        before = quantity.span.end
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert (quantity.kind in ("vague", "none_reported")) == (
            quantity.low is None and quantity.high is None
        )
    for age in find_ages(text, span):
        assert span.holds(age.span)


HOSTILE = [
    "1",
    "1,234,",
    '"',
    "one ",
    "one-",
    "at least ",
    "A-",
    "aged 3, ",
    "5-",
    "no reports of ",
    "from 5 ",
    "(",
    "1:",
    "@",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """Eight times the text may take at most 24 times as long: a quadratic pattern would take 64 times."""
    small, large = (fastest(piece * (size // len(piece))) for size in (4_000, 32_000))
    assert large < 24 * max(small, 0.002)


def fastest(text: str) -> float:
    times = []
    for _ in range(3):
        begun = time.process_time()
        find_quantities(text, whole(text))
        find_ages(text, whole(text))
        times.append(time.process_time() - begun)
    return min(times)
