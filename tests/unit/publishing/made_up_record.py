"""Invented words and numbers in, the parts of a made-up record out, in the form in which publishing is handed one."""

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
from harmledger.records.assessment import Range
from harmledger.records.canonical import sha256
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Quantity, Who
from harmledger.records.moment import Moment
from harmledger.records.place import Candidate, Place
from harmledger.records.reading import Method, Resolution
from harmledger.records.reason import Reason
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report, Text, make_text, report_id
from harmledger.records.span import Span
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
