"""Invented reports for the ledger's tests: a number goes in; bytes, records, readings and views of it come
out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import msgspec

from harmledger.ledger.kinds import Appendable
from harmledger.ledger.store import Ledger
from harmledger.ledger.views import Entries, Outcome, replace_views
from harmledger.reading.evidence import make_claim
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import mint, sha256
from harmledger.records.capture import Capture, capture_id
from harmledger.records.claim import About, Claim
from harmledger.records.figure import Figure, Quantity, Who
from harmledger.records.incident import Identity, Incident, Link
from harmledger.records.moment import Moment
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.reason import Reason
from harmledger.records.report import Filing, Report, Text, make_filing, make_text, report_id
from harmledger.records.span import Span
from harmledger.records.standing import IncidentStanding
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

AT = "2031-05-06T07:08:09Z"
ENGLISH = Method(
    name="english", version="1", code_sha256="a" * 64, data_sha256="b" * 64, gazetteer_sha256="c" * 64
)
NEWER = msgspec.structs.replace(ENGLISH, version="2")


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One invented report, from bytes to reading."""

    content: bytes
    capture: Capture
    report: Report
    text: Text
    filing: Filing
    reading: Reading

    @property
    def records(self) -> list[Appendable]:
        """All that is appended of it, in the order in which a build comes to it."""
        return [self.capture, self.report, self.text, self.filing, self.reading]

    @property
    def ids(self) -> set[str]:
        """The ids of what goes when it is erased, its bytes being no other report's."""
        return {
            *(self.capture.id, self.report.id, self.text.id, self.filing.id),
            *(claim.id for claim in self.reading.claims),
        }


def sample(number: int, *, claims: int = 2, content: bytes | None = None, method: Method = ENGLISH) -> Sample:
    """The report of this number: its words, key and bytes are its own (the bytes unless `content` gives
    them)."""
    words = " ".join(
        f"At least {number + at} people were killed near mill {number}-{at}, the Harbour clinic said."
        for at in range(claims)
    )
    content = content if content is not None else words.encode()
    location, digest = f"/in/mill-{number}.txt", sha256(content)
    key = f"mill-{number}"
    rep = report_id(content_sha256=digest, key=key)
    report = Report(
        id=rep, key=key, content_sha256=digest, title=f"Mill {number} hit", publisher="Harbour Courier",
        published_on=dt.date(2031, 5, 1), published_how="given", language="en", language_how="given",
    )  # fmt: skip
    text = make_text(report_id=rep, content=words, extractor="plain 1")
    capture = Capture(
        id=capture_id(sha256=digest, location=location), sha256=digest, size_bytes=len(content),
        media_type="text/plain", location=location, captured_at=AT, how="harmledger 0.1.0",
    )  # fmt: skip
    return Sample(
        content=content, capture=capture, report=report, text=text,
        filing=make_filing(report_id=rep, incident_key=f"case {number % 3}"),
        reading=reading_of(text, method),
    )  # fmt: skip


def reading_of(text: Text, method: Method = ENGLISH, *, about: About = "number") -> Reading:
    """A reading with a claim for each sentence of a sample's text."""
    sentences = re.finditer(r"At least[^.]*\.", text.content)
    claims = tuple(_claim(text, Span(*sentence.span()), about) for sentence in sentences)
    resolutions = tuple(Resolution(claim_id=claim.id) for claim in claims)
    return Reading(text_id=text.id, method=method, claims=claims, resolutions=resolutions)


def _claim(text: Text, span: Span, about: About) -> Claim:
    words = span.of(text.content)
    phrase = Span(span.start, span.start + words.index(" people"))
    number = int(words.split()[2])
    clinic = span.start + words.index("the Harbour clinic")
    figure = Figure(
        outcome="killed",
        who=Who(),
        quantity=Quantity(
            kind="at_least", low=number, high=None, phrase=phrase.of(text.content), span=phrase
        ),
    )
    voice = Voice(name="the Harbour clinic", span=Span(clinic, clinic + 18), kind="hospital")
    return make_claim(text, span=span, voices=(voice,), stance="asserts", about=about, figures=(figure,))


def fill(ledger: Ledger, samples: Iterable[Sample]) -> int:
    """Puts the bytes of samples into the archive and appends their records together; how many rows were
    new."""
    samples = list(samples)
    for each in samples:
        ledger.put(each.content)
    return ledger.append([record for each in samples for record in each.records])


def build_views(ledger: Ledger) -> None:
    """Replaces the views as a build would: here each text is one telling, and tellings of one publisher's
    case meet."""
    tellings, cases = [], {filing.report_id: filing.incident_key for filing in ledger.each(Filing)}
    reports = {text.id: text.report_id for text in ledger.each(Text)}
    for reading in ledger.readings():
        report_id = reports[reading.text_id]
        tellings.append(
            Telling(
                id=mint("tel", reading.text_id),
                report_id=report_id,
                text_id=reading.text_id,
                claims=tuple(claim.id for claim in reading.claims),
                role="primary",
                filed_under=cases.get(report_id),
            )
        )
    incidents = incidents_of(tellings)
    ledger.append([Identity(id=incident.id, anchor=str(incident.key)) for incident in incidents])
    replace_views(
        ledger,
        Entries(tellings=tellings, outcomes=[outcome(incident) for incident in incidents]),
        watermark=ledger.head().seq,
    )


def outcome(incident: Incident) -> Outcome:
    """What follows for an incident that nobody has reviewed."""
    standing = IncidentStanding(incident_id=incident.id, state="proposed", seal="0" * 32)
    return Outcome(incident=incident, assessment=assessment(incident.id), standing=standing)


def incidents_of(tellings: list[Telling]) -> list[Incident]:
    """One incident a case."""
    by_case: dict[str, list[str]] = {}
    for telling in tellings:
        by_case.setdefault(str(telling.filed_under), []).append(telling.id)
    return [
        Incident(
            id=mint("inc", case),
            key=case,
            tellings=tuple(sorted(ids)),
            links=tuple(
                Link(left=left, right=right, score=120, reasons=(Reason(code="same_filing"),))
                for left, right in zip(sorted(ids)[:-1], sorted(ids)[1:], strict=True)
            ),
            origins_low=1,
            origins_high=len(ids),
        )
        for case, ids in by_case.items()
    ]


def assessment(incident_id: str, *, grade: str = "weak", convention: str = "example 1") -> Assessment:
    """An assessment without ranges, of 1–2 May 2031."""
    when = Moment(start=dt.date(2031, 5, 1), end=dt.date(2031, 5, 2), precision="days", reason="stated")
    return Assessment(
        incident_id=incident_id, convention=convention, ranges=(), strike_status="likely", strike_reasons=(),
        grade=grade, grade_reasons=(), when=when,
    )  # fmt: skip
