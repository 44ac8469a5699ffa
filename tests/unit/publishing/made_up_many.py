"""A made-up record of any size: incidents, claims and reports that follow from their number, streamed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from made_up_record import (
    COLOPHON,
    CONVENTION,
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

from harmledger.publishing.matter import Colophon, PublishedClaim, PublishedIncident, ReadReport
from harmledger.reading.evidence import make_claim
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import mint
from harmledger.records.figure import Who
from harmledger.records.incident import Incident, Origin
from harmledger.records.refusal import Refusal, make_refusal
from harmledger.records.report import Report, Text
from harmledger.records.telling import Telling

TOWNS = (
    "Harrow Ford", "Old Saltern", "Wadi al-Rumman", "Tessaly", "Brenn Quay", "Upper Marrow", "Lantern Hill",
    "Port Osk", "Seven Wells", "Kestrel Gate", "Dunmere", "Ashlar",
)  # fmt: skip
PARTIES = ("Karsian air force", "Free Varda Front", "Karsian army")
GRADES = ("fair", "weak", "contested", "confirmed", "discounted")
OUTLETS = ("Orlen Gazette", "Radio Tessaly", "Varda Monitor", "Lower Valley Post")


class ManyIncidents:
    """`count` incidents with three reports and six claims each; nothing is held."""

    colophon: Colophon = COLOPHON

    def __init__(self, count: int) -> None:
        self.count = count

    def incidents(self) -> Iterator[PublishedIncident]:
        return (_incident(number) for number in range(self.count))

    def claims(self) -> Iterator[PublishedClaim]:
        return (claim for number in range(self.count) for _, _, own in _told(number) for claim in own)

    def reports(self) -> Iterator[Report]:
        return (_captured(number, outlet)[0] for number in range(self.count) for outlet in range(3))

    def read_reports(self) -> Iterator[ReadReport]:
        for number in range(self.count):
            for report, text, claims in _told(number):
                yield ReadReport(report=report, text=text, claims=claims)

    def refusals(self) -> Iterator[Refusal]:
        return (
            make_refusal(
                stage="capture", location=f"/home/ana/inbox/scan-{number}.pdf", code="no_text", params={}
            )
            for number in range(self.count // 20)
        )


def _incident(number: int) -> PublishedIncident:
    told = _told(number)
    claims = tuple(claim for _, _, own in told for claim in own)
    low, town = _low(number), TOWNS[number % len(TOWNS)]
    tellings = tuple(
        Telling(id=mint("tel", report.id), report_id=report.id, text_id=text.id, role="primary",
                claims=tuple(each.claim.id for each in own))
        for report, text, own in told
    )  # fmt: skip
    grade = GRADES[number * 3 % 7 % len(GRADES)]
    return PublishedIncident(
        incident=Incident(
            id=_id(number), key=f"V{number:05}", tellings=tuple(each.id for each in tellings),
            origins=tuple(Origin(tellings=(each.id,)) for each in tellings), origins_low=1, origins_high=3,
        ),
        assessment=Assessment(
            incident_id=_id(number), convention=CONVENTION,
            ranges=(
                bounds("killed", "civilians", low, low + number % 5, claims[0], claims[-1]),
                bounds("killed", "children", number % 3, number % 3, claims[1]),
                bounds("injured", "people", low * 2, None, claims[1]),
            ),
            strike_status="likely", strike_reasons=(reason("grade.belligerent_origins", claims[0], count=1),),
            grade=grade, grade_reasons=(reason("grade.harm_origins", *claims[:2], count=1),),
            blamed=(PARTIES[number % 3],), when=moment(_day(number)), where=place(town),
            would_change=(reason("change.accused_concedes_strike", becomes="grade.confirmed"),),
        ),
        tellings=tellings, reports=tuple(report for report, _, _ in told), claims=claims,
    )  # fmt: skip


def _told(number: int) -> list[tuple[Report, Text, tuple[PublishedClaim, ...]]]:
    """Three reports with two claims each."""
    found = (_captured(number, outlet) for outlet in range(3))
    return [(report, text, _claims(number, report, text)) for report, text in found]


def _captured(number: int, outlet: int) -> tuple[Report, Text]:
    low, town, name = _low(number), TOWNS[number % len(TOWNS)], OUTLETS[(number + outlet) % len(OUTLETS)]
    content = (
        f"At least {low} civilians were killed in {town} when a shell struck a bakery, the {name} said. "
        f"{number % 3} children were among the dead, and {low * 2} people were hurt, a doctor said."
    )
    return captured(
        f"r{number:05}-{outlet}", content, title=f"Bakery struck in {town}", publisher=name, language="en",
        published_on=_day(number) + dt.timedelta(days=1), url=f"https://outlet-{outlet}.example/{number}",
    )  # fmt: skip


def _claims(number: int, report: Report, text: Text) -> tuple[PublishedClaim, ...]:
    low, where, when = _low(number), place(TOWNS[number % len(TOWNS)]), moment(_day(number))
    first, second = text.content.split(". ")
    killed = make_claim(
        text, span=span_of(text, first + "."), voices=(voiced(text, report.publisher or "", "outlet"),),
        stance="asserts",
        about="harm",
        means="shelling",
        figures=(figure(text, f"At least {low} civilians", "killed", "at_least", low, None,
        who=Who(status="civilian")),),
    )  # fmt: skip
    hurt = make_claim(
        text, span=span_of(text, second), voices=(voiced(text, "a doctor", "hospital"),), stance="asserts",
        about="harm",
        figures=(figure(text, f"{low * 2} people", "injured", "exact", low * 2, low * 2),),
    )  # fmt: skip
    resolved = {"when": when, "where": where, "blamed": (PARTIES[number % 3],)}
    return (
        published(killed, report, _id(number), **resolved),
        published(hurt, report, _id(number), **resolved),
    )


def _id(number: int) -> str:
    return mint("inc", "many", number)


def _low(number: int) -> int:
    return 1 + number * 7 % 23


def _day(number: int) -> dt.date:
    return dt.date(2031, 1, 1) + dt.timedelta(days=number * 37 % 720)
