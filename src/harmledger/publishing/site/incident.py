"""A published incident in, what its page shows out: everything worded, numbered and linked, for the template
to set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from harmledger.publishing.lines import in_order
from harmledger.publishing.matter import PublishedClaim, PublishedIncident
from harmledger.publishing.site.addresses import incident_page, report_page
from harmledger.publishing.site.bars import Bar, bar
from harmledger.publishing.site.claims import ClaimRow, claim_row
from harmledger.publishing.site.order import place_in_lists
from harmledger.publishing.site.safe import brief, one_line, shown, web_link
from harmledger.publishing.site.sketch import Sketch, sketch
from harmledger.publishing.site.voices import Question, questions, voice_name
from harmledger.publishing.site.words import Words
from harmledger.records.assessment import Range
from harmledger.records.place import Place
from harmledger.records.reason import Reason
from harmledger.records.report import Report

Numbers = Mapping[str, int]
"""The number on the page of each claim, by its id."""


class ReasonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reason in words, and the claims it rests on."""

    text: str
    claims: tuple[str, ...]


class RangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One range: of whom, both ends with what set them."""

    who: str
    text: str
    best: str
    bar: Bar | None
    low_reason: ReasonRow
    high_reason: ReasonRow


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report of the incident."""

    number: int
    key: str
    title: str
    publisher: str
    language: str | None
    published: str
    url: str
    link: str | None
    page: str | None
    """The page with its claims lit up, where such pages were asked for."""
    sha256: str
    claims: int


