"""Stance: the golden table, and how a stance bears on the words that tell of harm."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from harmledger.reading.english.sentences.parse import parse
from harmledger.reading.english.sentences.split import split_sentences
from harmledger.reading.english.stance.stance import (
    StanceReading,
    Stances,
    may_answer,
    may_take_a_stance,
    object_of,
)
from harmledger.reading.english.stance.unreal import unreal_in
from harmledger.reading.english.who_says.attribution import attributions
from harmledger.reading.english.who_says.voices import Voices
from harmledger.reading.english.words.stance import stance_lexicon
from harmledger.records.span import Span

CASES = tomllib.loads((Path(__file__).parents[4] / "golden" / "stance" / "cases.toml").read_text("utf-8"))[
    "cases"
]


def stances_of(text: str, *, party: bool = False) -> tuple[Stances, Voices]:
    sayings = attributions(text, list(parse(text, split_sentences(text))))
    voices = Voices(text, sayings)
    return Stances(text, sayings, voices, author_is_party=party), voices


def stance_at(text: str, words: str, *, party: bool = False) -> StanceReading:
    stances, _ = stances_of(text, party=party)
    span = Span(text.index(words), text.index(words) + len(words))
    return stances.stance_at(span, next(s for s in split_sentences(text) if s.holds(span)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_stances(case: dict[str, Any]) -> None:
    text = case["text"]
    stances, voices = stances_of(text, party=case.get("party", False))
    readings = [r for sentence in split_sentences(text) for r in stances.in_sentence(sentence)]
    assert [
        f"{r.stance} {r.about}: {r.cue.of(text) if r.cue else ''} ({voices.chains_of(r.saying)[0][-1].name})"
        for r in readings
    ] == case["stances"]
    unreal = [span.of(text) for p in parse(text, split_sentences(text)) for span in unreal_in(p)]
    assert unreal == case.get("unreal", [])


def test_a_denied_number_is_denied_where_it_stands_and_not_elsewhere() -> None:
    text = "The army denied killing 12 people. Doctors said 9 had died."
    assert (stance_at(text, "12").stance, stance_at(text, "12").about) == ("denies", "number")
    assert stance_at(text, "9").stance == "asserts"


def test_denying_the_deed_leaves_the_deaths_told() -> None:
    text = "The army did not shell the market where 12 people died."
    assert stance_at(text, "12").stance == "asserts"


def test_a_party_that_says_none_were_harmed_denies_there() -> None:
    text = "It was found that no villagers, and no civilians were killed at the mill."
    assert stance_at(text, "no civilians", party=True).stance == "denies"
    assert stance_at(text, "no civilians").stance == "asserts"


def test_a_concession_holds_for_its_whole_sentence() -> None:
    text = "Sadly, our shell hit a barn and two villagers inside died."
    reading = stance_at(text, "two", party=True)
    assert (reading.stance, reading.about, reading.span.of(text)) == ("concedes", "harm", "two")


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("responsibility for the raid", "responsibility"),
        ("involvement in the attack", "responsibility"),
        ("killing twelve people", "number"),
        ("the use of cluster munitions", "means"),
        ("that villagers were killed", "harm"),
        ("the reports", "occurrence"),
    ],
)
def test_what_a_denial_is_about(words: str, about: str) -> None:
    assert object_of(words) == about


def test_the_gate_lets_every_golden_stance_through() -> None:
    for case in CASES:
        if case["stances"]:
            assert may_take_a_stance(case["text"])
            assert may_answer(case["text"])
    assert not may_take_a_stance("Twelve people died in the market")


def test_a_not_alone_is_no_answer() -> None:
    assert not may_answer("The ministry did not disclose the name of the town.")
    assert not may_answer("This material may not be published or rewritten.")
    assert may_answer("The ministry could not confirm it.")
    assert may_answer("The spokesman denied it.")


def test_patterns_are_linear() -> None:
    began = time.process_time()
    for text in ("no " * 700, "did not " * 250, "no a b c d e " * 150, "no" + " " * 1_900):
        for kind in (*stance_lexicon().patterns, *stance_lexicon().comments):
            list(kind.pattern.finditer(text))
    assert time.process_time() - began < 3
