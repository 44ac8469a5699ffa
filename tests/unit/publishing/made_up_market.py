"""One incident of an invented land, with four reports of it: invented outlets, parties and numbers."""

from __future__ import annotations

import datetime as dt

from made_up_record import (
    CONVENTION,
    MadeUpRecord,
    bounds,
    captured,
    figure,
    moment,
    place,
    published,
    reason,
    span_of,
    voiced,
)

from harmledger.publishing.matter import PublishedClaim, PublishedIncident, ReadReport
from harmledger.reading.evidence import make_claim
from harmledger.records.assessment import Assessment, SetAside
from harmledger.records.canonical import mint
from harmledger.records.figure import Relation, Who
from harmledger.records.incident import Incident, Link, Origin
from harmledger.records.reason import Reason
from harmledger.records.refusal import make_refusal
from harmledger.records.report import Report, Text
from harmledger.records.span import Span
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

MARKET = (
    "HARROW FORD. At least eight people, three of them children, were killed when an airstrike hit the "
    "grain market on Tuesday, the Civil Rescue of Lower Varda said. The Varda Monitor put the dead at "
    "between 9 and 11, all of them civilians, and blamed the Karsian air force.\n\n"
    "The Karsian army denied that its aircraft had bombed the market.\n\n"
    "More than 4,000 people have been killed since the fighting began, the Varda Monitor says."
)
MINISTRY = "The Karsian Ministry of Defence said it was unable to confirm any civilian deaths in Harrow Ford."
HOSPITAL = "قال مستشفى وادي الرمان إن 12 مدنيا قتلوا وأصيب نحو 20 آخرين في قصف على سوق هارو فورد."
TUESDAY = dt.date(2031, 3, 11)
INCIDENT = mint("inc", "harrow-ford")


def harrow_ford() -> MadeUpRecord:
    """One incident told by four reports, one of them a copy, one in Arabic; a toll of the whole conflict apart."""
    gazette, gazette_text = captured(
        "gazette-1", MARKET, title="Market hit in Harrow Ford", publisher="Orlen Gazette", language="en",
        published_on=dt.date(2031, 3, 12), published_how="given", url="https://gazette.example/2031/market",
    )  # fmt: skip
    radio, radio_text = captured(
        "radio-7", MARKET, title="Market hit", publisher="Radio Tessaly", language="en"
    )
    ministry, ministry_text = captured(
        "ministry-3", MINISTRY, title="Statement 3", publisher="Karsian Ministry of Defence", language="en"
    )
    hospital, hospital_text = captured(
        "hospital-2", HOSPITAL, title="بيان المستشفى", publisher="مستشفى وادي الرمان", language="ar"
    )
    claims = (
        *_market_claims(gazette, gazette_text),
        *_market_claims(radio, radio_text),
        _ministry_claim(ministry, ministry_text),
        _hospital_claim(hospital, hospital_text),
    )
    tolls = (_toll(gazette, gazette_text), _toll(radio, radio_text))
    reports = (gazette, radio, ministry, hospital)
    texts = (gazette_text, radio_text, ministry_text, hospital_text)
    reads = [
        ReadReport(report=report, text=text, claims=tuple(
            each for each in (*claims, *tolls) if each.report_id == report.id
        ))
        for report, text in zip(reports, texts, strict=True)
    ]  # fmt: skip
    incident = PublishedIncident(
        incident=_incident(reports),
        assessment=_assessment(claims),
        tellings=_tellings(reports, texts, claims),
        reports=reports,
        claims=claims,
    )
    refused = make_refusal(stage="capture", location="/home/ana/inbox/scan.pdf", code="no_text", params={})
    return MadeUpRecord([incident], reads, tolls, [refused])


def _market_claims(report: Report, text: Text) -> tuple[PublishedClaim, ...]:
    when, where = moment(TUESDAY), place("Harrow Ford")
    rescue = make_claim(
        text,
        span=span_of(text, MARKET[13 : MARKET.index(" The Varda Monitor")]),
        voices=(Voice(name=report.publisher or "author", kind="outlet"),
                voiced(text, "the Civil Rescue of Lower Varda", "rescue_service")),
        stance="asserts", about="harm", means="airstrike",
        figures=(
            figure(text, "At least eight people", "killed", "at_least", 8, None),
            figure(text, "three of them children", "killed", "exact", 3, 3, who=Who(age="child"),
                   relation=Relation(kind="subset", figure=0)),
        ),
    )  # fmt: skip
    monitor = make_claim(
        text,
        span=span_of(text, "The Varda Monitor put the dead at between 9 and 11, all of them "
                     "civilians, and blamed the Karsian air force."),
        voices=(voiced(text, "The Varda Monitor", "monitor"),), stance="asserts", about="harm",
        figures=(figure(text, "between 9 and 11", "killed", "between", 9, 11, who=Who(status="civilian")),),
    )  # fmt: skip
    denial = make_claim(
        text,
        span=span_of(text, "The Karsian army denied that its aircraft had bombed the market."),
        voices=(voiced(text, "The Karsian army", "armed_actor"),),
        stance="denies",
        about="responsibility",
    )
    return (
        published(rescue, report, INCIDENT, when=when, where=where),
        published(monitor, report, INCIDENT, when=when, where=where, blamed=("Karsian air force",)),
        published(denial, report, INCIDENT, when=when, where=where, blamed=("Karsian army",)),
    )


