"""A report with its text in, what its page shows out: the text in lit pieces, and the claims beside it."""

from __future__ import annotations

import msgspec

from harmledger.publishing.lines import in_order
from harmledger.publishing.matter import PublishedClaim, ReadReport
from harmledger.publishing.site.addresses import incident_page
from harmledger.publishing.site.lit import Piece, pieces
from harmledger.publishing.site.safe import brief, one_line, shown, web_link
from harmledger.publishing.site.voices import is_unnamed_author, voice_name
from harmledger.publishing.site.words import Words


class LitClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as the margin of its report names it."""

    id: str
    voice: str
    said: str
    figures: tuple[str, ...]
    incident: str | None
    """The page of its incident."""


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of one report shows."""

    key: str
    title: str
    heading: str
    publisher: str
    published: str
    language: str | None
    url: str
    link: str | None
    sha256: str
    extractor: str
    pieces: tuple[Piece, ...]
    claims: tuple[LitClaim, ...]
    numbers: dict[str, int]


def report_view(read: ReadReport, words: Words) -> ReportView:
    """The view of one report. Every character of its text is in one of the pieces."""
    report, claims = read.report, in_order(read.claims)
    return ReportView(
        key=brief(report.key),
        title=one_line(report.title or report.key),
        heading=brief(report.title or report.key),
        publisher=brief(report.publisher or ""),
        published=words.date(report.published_on) if report.published_on else "",
        language=report.language,
        url=brief(report.url or ""),
        link=web_link(report.url),
        sha256=report.content_sha256,
        extractor=shown(read.text.extractor),
        pieces=tuple(pieces(read.text, claims)),
        claims=tuple(
            LitClaim(
                id=each.claim.id,
                voice=_voice_in_report(each, words),
                said=words.said(each.claim),
                figures=tuple(words.figure(figure) for figure in each.claim.figures),
                incident=incident_page(each.incident_id) if each.incident_id else None,
            )
            for each in claims
        ),
        numbers={each.claim.id: number for number, each in enumerate(claims, start=1)},
    )


def _voice_in_report(published: PublishedClaim, words: Words) -> str:
    """Who makes the claim; beside the report itself its author needs no other name."""
    voice = published.claim.voice
    if is_unnamed_author(voice):
        return words.value("voice", "author")
    return voice_name(voice, published.report_key, words)
