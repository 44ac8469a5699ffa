"""A published incident in, what its page shows out: everything worded, numbered and linked, for the template
to set."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from harmledger.publishing.lines import in_order
from harmledger.publishing.maps.sketch import Sketch
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site import incident_rows as rows
from harmledger.publishing.site.addresses import incident_page
from harmledger.publishing.site.blame import answered, on_whose_word
from harmledger.publishing.site.claims import ClaimRow
from harmledger.publishing.site.incident_rows import Numbers, OriginRow, RangeRow, ReasonRow, ReportRow
from harmledger.publishing.site.safe import brief, one_line, shown
from harmledger.publishing.site.voices import Answer, Question, questions, voice_name
from harmledger.publishing.site.words import Words
from harmledger.records.place import Place


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
    blamed: tuple[Answer, ...]
    """Each party with those who blame it."""
    answered: tuple[Answer, ...]
    """Who denies, doubts or concedes it."""
    review: str
    """Whether people reviewed the incident as it stands, in words."""
    ranges: tuple[RangeRow, ...]
    in_passing: bool
    """Whether reports only look back to it, so that nothing counts."""
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
    place, when = words.place(assessment.where), words.moment(assessment.when)
    status = assessment.responsibility_status
    return IncidentView(
        id=incident.id, page=incident_page(incident.id), key=brief(incident.key) if incident.key else None,
        title=one_line(words.say("incident.title", place=place, when=when)),
        place=assessment.where, place_text=place, place_known=words.how_known(assessment.where),
        when=when, when_known=words.how_known(assessment.when),
        grade=words.value("grade", assessment.grade),
        grade_reasons=rows.reason_rows(assessment.grade_reasons, words, numbers),
        strike=words.value("strike_status", assessment.strike_status),
        strike_reasons=rows.reason_rows(assessment.strike_reasons, words, numbers),
        responsibility=words.value("responsibility_status", status),
        responsibility_reasons=rows.reason_rows(assessment.responsibility_reasons, words, numbers),
        would_change=rows.reason_rows(assessment.would_change, words, numbers),
        inferred=tuple(
            (shown(each.party), rows.reason_row(each.reason, words, numbers))
            for each in assessment.inferred_parties
        ),
        blamed=on_whose_word(assessment.blamed, claims, words), answered=answered(claims, words),
        review=words.review(published),
        ranges=rows.range_rows(assessment.ranges, words, numbers), in_passing=published.in_passing,
        numbers=numbers, questions=questions(claims, words),
        claims=rows.claim_rows(published, claims, words, with_report_pages=with_report_pages),
        tellers={each.claim.id: voice_name(each.claim.voice, each.report_key, words) for each in claims},
        reports=rows.report_rows(published, words, with_report_pages=with_report_pages),
        origins=rows.origin_rows(published, words), origins_low=incident.origins_low,
        origins_high=incident.origins_high, links=len(incident.links),
        link_reasons=rows.link_reasons(published, words),
        sketch=rows.sketch_of(assessment.where, claims), convention=assessment.convention,
    )  # fmt: skip