def _toll(report: Report, text: Text) -> PublishedClaim:
    claim = make_claim(
        text,
        span=span_of(text, MARKET[MARKET.index("More than 4,000") :]),
        voices=(voiced(text, "the Varda Monitor", "monitor"),),
        stance="asserts",
        about="harm",
        extent="conflict_total",
        figures=(figure(text, "More than 4,000 people", "killed", "more_than", 4001, None),),
    )
    return published(claim, report, None, role="background")


def _ministry_claim(report: Report, text: Text) -> PublishedClaim:
    claim = make_claim(
        text,
        span=Span(0, len(MINISTRY)),
        voices=(voiced(text, "The Karsian Ministry of Defence", "ministry"),),
        stance="doubts",
        about="harm",
    )
    return published(claim, report, INCIDENT, where=place("Harrow Ford"))


def _hospital_claim(report: Report, text: Text) -> PublishedClaim:
    claim = make_claim(
        text,
        span=Span(0, len(HOSPITAL)),
        voices=(voiced(text, "مستشفى وادي الرمان", "hospital"),),
        stance="asserts",
        about="harm",
        means="shelling",
        figures=(
            figure(text, "12 مدنيا", "killed", "exact", 12, 12, who=Who(status="civilian")),
            figure(text, "نحو 20 آخرين", "injured", "about", 20, 20),
        ),
    )
    return published(claim, report, INCIDENT, where=place("سوق هارو فورد", 12.41, -31.19, 400))


def _incident(reports: tuple[Report, ...]) -> Incident:
    gazette, radio, ministry, hospital = (_telling_id(report) for report in reports)
    same = Reason(code="link.copied", params={"percent": 100})
    near = Reason(code="link.same_town", params={"distance_m": 1600})
    return Incident(
        id=INCIDENT,
        key="HF-1",
        tellings=(gazette, radio, ministry, hospital),
        links=(Link(left=gazette, right=hospital, score=640, reasons=(near,)),),
        origins=(
            Origin(tellings=(gazette, radio), reasons=(same,)),
            Origin(tellings=(ministry,)),
            Origin(tellings=(hospital,)),
        ),
        origins_low=2,
        origins_high=3,
    )


def _telling_id(report: Report) -> str:
    return mint("tel", report.id)


def _tellings(
    reports: tuple[Report, ...], texts: tuple[Text, ...], claims: tuple[PublishedClaim, ...]
) -> tuple[Telling, ...]:
    return tuple(
        Telling(
            id=_telling_id(report),
            report_id=report.id,
            text_id=text.id,
            claims=tuple(each.claim.id for each in claims if each.report_id == report.id),
            role="primary",
        )
        for report, text in zip(reports, texts, strict=True)
    )


def _assessment(claims: tuple[PublishedClaim, ...]) -> Assessment:
    rescue, monitor, denial, hospital = claims[0], claims[1], claims[2], claims[-1]
    return Assessment(
        incident_id=INCIDENT,
        convention=CONVENTION,
        ranges=(
            bounds("killed", "civilians", 9, 12, monitor, hospital),
            bounds("killed", "people", 8, None, rescue),
            bounds("killed", "children", 3, 3, rescue),
            bounds("injured", "people", 20, 20, hospital),
        ),
        strike_status="likely",
        strike_reasons=(reason("grade.belligerent_origins", monitor, count=1),),
        grade="fair",
        grade_reasons=(reason("grade.harm_origins", monitor, hospital, count=2),),
        blamed=("Karsian air force",),
        when=moment(TUESDAY),
        where=place("Harrow Ford"),
        set_aside=(
            SetAside(claim_id=denial.claim.id, figure=None, reason=reason("aside.denial_of_responsibility")),
        ),
        would_change=(reason("change.accused_concedes_strike", becomes="grade.confirmed"),),
    )
