"""One sentence with all that was found in it in, its claims with their resolutions out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.english.claims.extent import extent_in, names_one_event, speaks_of_thousands
from harmledger.reading.english.claims.means import evidence_in, means_in, rate_in
from harmledger.reading.english.claims.roster import Roster
from harmledger.reading.english.claims.scene import is_look_up
from harmledger.reading.english.harm.figures import SentenceReading
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.evidence import make_claim
from harmledger.reading.moments import MOST_DAYS_OF_AN_INCIDENT, most_exact
from harmledger.reading.totals import finest
from harmledger.records.claim import About, Blame, Claim, Extent, Role, Stance
from harmledger.records.figure import Figure
from harmledger.records.moment import Moment
from harmledger.records.person import PersonMention
from harmledger.records.place import Place
from harmledger.records.reading import Resolution
from harmledger.records.report import Text
from harmledger.records.span import Span
from harmledger.records.voice import Voice

Chain = tuple[Voice, ...]
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
Told = tuple[Claim, Resolution, "Found"]


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """Who says something, and what they do with it."""

    chains: tuple[Chain, ...]
    """One for each joint speaker, each outermost first."""
    stance: Stance
    about: About
    elsewhere: bool = False
    """Whether it is said of another event than the one that the sentence reports."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in one sentence."""

    parsed: Parsed
    figures: SentenceReading
    moments: tuple[Moment, ...]
    places: tuple[Place, ...]
    scenes: tuple[Place, ...]
    """Those of the places where something happened."""
    blamed: tuple[tuple[Blame, str | None], ...]
    """With the canonical name of each, where the actor list knows one."""
    elsewhere: tuple[Span, ...] = ()
    """The stretches that tell of another event."""
    other_news: bool = False
    """Whether the whole sentence is news of another event: "In a separate attack on Sunday, …"."""
    compared: bool = False
    """Whether it only looks back to its event, beside another one, without a day or a place."""

    def is_elsewhere(self, span: Span) -> bool:
        """Whether words tell of another event than the one that the sentence reports."""
        return any(stretch.meets(span) for stretch in self.elsewhere)


def claims_of(
    text: Text, found: Found, sayings: Sequence[tuple[Saying, tuple[int, ...]]], roster: Roster
) -> Iterator[tuple[Claim, Resolution]]:
    """One claim for each voice of each saying, over the words of the sentence; joint speakers make one
    claim each.

    `sayings` pairs who says it with the indexes of the figures that they speak of.
    """
    for saying, indexes in sayings:
        figures = _as_rates(text, found, _figures(found.figures, indexes, roster))
        described = tuple(found.figures.described[index] for index in indexes)
        persons = _persons(found, saying, figures)
        for chain in saying.chains:
            claim = _claim(text, found, saying, chain, figures, persons)
            if not saying.elsewhere:
                roster.remember(claim, described)
            yield claim, _resolution(claim, found, saying)


def _claim(
    text: Text,
    found: Found,
    saying: Saying,
    chain: Chain,
    figures: tuple[Figure, ...],
    persons: tuple[PersonMention, ...],
) -> Claim:
    span = found.parsed.span
    return make_claim(
        text,
        span=span,
        voices=chain,
        stance=saying.stance,
        about=_about(saying, figures),
        figures=figures,
        persons=persons,
        times=tuple(m.span for m in found.moments if m.span is not None),
        places=tuple(p.span for p in found.places if p.span is not None),
        blamed=tuple(blame for blame, _ in found.blamed),
        means=found.figures.means or means_in(text.content, span),
        evidence=evidence_in(text.content, span),
        extent=_extent(text, found, figures),
    )


def _figures(reading: SentenceReading, indexes: Sequence[int], roster: Roster) -> tuple[Figure, ...]:
    """The chosen figures, their relations renumbered; each tied to those before in the report."""
    new_place = {old: new for new, old in enumerate(indexes)}
    chosen = []
    for old in indexes:
        figure = reading.figures[old]
        if figure.relation is not None and figure.relation.figure in new_place:
            moved = msgspec.structs.replace(figure.relation, figure=new_place[figure.relation.figure])
            figure = msgspec.structs.replace(figure, relation=moved)
        elif figure.relation is not None:
            figure = msgspec.structs.replace(figure, relation=None)
        chosen.append(roster.tied(figure, reading.described[old]))
    return tuple(chosen)


def _as_rates(text: Text, found: Found, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, those followed by "every day" and the like as rates: no part of any toll."""
    made = []
    for figure in figures:
        unit = figure.per or rate_in(text.content, figure.quantity.span.end, found.parsed.span.end)
        made.append(figure if unit is None else msgspec.structs.replace(figure, per=unit, relation=None))
    return tuple(made)


def _persons(found: Found, saying: Saying, figures: tuple[Figure, ...]) -> tuple[PersonMention, ...]:
    outcomes = {figure.outcome for figure in figures}
    persons = (p for p in found.figures.persons if found.is_elsewhere(p.span) == saying.elsewhere)
    return tuple(person for person in persons if person.outcome in outcomes)


def _about(saying: Saying, figures: tuple[Figure, ...]) -> About:
    """A plain assertion with people counted is about harm; without, that something happened."""
    if saying.stance == "asserts" and saying.about in ("harm", "occurrence"):
        return "harm" if figures else "occurrence"
    return saying.about


def _extent(text: Text, found: Found, figures: tuple[Figure, ...]) -> Extent:
    if any(figure.per for figure in figures):
        return "rate"
    if is_look_up(text.content, found.parsed.span):
        return "aggregate"
    is_title = text.title is not None and found.parsed.span.start >= text.title.start
    extent = extent_in(text.content, found.parsed.span, is_title=is_title)
    vague_time = bool(found.moments) and all(m.days > MOST_DAYS_OF_AN_INCIDENT for m in found.moments)
    beyond_one = vague_time or any(_beyond_one_event(figure) for figure in figures)
    if extent == "incident" and beyond_one and not names_one_event(text.content, found.parsed.span):
        return "aggregate"
    return extent


def _beyond_one_event(figure: Figure) -> bool:
    """Whether nobody would say so many of one event: "thousands" dead, without a number."""
    vague = figure.quantity.low is None and figure.quantity.high is None
    return figure.outcome == "killed" and vague and speaks_of_thousands(figure.quantity.phrase)


def _resolution(claim: Claim, found: Found, saying: Saying) -> Resolution:
    """The finest place and the most exact time of the event that the sentence names."""
    own = (m for m in found.moments if m.span and found.is_elsewhere(m.span) == saying.elsewhere)
    when = most_exact(own)
    names = tuple(name or _ARTICLE.sub("", blame.as_said) for blame, name in found.blamed)
    return Resolution(
        claim_id=claim.id,
        when=when,
        where=finest(found.scenes),
        blamed=tuple(dict.fromkeys(names)),
        role=_role(found, saying),
    )


def _role(found: Found, saying: Saying) -> Role:
    """News of another event makes a round-up; what is only looked back to is background."""
    if found.other_news:
        return "round_up"
    return "background" if saying.elsewhere or found.compared else "primary"
