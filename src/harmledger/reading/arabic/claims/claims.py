"""All that was found in one sentence in, its claims with their resolutions out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.arabic.claims.means import (
    counts_over_time,
    evidence_in,
    extent_in,
    means_in,
    names_a_month,
)
from harmledger.reading.arabic.harm.figures import SentenceFigures
from harmledger.reading.arabic.stance.blame import BlameReading
from harmledger.reading.arabic.stance.stance import StanceFound
from harmledger.reading.arabic.when.dates import OF_AGREEMENT
from harmledger.reading.arabic.where.toponyms import NamedPlace
from harmledger.reading.arabic.who_says.voices import Spoken
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import Word
from harmledger.reading.evidence import make_claim
from harmledger.reading.moments import MOST_DAYS_OF_AN_INCIDENT, most_exact
from harmledger.reading.totals import Totals, finest
from harmledger.records.claim import About, Claim, Extent, Stance
from harmledger.records.figure import Figure
from harmledger.records.moment import Moment
from harmledger.records.reading import Resolution
from harmledger.records.report import Text
from harmledger.records.span import Span
from harmledger.records.voice import Voice

_STATED = frozenset(("stated", "year_from_publication", "year_from_text", "year_from_weekday"))
"""Reasons of moments that name a day of a month."""
_DAYS_OF_A_MONTH = 28
_MOST_OF_AN_INCIDENT = 1_000
"""So many people are told of a war or a year, unless a catastrophe has its own words for it (ours)."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in one sentence."""

    span: Span
    """Of the text as given."""
    words: Sequence[Word]
    figures: SentenceFigures
    moments: tuple[Moment, ...]
    sentence_moments: tuple[Moment, ...]
    """Those of its whole sentence, of which it may be a clause."""
    places: tuple[NamedPlace, ...]
    blamed: tuple[BlameReading, ...]
    spoken: tuple[Spoken, ...]
    stance: StanceFound | None
    inherited: Extent | None = None
    """The extent of the list that this line is an item of."""

    @property
    def tells(self) -> bool:
        """Whether the sentence says harm, answers somebody who did, or says who did it."""
        answered = any(one.stance != "asserts" for one in self.spoken)
        return bool(self.figures.figures or self.figures.cues or self.stance or self.blamed or answered)


def claims_of(
    text: Text, folded: Folded, found: Found, author: Voice, totals: Totals
) -> Iterator[tuple[Claim, Resolution]]:
    """The claim of a sentence: who says it, with its figures; and where a voice denies or doubts, its answer."""
    figures = _settled(found, totals)
    chain, stance = _chain(found, author)
    about: About = (
        "harm" if figures else "occurrence" if not found.blamed or found.figures.cues else "responsibility"
    )
    if found.stance is not None:
        stance, about = found.stance.stance, found.stance.about
    elif stance != "asserts":
        about = "number" if figures and stance == "denies" else about
    claim = make_claim(
        text, span=found.span, voices=chain, stance=stance, about=about, figures=figures,
        times=tuple(m.span for m in found.moments if m.span is not None),
        places=tuple(p.place.span for p in found.places if p.place.span is not None),
        blamed=tuple(one.blame for one in found.blamed), means=means_in(found.words),
        evidence=evidence_in(folded, found.words), extent=_extent(found),
    )  # fmt: skip
    totals.remember(claim)
    yield claim, _resolution(claim, found)


def _chain(found: Found, author: Voice) -> tuple[tuple[Voice, ...], Stance]:
    """The chain of voices over the sentence: the author, and those who are said to speak, outermost first."""
    said = sorted(found.spoken, key=lambda one: (one.start == 0, one.start))
    chain = [author]
    stance: Stance = "asserts"
    for one in said:
        if one.voice.name != chain[-1].name:
            chain.append(one.voice)
        stance = one.stance if one.stance != "asserts" else stance
    return tuple(chain), stance


def _settled(found: Found, totals: Totals) -> tuple[Figure, ...]:
    """The figures; those of people spoken of before are parts of the toll told last."""
    return tuple(
        totals.part_of_last(figure) if known else figure
        for figure, known in zip(found.figures.figures, found.figures.known, strict=True)
    )


def _extent(found: Found) -> Extent:
    extent = extent_in(found.words)
    if extent != "incident":
        return extent
    if any((figure.quantity.low or 0) >= _MOST_OF_AN_INCIDENT for figure in found.figures.figures):
        return "aggregate"
    moments = [m for m in found.moments if m.reason != OF_AGREEMENT]
    vague_time = bool(moments) and all(m.days > MOST_DAYS_OF_AN_INCIDENT for m in moments)
    of_a_month = names_a_month(found.words) and all(m.days >= _DAYS_OF_A_MONTH for m in moments)
    if vague_time or (of_a_month and counts_over_time(found.words)):
        return "aggregate"
    return found.inherited or "incident"


def _resolution(claim: Claim, found: Found) -> Resolution:
    moments = [m for m in found.moments or found.sentence_moments if m.reason != OF_AGREEMENT]
    stated = [m for m in moments if m.reason in _STATED]
    return Resolution(
        claim_id=claim.id,
        when=most_exact(stated) or most_exact(moments),
        where=finest([one.place for one in found.places if one.scene]),
        blamed=tuple(dict.fromkeys(one.canonical for one in found.blamed)),
        role="primary",
    )
