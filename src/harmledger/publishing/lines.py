"""Records in, lines of the contract out: the one place where a noun is put into the form of `release/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from harmledger import wording
from harmledger.exchange.contract import (
    BoundsLine,
    ClaimLine,
    DateLine,
    FigureLine,
    IncidentLine,
    InferredLine,
    MethodLine,
    OtherFigure,
    PlaceLine,
    ReasonLine,
    RefusalLine,
    ReportLine,
    SetAsideLine,
    TellingLine,
    VoiceLine,
)
from harmledger.publishing.locations import file_and_place
from harmledger.publishing.matter import PublishedClaim, PublishedIncident
from harmledger.records.assessment import Assessment, Range, SetAside
from harmledger.records.figure import Figure, Relation
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Method
from harmledger.records.reason import Reason
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report
from harmledger.records.voice import Voice

_PARTS = ("subset", "part")
"""Relations by which a figure's people are among those of another."""


def claim_line(published: PublishedClaim) -> ClaimLine:
    """The line of one claim; date, place and blamed parties are those its words were resolved to."""
    claim, resolution = published.claim, published.resolution
    return ClaimLine(
        id=claim.id,
        report=published.report_key,
        start=claim.span.start,
        end=claim.span.end,
        quote=claim.quote,
        voices=tuple(_voice_line(voice) for voice in claim.voices),
        stance=claim.stance,
        about=claim.about,
        answers=claim.answers,
        figures=tuple(_figure_line(figure) for figure in claim.figures),
        date=date_line(resolution.when),
        place=place_line(resolution.where),
        blamed=resolution.blamed,
        means=claim.means,
        extent=claim.extent,
        role=resolution.role,
        incident=published.incident_id,
        method=published.method,
        in_title=resolution.in_title,
    )


def incident_line(published: PublishedIncident) -> IncidentLine:
    """The line of one incident. Lists are sorted, so that the order in which reports arrived leaves no
    trace."""
    incident, assessment = published.incident, published.assessment
    ranges = _ranges_by_outcome(assessment.ranges)
    keys = {report.id: report.key for report in published.reports}
    own = {telling.report_id for telling in published.tellings if telling.main}
    return IncidentLine(
        id=incident.id,
        key=incident.key,
        reports=tuple(sorted(keys[report] for report in own)),
        also_told_in=tuple(sorted(key for report, key in keys.items() if report not in own)),
        date=date_line(assessment.when),
        place=place_line(assessment.where),
        killed=ranges.pop("killed", {}),
        injured=ranges.pop("injured", {}),
        other_outcomes=ranges,
        strike_status=assessment.strike_status,
        strike_reasons=reason_lines(assessment.strike_reasons),
        responsibility_status=assessment.responsibility_status,
        responsibility_reasons=reason_lines(assessment.responsibility_reasons),
        grade=assessment.grade,
        reasons=reason_lines(assessment.grade_reasons),
        would_change=reason_lines(assessment.would_change),
        set_aside=_set_aside_lines(assessment),
        blamed=tuple(sorted(assessment.blamed)),
        inferred_parties=tuple(
            InferredLine(party=each.party, reason=_reason_line(each.reason))
            for each in assessment.inferred_parties
        ),
        origins=incident.origins_low,
        origins_high=incident.origins_high,
        same_origin=_same_origin(published, keys),
        links=len(incident.links),
        claims=tuple(each.claim.id for each in in_order(published.claims)),
        tellings=_telling_lines(published, keys),
        convention=assessment.convention,
    )


def in_order(claims: Iterable[PublishedClaim]) -> list[PublishedClaim]:
    """Claims by report key, by where their words begin, and by id: the order of `claims.jsonl`."""
    return sorted(claims, key=claim_order)


def claim_order(published: PublishedClaim) -> tuple[str, int, str]:
    """What claims are sorted by."""
    return published.report_key, published.claim.span.start, published.claim.id


def report_line(report: Report) -> ReportLine:
    """The line of one report, without its words."""
    return ReportLine(
        key=report.key,
        id=report.id,
        sha256=report.content_sha256,
        title=report.title,
        publisher=report.publisher,
        published=report.published_on,
        published_how=report.published_how,
        language=report.language,
        language_how=report.language_how,
        url=report.url,
    )