class OriginRow(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that go back to one telling, by their numbers on this page."""

    reports: tuple[int, ...]
    reasons: tuple[str, ...]


class IncidentView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of one incident shows."""

    id: str
    page: str
    key: str | None
    title: str
    place: Place | None
    place_text: str
    place_known: str
    """Why the place is held to be this one, in words."""
    when: str
    when_known: str
    grade: str
    strike: str
    responsibility: str
    """Of harm without a strike; blank for a strike."""
    responsibility_reasons: tuple[ReasonRow, ...]
    inferred: tuple[tuple[str, ReasonRow], ...]
    """Parties that no source names, each with the theatre rule that infers it."""
    blamed: tuple[str, ...]
    ranges: tuple[RangeRow, ...]
    grade_reasons: tuple[ReasonRow, ...]
    strike_reasons: tuple[ReasonRow, ...]
    would_change: tuple[ReasonRow, ...]
    questions: tuple[Question, ...]
    claims: tuple[ClaimRow, ...]
    numbers: Numbers
    """The number on this page of each claim, by its id."""
    tellers: Mapping[str, str]
    """Who makes each claim, by its id."""
    reports: tuple[ReportRow, ...]
    origins: tuple[OriginRow, ...]
    origins_low: int
    origins_high: int
    links: int
    link_reasons: tuple[tuple[str, int], ...]
    """Each reason for linking tellings, with how many links it stands behind."""
    sketch: Sketch | None
    convention: str


def incident_view(published: PublishedIncident, words: Words, *, with_report_pages: bool) -> IncidentView:
    """The view of one incident: the same for the same claims, in whatever order they came."""
    incident, assessment = published.incident, published.assessment
    claims = tuple(in_order(published.claims))
    numbers = {each.claim.id: number for number, each in enumerate(claims, start=1)}
    place_text, when = words.place(assessment.where), words.moment(assessment.when)
    return IncidentView(
        id=incident.id,
        page=incident_page(incident.id),
        key=brief(incident.key) if incident.key else None,
        title=one_line(words.say("incident.title", place=place_text, when=when)),
        place=assessment.where,
        place_text=place_text,
        place_known=words.how_known(assessment.where),
        when=when,
        when_known=words.how_known(assessment.when),
        grade=words.value("grade", assessment.grade),
        strike=words.value("strike_status", assessment.strike_status),
        responsibility=words.value("responsibility_status", assessment.responsibility_status),
        responsibility_reasons=_reason_rows(assessment.responsibility_reasons, words, numbers),
        inferred=tuple(
            (shown(each.party), _reason_row(each.reason, words, numbers))
            for each in assessment.inferred_parties
        ),
        blamed=tuple(shown(party) for party in sorted(assessment.blamed)),
        ranges=_range_rows(assessment.ranges, words, numbers),
        grade_reasons=_reason_rows(assessment.grade_reasons, words, numbers),
        strike_reasons=_reason_rows(assessment.strike_reasons, words, numbers),
        would_change=_reason_rows(assessment.would_change, words, numbers),
        questions=questions(claims, words),
        claims=_claim_rows(published, claims, words, with_report_pages=with_report_pages),
        numbers=numbers,
        tellers={each.claim.id: voice_name(each.claim.voice, each.report_key, words) for each in claims},
        reports=_report_rows(published, words, with_report_pages=with_report_pages),
        origins=_origin_rows(published, words),
        origins_low=incident.origins_low,
        origins_high=incident.origins_high,
        links=len(incident.links),
        link_reasons=_link_reasons(published, words),
        sketch=_sketch(assessment.where, claims),
        convention=assessment.convention,
    )


def _range_rows(ranges: tuple[Range, ...], words: Words, numbers: Numbers) -> tuple[RangeRow, ...]:
    greatest: dict[str, int] = defaultdict(int)
    for each in ranges:
        greatest[each.outcome] = max(greatest[each.outcome], each.low or 0, each.high or 0)
    return tuple(
        RangeRow(
            who=words.who(each.outcome, each.group),
            text=words.bounds(each.low, each.high),
            best="" if each.best is None else words.number(each.best),
            bar=bar(each.low, each.high, greatest[each.outcome]),
            low_reason=_reason_row(each.low_reason, words, numbers),
            high_reason=_reason_row(each.high_reason, words, numbers),
        )
        for each in sorted(ranges, key=lambda each: place_in_lists(each.outcome, each.group))
    )


def _reason_row(reason: Reason, words: Words, numbers: Numbers) -> ReasonRow:
    claims = sorted(reason.claims, key=lambda claim: (numbers.get(claim, 0), claim))
    return ReasonRow(text=words.reason(reason), claims=tuple(claims))


def _reason_rows(reasons: tuple[Reason, ...], words: Words, numbers: Numbers) -> tuple[ReasonRow, ...]:
    return tuple(_reason_row(reason, words, numbers) for reason in reasons)


def _claim_rows(
    published: PublishedIncident, claims: tuple[PublishedClaim, ...], words: Words, *, with_report_pages: bool
) -> tuple[ClaimRow, ...]:
    languages = {report.id: report.language for report in published.reports}
    aside: dict[str, list[str]] = defaultdict(list)
    for each in published.assessment.set_aside:
        aside[each.claim_id].append(words.reason(each.reason))
    return tuple(
        claim_row(
            each,
            words,
            language=languages.get(each.report_id),
            set_aside=tuple(dict.fromkeys(aside[each.claim.id])),
            with_report_pages=with_report_pages,
        )
        for each in claims
    )


def _in_page_order(reports: tuple[Report, ...]) -> list[Report]:
    return sorted(reports, key=lambda report: (report.key, report.id))


def _report_rows(
    published: PublishedIncident, words: Words, *, with_report_pages: bool
) -> tuple[ReportRow, ...]:
    counts: dict[str, int] = defaultdict(int)
    for each in published.claims:
        counts[each.report_id] += 1
    return tuple(
        ReportRow(
            number=number,
            key=brief(report.key),
            title=brief(report.title or ""),
            publisher=brief(report.publisher or ""),
            language=report.language,
            published=words.date(report.published_on) if report.published_on else "",
            url=brief(report.url or ""),
            link=web_link(report.url),
            page=report_page(report.id) if with_report_pages else None,
            sha256=report.content_sha256,
            claims=counts[report.id],
        )
        for number, report in enumerate(_in_page_order(published.reports), start=1)
    )


def _origin_rows(published: PublishedIncident, words: Words) -> tuple[OriginRow, ...]:
    number_of = {report.id: n for n, report in enumerate(_in_page_order(published.reports), start=1)}
    report_of = {telling.id: number_of[telling.report_id] for telling in published.tellings}
    rows = [
        OriginRow(
            reports=tuple(sorted({report_of[telling] for telling in origin.tellings})),
            reasons=tuple(dict.fromkeys(words.reason(reason) for reason in origin.reasons)),
        )
        for origin in published.incident.origins
    ]
    return tuple(sorted(rows, key=lambda row: row.reports))


def _link_reasons(published: PublishedIncident, words: Words) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = defaultdict(int)
    for link in published.incident.links:
        for text in {words.reason(reason) for reason in link.reasons}:
            counts[text] += 1
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _sketch(place: Place | None, claims: tuple[PublishedClaim, ...]) -> Sketch | None:
    if place is None:
        return None
    others = (each.resolution.where for each in claims if each.resolution.where)
    return sketch(place, {each.name: each for each in others if each.name != place.name}.values())
