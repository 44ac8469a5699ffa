"""Attribution and voices: the golden table, and what holds for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmledger.reading.english.sentences.parse import parse
from harmledger.reading.english.sentences.split import split_sentences
from harmledger.reading.english.who_says.attribution import attributions, layer
from harmledger.reading.english.who_says.coreference import Names
from harmledger.reading.english.who_says.quotations import quotations
from harmledger.reading.english.who_says.saying import Saying
from harmledger.reading.english.who_says.speech_context import with_speakers
from harmledger.reading.english.who_says.voices import Voices
from harmledger.reading.english.words.saying import regular_forms, saying_lexicon
from harmledger.records.span import Span
from harmledger.records.voice import Voice

CASES = tomllib.loads((Path(__file__).parents[4] / "golden" / "voices" / "cases.toml").read_text("utf-8"))[
    "cases"
]


def sayings_of(text: str) -> tuple[Saying, ...]:
    return attributions(text, list(parse(text, split_sentences(text))))


def written(text: str, saying: Saying) -> str:
    """A saying as the golden table writes it."""
    source = saying.source.of(text) if saying.source else "-"
    return f"{source} | {saying.cue.of(text)} | {' ‖ '.join(piece.of(text) for piece in saying.content)}"


def written_chain(chain: tuple[Voice, ...]) -> str:
    return " > ".join(f"{v.name} = {v.refers_to}" if v.refers_to else v.name for v in chain)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_who_says_what(case: dict[str, Any]) -> None:
    text = case["text"]
    sayings = sayings_of(text)
    if "says" in case:
        assert [written(text, saying) for saying in sayings] == case["says"]
    if "at" in case:
        start = text.index(case["at"])
        chains = Voices(text, sayings).chains_at(Span(start, start + len(case["at"])))
        assert [written_chain(chain) for chain in chains] == case["chains"]


def test_the_layer_leaves_speech_within_speech_to_the_speech() -> None:
    text = '"They told us that 12 had died," said Mira Aldane.'
    sayings = sayings_of(text)
    assert [s.lemma for s in sayings] == ["tell", "say"]
    assert sayings[0].parent == 1
    assert [a.content for a in layer(text, sayings)] == [(Span(0, 32),)]


def test_quotations_run_over_paragraphs_and_stop_where_none_resumes() -> None:
    text = 'He said: "One.\n\n"Two," and left.\n\nIt was 6" long. “Three” ”'
    assert [(q.span.of(text), q.continues) for q in quotations(text)] == [
        ('"One.', False), ('"Two,"', True), ("“Three”", False),
    ]  # fmt: skip


def test_speech_context_adds_the_sentence_that_names_the_speaker() -> None:
    text = '"Twelve people died. It was dawn. Planes came," said Mira Aldane. The road is closed.'
    sentences = split_sentences(text)
    chosen = with_speakers(text, sentences, {sentences[0]})
    assert [span.of(text)[:9] for span in chosen] == ['"Twelve p', "Planes ca"]


def test_a_chain_over_several_speakers_says_each() -> None:
    text = "The mayor and local residents said 12 people died."
    chains = Voices(text, sayings_of(text)).chains_at(Span(text.index("12"), text.index("12") + 2))
    assert [chain[-1].kind for chain in chains] == ["government", "local_sources"]


def test_forms_of_verbs_of_saying() -> None:
    assert set(regular_forms("deny")) == {"denies", "denied", "denying"}
    assert {"admitted", "admitting"} <= set(regular_forms("admit"))
    verbs = saying_lexicon().verbs
    assert verbs["told"].lemma == "tell"
    assert verbs["denied"].stance == "denies"


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from('said that X "“”: ,.\n—he denied killing 12 \u202e\x00'), max_size=160)
)
def test_whatever_is_said_stands_in_the_text(text: str) -> None:
    sayings = sayings_of(text)
    voices = Voices(text, sayings)
    for saying in sayings:
        spans = [saying.cue, *saying.content, *saying.speakers, *([saying.source] if saying.source else [])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        for chain in voices.chains_at(saying.content[0]):
            assert chain[0].kind == "author"
            assert all(v.span is None or v.span.of(text) == v.name for v in chain)


@pytest.mark.parametrize("text", ['"a ' * 50_000, "A " * 75_000, "“x”\n\n" * 25_000, "A" + "\n" * 125_000])
def test_hostile_text_takes_time_in_proportion(text: str) -> None:
    began = time.process_time()
    quotations(text)
    Names(text)
    sentences = split_sentences(text)
    with_speakers(text, sentences, set(sentences[:1]))
    assert time.process_time() - began < 10  # a quadratic reader would take minutes
