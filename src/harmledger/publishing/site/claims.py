"""A published claim in, a row of a claims table out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harmledger.publishing.matter import PublishedClaim
from harmledger.publishing.site.addresses import report_page
from harmledger.publishing.site.safe import brief, shown
from harmledger.publishing.site.voices import is_unnamed_author, voice_name
from harmledger.publishing.site.words import Words
from harmledger.records.voice import Voice


class VoiceCell(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain: the name, and what kind of voice it is (empty where the name says it)."""

    name: str
    kind: str


class FigureCell(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: the words, and what they say put plainly."""

    phrase: str
    plain: str


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a row: who, stance and object, figures as said, words, when, where, blamed."""

    id: str
    voices: tuple[VoiceCell, ...]
    stance: str
    """The stance's code, for its mark."""
    said: str
    figures: tuple[FigureCell, ...]
    quote: str
    language: str | None
    when: str
    when_known: str
    """How the date is known, in words."""
    where: str
    where_known: str
    blamed: tuple[str, ...]
    means: str
    notes: tuple[str, ...]
    """Whether it is about more than one incident, or not of the report's main event, or stands in its title."""
    set_aside: tuple[str, ...]
    report_key: str
    start: int
    end: int
    lit: str | None
    """Page and anchor of its words in the report, where such pages were asked for."""
    method: str


def claim_row(
    published: PublishedClaim,
    words: Words,
    *,
    language: str | None,
    set_aside: tuple[str, ...],
    with_report_pages: bool,
) -> ClaimRow:
    """The row of one claim; `language` is that of its report."""
    claim, resolution = published.claim, published.resolution
    figures = (
        FigureCell(phrase=shown(each.quantity.phrase), plain=words.figure(each)) for each in claim.figures
    )
    return ClaimRow(
        id=claim.id,
        voices=tuple(_voice_cell(voice, published, words) for voice in claim.voices),
        stance=claim.stance,
        said=words.said(claim),
        figures=tuple(figures),
        quote=shown(claim.quote),
        language=language,
        when=words.moment(resolution.when) if resolution.when else "",
        when_known=words.how_known(resolution.when),
        where=words.place(resolution.where) if resolution.where else "",
        where_known=words.how_known(resolution.where),
        blamed=tuple(shown(party) for party in resolution.blamed),
        means=words.value("means", claim.means),
        notes=tuple(_notes(published, words)),
        set_aside=set_aside,
        report_key=brief(published.report_key),
        start=claim.span.start,
        end=claim.span.end,
        lit=f"{report_page(published.report_id)}#{claim.id}" if with_report_pages else None,
        method=shown(published.method),
    )


def _notes(published: PublishedClaim, words: Words) -> Iterator[str]:
    if published.claim.extent != "incident":
        yield words.value("extent", published.claim.extent)
    if published.resolution.role != "primary":
        yield words.value("role", published.resolution.role)
    if published.resolution.in_title:
        yield words.say("claims.in_title")


def _voice_cell(voice: Voice, published: PublishedClaim, words: Words) -> VoiceCell:
    kind = "" if is_unnamed_author(voice) else words.value("voice", voice.kind)
    return VoiceCell(name=voice_name(voice, published.report_key, words), kind=kind)