def refusal_line(refusal: Refusal) -> RefusalLine:
    """The line of one refusal, with its sentence."""
    return RefusalLine(
        id=refusal.id,
        stage=refusal.stage,
        location=file_and_place(refusal.location),
        code=refusal.code,
        params=refusal.params,
        text=wording.say(f"refused.{refusal.code}", refusal.params),
    )


def method_line(method: Method) -> MethodLine:
    """The manifest's entry of one reader."""
    return MethodLine(
        name=method.name,
        version=method.version,
        code_sha256=method.code_sha256,
        data_sha256=method.data_sha256,
        gazetteer_sha256=method.gazetteer_sha256,
    )


def _voice_line(voice: Voice) -> VoiceLine:
    return VoiceLine(
        name=voice.name,
        start=voice.span.start if voice.span else None,
        end=voice.span.end if voice.span else None,
        kind=voice.kind,
        refers_to=voice.refers_to,
    )


def _figure_line(figure: Figure) -> FigureLine:
    quantity, relation = figure.quantity, figure.relation
    related = _related(relation) if relation else None
    return FigureLine(
        outcome=figure.outcome,
        group=figure.group,
        kind=quantity.kind,
        low=quantity.low,
        high=quantity.high,
        phrase=quantity.phrase,
        start=quantity.span.start,
        end=quantity.span.end,
        part_of=related if relation and relation.kind in _PARTS else None,
        relation=relation.kind if relation else None,
        related=related,
        per=figure.per,
        label=figure.who.label,
        status=figure.who.status,
        sex=figure.who.sex,
        age=figure.who.age,
        occupation=figure.who.occupation,
    )


def _related(relation: Relation) -> int | OtherFigure:
    if relation.claim is None:
        return relation.figure
    return OtherFigure(claim=relation.claim, figure=relation.figure)


def date_line(moment: Moment | None) -> DateLine | None:
    """The line of a date."""
    if moment is None:
        return None
    return DateLine(
        start=moment.start,
        end=moment.end,
        precision=moment.precision,
        part_of_day=moment.part_of_day,
        how=moment.reason,
    )


def place_line(place: Place | None) -> PlaceLine | None:
    """The line of a place."""
    if place is None:
        return None
    return PlaceLine(
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_m=place.radius_m,
        level=place.level,
        gazetteer_id=place.gazetteer_id,
        country=place.country,
        how=place.reason,
    )


def _ranges_by_outcome(ranges: tuple[Range, ...]) -> dict[str, dict[str, BoundsLine]]:
    """Groups are never copied into each other: only those that the assessment gives appear."""
    by_outcome: dict[str, dict[str, BoundsLine]] = defaultdict(dict)
    for each in ranges:
        by_outcome[each.outcome][each.group] = BoundsLine(
            low=each.low,
            best=each.best,
            high=each.high,
            low_reason=_reason_line(each.low_reason),
            high_reason=_reason_line(each.high_reason),
        )
    return by_outcome


def _reason_line(reason: Reason) -> ReasonLine:
    text = wording.say(f"reason.{reason.code}", reason.params)
    return ReasonLine(code=reason.code, params=reason.params, claims=tuple(sorted(reason.claims)), text=text)


def reason_lines(reasons: tuple[Reason, ...]) -> tuple[ReasonLine, ...]:
    """The lines of reasons, with their sentences."""
    return tuple(_reason_line(reason) for reason in reasons)


def _set_aside_lines(assessment: Assessment) -> tuple[SetAsideLine, ...]:
    def order(each: SetAside) -> tuple[str, int, str]:
        return each.claim_id, -1 if each.figure is None else each.figure, each.reason.code

    return tuple(
        SetAsideLine(claim=each.claim_id, figure=each.figure, reason=_reason_line(each.reason))
        for each in sorted(assessment.set_aside, key=order)
    )


def _same_origin(published: PublishedIncident, keys: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    report_of = {telling.id: keys[telling.report_id] for telling in published.tellings}
    origins = (
        sorted({report_of[telling] for telling in origin.tellings}) for origin in published.incident.origins
    )
    return tuple(sorted(tuple(origin) for origin in origins))


def _telling_lines(published: PublishedIncident, keys: dict[str, str]) -> tuple[TellingLine, ...]:
    lines = [
        TellingLine(id=each.id, report=keys[each.report_id], role=each.role, claims=each.claims)
        for each in published.tellings
    ]
    return tuple(sorted(lines, key=lambda line: (line.report, line.id)))
