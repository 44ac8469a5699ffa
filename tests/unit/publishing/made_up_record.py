"""A made-up record in the form in which publishing is handed one: invented land, outlets, parties and
numbers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from harmledger.publishing.matter import (
    Colophon,
    PublishedClaim,
    PublishedIncident,
    ReadReport,
    Rule,
)
from harmledger.reading.evidence import make_claim
from harmledger.records.assessment import Assessment, Range, SetAside
from harmledger.records.canonical import mint, sha256
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Quantity, Relation, Who
from harmledger.records.incident import Incident, Link, Origin
from harmledger.records.moment import Moment
from harmledger.records.place import Candidate, Place
from harmledger.records.reading import Method, Resolution
from harmledger.records.reason import Reason
from harmledger.records.refusal import Refusal, make_refusal
from harmledger.records.report import Report, Text, make_text, report_id
from harmledger.records.span import Span
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

CONVENTION = "airwars-like 1"
METHOD = Method(
    name="english", version="1", code_sha256="a" * 64, data_sha256="b" * 64, gazetteer_sha256="c" * 64
)
COLOPHON = Colophon(
    harmledger_version="0.1.0",
    convention="airwars-like",
    convention_version="1",
    scope="Deaths and injuries of people in the made-up land of Varda, 2031.",
    methods=(METHOD,),
    rules=(
        Rule(name="dozens", value="12–24", source="Assessments published by Airwars", verified=True),
        Rule(name="open upper bound", value="closed at the lower one", source="Not stated", verified=False),
    ),
)


class MadeUpRecord:
    """A record held in lists; `shuffled` gives the same record in another order."""

    def __init__(
        self,
        incidents: Iterable[PublishedIncident] = (),
        reads: Iterable[ReadReport] = (),
        loose: Iterable[PublishedClaim] = (),
        refused: Iterable[Refusal] = (),
        colophon: Colophon = COLOPHON,
    ) -> None:
        self.colophon = colophon
        self._incidents, self._reads = list(incidents), list(reads)
        self._loose, self._refused = list(loose), list(refused)

    def reports(self) -> Iterator[Report]:
        return (read.report for read in self._reads)

    def claims(self) -> Iterator[PublishedClaim]:
        for incident in self._incidents:
            yield from incident.claims
        yield from self._loose

    def incidents(self) -> Iterator[PublishedIncident]:
        return iter(self._incidents)

    def refusals(self) -> Iterator[Refusal]:
        return iter(self._refused)

    def read_reports(self) -> Iterator[ReadReport]:
        return iter(self._reads)

    def shuffled(self, seed: int) -> MadeUpRecord:
        """The same record, as if everything had come in another order."""
        rng = random.Random(seed)  # noqa: S311

        def mixed(all_: Iterable[Any]) -> list[Any]:
            return rng.sample(items := list(all_), len(items))

        incidents = [
            msgspec.structs.replace(
                each,
                claims=tuple(mixed(each.claims)),
                reports=tuple(mixed(each.reports)),
                tellings=tuple(mixed(each.tellings)),
            )
            for each in self._incidents
        ]
        return MadeUpRecord(
            mixed(incidents), mixed(self._reads), mixed(self._loose), mixed(self._refused), self.colophon
        )


def place(name: str, latitude: float = 12.4, longitude: float = -31.2, radius_m: int = 3_000) -> Place:
    """A place of Varda, which lies in the middle of an ocean."""
    return Place(
        name=name,
        latitude=latitude,
        longitude=longitude,
        radius_m=radius_m,
        level="town",
        gazetteer_id=f"harmledger:{name.lower().replace(' ', '-')}",
        country=None,
        reason="only_candidate",
        candidates=(
            Candidate(gazetteer_id="harmledger:other", name=f"{name} (North)", latitude=14.0, longitude=-30.0,
                      radius_m=2_000, level="village", admin1="Upper Varda"),
        ),
    )  # fmt: skip


def moment(start: dt.date, end: dt.date | None = None) -> Moment:
    """A day, or the days from `start` to `end`."""
    return Moment(start=start, end=end or start, precision="day" if end is None else "days", reason="stated")


def captured(key: str, content: str, **known: Any) -> tuple[Report, Text]:
    """A report filed under `key`, and its text."""
    digest = sha256(content.encode())
    report = Report(id=report_id(content_sha256=digest, key=key), key=key, content_sha256=digest, **known)
    text = make_text(report_id=report.id, content=content, extractor="plain 1", title=report.title)
    return report, text


def span_of(text: Text, words: str) -> Span:
    """Where `words` first stand in `text`."""
    start = text.content.index(words)
    return Span(start, start + len(words))


def figure(
    text: Text, phrase: str, outcome: Any, kind: Any, low: int | None, high: int | None, **more: Any
) -> Figure:
    """A figure at the first place where `phrase` stands."""
    quantity = Quantity(kind=kind, low=low, high=high, phrase=phrase, span=span_of(text, phrase))
    return Figure(outcome=outcome, who=more.pop("who", Who()), quantity=quantity, **more)


def voiced(text: Text, name: str, kind: Any = "unknown") -> Voice:
    """A voice named in the text."""
    return Voice(name=name, span=span_of(text, name), kind=kind)


def published(claim: Claim, report: Report, incident_id: str | None, **resolved: Any) -> PublishedClaim:
    """A claim with what its words were resolved to."""
    return PublishedClaim(
        claim=claim,
        resolution=Resolution(claim_id=claim.id, **resolved),
        report_id=report.id,
        report_key=report.key,
        method="english 1",
        incident_id=incident_id,
    )


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
    """One incident told by four reports, one of them a copy, one in Arabic; a toll of the whole conflict
    apart."""
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


def reason(code: str, *claims: PublishedClaim, **params: str | int) -> Reason:
    """A reason that rests on `claims`."""
    return Reason(code=code, params=params, claims=tuple(each.claim.id for each in claims))


def bounds(outcome: Any, group: Any, low: int | None, high: int | None, *claims: PublishedClaim) -> Range:
    """A range whose ends rest on `claims`."""
    return Range(
        outcome=outcome, group=group, low=low, best=None, high=high,
        low_reason=reason("low.stated", *claims[:1], number=low or 0),
        high_reason=reason("high.stated", *claims[-1:], number=high or low or 0),
    )  # fmt: skip


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
