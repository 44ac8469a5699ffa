"""Words of harm: which kind each is, and whom the parse and the order of words say that it befell."""

from __future__ import annotations

import pytest

from harmledger.reading.english.harm.harm import Harm, find_harm
from harmledger.reading.english.harm.ties import Ties
from harmledger.reading.english.how_many.ages import find_ages
from harmledger.reading.english.how_many.quantities import find_quantities
from harmledger.reading.english.people.chunks import find_chunks
from harmledger.reading.english.sentences.parse import Parsed, parse
from harmledger.records.span import Span


def sentence(text: str) -> Parsed:
    (parsed,) = parse(text, [Span(0, len(text))])
    return parsed


def harms(text: str) -> tuple[Harm, ...]:
    return find_harm(sentence(text))


def befallen(text: str, word: str) -> list[str]:
    parsed = sentence(text)
    chunks = find_chunks(parsed, find_quantities(text, parsed.span), find_ages(text, parsed.span))
    found = find_harm(parsed)
    harm = next(h for h in found if parsed.doc[h.index].lower_ == word)
    return [chunks[n].quantity.phrase for n in Ties(parsed, chunks, found, {}).befallen(harm)]


@pytest.mark.parametrize(
    ("text", "outcome", "fatal"),
    [
        ("A man was shot.", "struck", False),
        ("A man was fatally shot.", "struck", True),
        ("A man was shot to death.", "struck", True),
        ("A man was shot dead.", "struck", True),
        ("A man was gunned down.", "killed", False),
        ("Six people were taken to hospital.", "struck", False),
        ("A woman is in critical condition.", "injured", False),
        ("Both men are expected to survive.", "injured", False),
    ],
)
def test_kinds_of_harm(text: str, outcome: str, fatal: bool) -> None:
    assert [(h.trigger.outcome, h.fatal) for h in harms(text)][:1] == [(outcome, fatal)]


@pytest.mark.parametrize(
    "text",
    [
        "He faces two counts of murder.",
        "He shot at two men.",
        "Four guests are expected to attend.",
        "The weather is in good shape.",
        "The assault lasted two days.",
    ],
)
def test_words_that_only_look_like_harm(text: str) -> None:
    assert [h for h in harms(text) if h.victims] == []


def test_supposed_and_denied_harm_is_marked() -> None:
    assert harms("The mine could kill ten people.")[0].hypothetical
    assert harms("The pilots were not injured.")[0].negated


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("2 staff killed, 3 injured in ambush.", "killed", ["2"]),
        ("2 staff killed, 3 injured in ambush.", "injured", ["3"]),
        ("5 staff killed 7 staff injured.", "injured", ["7"]),
        ("A man shot and killed his wife.", "shot", ["his wife"]),
        ("Two teachers were killed by three gunmen.", "killed", ["Two"]),
        ("A driver was taken by armed men and killed.", "killed", ["A"]),
        ("A man, his wife and two sons were killed.", "killed", ["A", "his wife", "two"]),
        ("The blast wounded a guard, police said.", "wounded", ["a"]),
        ("A cook was killed along with two others.", "killed", ["A", "two"]),
        ("Two wounded soldiers made the call.", "wounded", ["Two"]),
    ],
)
def test_whom_it_befell(text: str, word: str, who: list[str]) -> None:
    assert befallen(text, word) == who
