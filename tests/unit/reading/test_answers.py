"""What a denial, doubt or concession answers, and what that costs in a long report."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from harmledger.reading import answers
from harmledger.reading.answers import with_answers
from harmledger.reading.evidence import make_claim
from harmledger.records.claim import About, Claim, Stance
from harmledger.records.reading import Resolution
from harmledger.records.report import make_text
from harmledger.records.span import Span
from harmledger.records.voice import Voice

WORDS = "The Southern Air Command answered the ministry's claim about the harbour."
TEXT = make_text(report_id="rep-1", content=WORDS * 10, extractor="by hand 1")


def said(name: str, stance: Stance = "asserts", about: About = "harm") -> Claim:
    """A claim of one voice, over the same words of the text each time."""
    voice = Voice(name=name, kind="author" if name == "author" else "unknown")
    return make_claim(TEXT, span=Span(0, len(WORDS)), voices=(voice,), stance=stance, about=about)


def answered(*told: Claim) -> list[str | None]:
    """For each claim, the name of the voice whose claim it answers."""
    made = with_answers([(claim, Resolution(claim_id=claim.id)) for claim in told])
    assert all(claim.id == resolution.claim_id for claim, resolution in made)
    names = {claim.id: claim.voice.name for claim, _ in made}
    return [names[claim.answers] if claim.answers else None for claim, _ in made]


def test_it_answers_whom_its_words_name_before_what_was_said_last() -> None:
    """ "The ministry's claim" is that of the ministry, though rescuers spoke since."""
    told = (said("the ministry"), said("rescuers"), said("the envoy", "doubts"))
    assert answered(*told) == [None, None, "the ministry"]
    assert answered(said("the port"), said("rescuers"), said("the envoy", "doubts"))[2] == "rescuers"


def test_a_voice_answers_others_and_not_itself() -> None:
    """Who denies what it told itself answers nobody."""
    assert answered(said("author"), said("author", "denies")) == [None, None]


def test_answers_cost_the_same_in_a_long_report() -> None:
    """Eight times the claims may take twice eight times the steps, not 64 times."""

    def steps(count: int) -> int:
        pairs: list[Any] = [
            (claim, Resolution(claim_id=claim.id))
            for n in range(count)
            for claim in (
                said(f"Voice{n}"),
                said("author"),
                said("author", "denies"),
                said("Envoy", "doubts"),
            )
        ]
        taken = 0

        def trace(frame: FrameType, event: str, arg: object) -> Any:
            nonlocal taken
            if frame.f_code.co_filename != answers.__file__:
                return None
            taken += event == "line"
            return trace

        sys.settrace(trace)
        try:
            with_answers(pairs)
        finally:
            sys.settrace(None)
        return taken

    assert steps(240) < 16 * steps(30)
