"""A text and a person's statement in, the claim that it makes with its words out; and a claim back into a statement."""

from __future__ import annotations

from harmledger.errors import EvidenceError
from harmledger.reading.evidence import make_claim
from harmledger.records.claim import Blame, Claim
from harmledger.records.figure import Figure, Quantity
from harmledger.records.person import PersonMention
from harmledger.records.reading import Resolution
from harmledger.records.report import Text
from harmledger.records.span import Span
from harmledger.records.statement import (
    BlameStated,
    FigureStated,
    PersonStated,
    Statement,
    VoiceStated,
)
from harmledger.records.voice import Voice


def claim_stated(text: Text, stated: Statement) -> tuple[Claim, Resolution]:
    """The claim that a person states, its words cut from `text`, and what they say that it means.

    Raises EvidenceError where a span holds no words of the text (law 2).
    """
    claim = make_claim(
        text,
        span=stated.span,
        voices=tuple(_voice(text, voice) for voice in stated.voices),
        stance=stated.stance,
        about=stated.about,
        answers=stated.answers,
        figures=tuple(_figure(text, figure) for figure in stated.figures),
        persons=tuple(_person(text, person) for person in stated.persons),
        times=stated.times,
        places=stated.places,
        blamed=tuple(
            Blame(as_said=_words(text, blame.span), span=blame.span, firmness=blame.firmness)
            for blame in stated.blamed
        ),
        means=stated.means,
        evidence=stated.evidence,
        extent=stated.extent,
    )
    actors = dict.fromkeys(blame.actor for blame in stated.blamed if blame.actor is not None)
    resolution = Resolution(
        claim_id=claim.id, when=stated.when, where=stated.where, blamed=tuple(actors), role=stated.role
    )
    return claim, resolution


def statement_of(claim: Claim, resolution: Resolution) -> Statement:
    """What a claim states, to begin a correction from: `claim_stated` of it gives the same claim."""
    actors = resolution.blamed if len(resolution.blamed) == len(claim.blamed) else (None,) * len(claim.blamed)
    return Statement(
        span=claim.span,
        voices=tuple(
            VoiceStated(span=voice.span, kind=voice.kind, name=voice.name, refers_to=voice.refers_to)
            for voice in claim.voices
        ),
        stance=claim.stance,
        about=claim.about,
        answers=claim.answers,
        figures=tuple(_figure_stated(figure) for figure in claim.figures),
        persons=tuple(
            PersonStated(span=person.span, outcome=person.outcome, who=person.who, age_years=person.age_years)
            for person in claim.persons
        ),
        times=claim.times,
        places=claim.places,
        blamed=tuple(
            BlameStated(span=blame.span, firmness=blame.firmness, actor=actor)
            for blame, actor in zip(claim.blamed, actors, strict=True)
        ),
        means=claim.means,
        evidence=claim.evidence,
        extent=claim.extent,
        when=resolution.when,
        where=resolution.where,
        role=resolution.role,
    )


def _voice(text: Text, stated: VoiceStated) -> Voice:
    name = stated.name if stated.span is None else _words(text, stated.span)
    return Voice(name=name, span=stated.span, kind=stated.kind, refers_to=stated.refers_to)


def _figure(text: Text, stated: FigureStated) -> Figure:
    quantity = Quantity(
        kind=stated.kind, low=stated.low, high=stated.high, phrase=_words(text, stated.span), span=stated.span
    )
    return Figure(
        outcome=stated.outcome, who=stated.who, quantity=quantity, relation=stated.relation, per=stated.per
    )


def _figure_stated(figure: Figure) -> FigureStated:
    said = figure.quantity
    return FigureStated(
        outcome=figure.outcome, kind=said.kind, low=said.low, high=said.high, span=said.span, who=figure.who,
        relation=figure.relation, per=figure.per,
    )  # fmt: skip


def _person(text: Text, stated: PersonStated) -> PersonMention:
    return PersonMention(
        name=_words(text, stated.span), span=stated.span, outcome=stated.outcome, who=stated.who,
        age_years=stated.age_years,
    )  # fmt: skip


def _words(text: Text, span: Span) -> str:
    words = span.of(text.content) if 0 <= span.start < span.end <= len(text.content) else ""
    if not words.strip():
        raise EvidenceError(
            f"no words at {span.start}–{span.end}", where=f"text {text.id}", to_do="select words of the text"
        )
    return words
