"""The truth in, the views out: readings become tellings, tellings incidents, incidents assessments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter
from harmledger.assessing.matter import ReportFacts as PublisherFacts
from harmledger.flow.progress import Progress
from harmledger.ledger.queries import identities
from harmledger.ledger.store import Ledger
from harmledger.ledger.views import replace_views
from harmledger.linking.facts import facts_of
from harmledger.linking.identities import identify
from harmledger.linking.link import link
from harmledger.linking.sides import Matter
from harmledger.reading.tellings import tellings_of
from harmledger.records.assessment import Assessment
from harmledger.records.claim import Claim
from harmledger.records.incident import Incident
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.report import Filing, Report, Text
from harmledger.records.telling import Telling

_NO_METHOD = Method(name="none", version="0", code_sha256="", data_sha256="", gazetteer_sha256="")
_TELL_EVERY = 50
"""Incidents between two words on progress."""


class Told(msgspec.Struct, kw_only=True):
    """Everything that the record's readings tell, in memory while incidents are made."""

    tellings: dict[str, Telling]
    matter: dict[str, Matter]
    """What linking looks at, by telling."""
    claims: dict[str, Claim]
    resolutions: dict[str, Resolution]
    publishers: dict[str, PublisherFacts]
    """By report."""


def derive(ledger: Ledger, convention: Convention, progress: Progress) -> None:
    """Make the views of the whole record anew. The same truth gives the same views, to the byte."""
    progress("linking", 0)
    told = _tell(ledger)
    progress("linking", len(told.tellings))
    incidents = _incidents(ledger, told)
    replace_views(
        ledger,
        tellings=told.tellings.values(),
        incidents=incidents,
        assessments=_assessments(incidents, told, convention, progress),
        watermark=ledger.head().seq,  # nobody can have erased since: who erases is alone, as this build is
    )


def _tell(ledger: Ledger) -> Told:
    told = Told(tellings={}, matter={}, claims={}, resolutions={}, publishers={})
    reports = {report.id: report for report in ledger.each(Report)}
    filings: dict[str, list[Filing]] = defaultdict(list)
    for filing in ledger.each(Filing):
        filings[filing.report_id].append(filing)
    for text, reading in _texts_with_readings(ledger):
        report = reports.get(text.report_id)
        if report is None:  # erased by decision
            continue
        told.publishers[report.id] = PublisherFacts(
            publisher=report.publisher, published_on=report.published_on
        )
        _tell_one(told, report, text, reading, filings[report.id])
    return told


def _tell_one(told: Told, report: Report, text: Text, reading: Reading, filings: list[Filing]) -> None:
    tellings = tellings_of(report, reading, sorted(filings, key=lambda filing: filing.incident_key))
    if not tellings:
        return
    facts = facts_of(report, text)
    by_id = {claim.id: claim for claim in reading.claims}
    told.claims |= by_id
    told.resolutions |= {resolution.claim_id: resolution for resolution in reading.resolutions}
    for telling in tellings:
        told.tellings[telling.id] = telling
        told.matter[telling.id] = Matter(claims=tuple(by_id[claim] for claim in telling.claims), facts=facts)


def _texts_with_readings(ledger: Ledger) -> Iterator[tuple[Text, Reading]]:
    """Every text with what was read of it, both streamed in order of text id; an unread text has an empty
    reading."""
    readings = ledger.readings()
    reading = next(readings, None)
    for text in ledger.each(Text):
        while reading is not None and reading.text_id < text.id:
            reading = next(readings, None)
        if reading is not None and reading.text_id == text.id:
            yield text, reading
        else:
            yield text, _nothing_read(text)


def _nothing_read(text: Text) -> Reading:
    return Reading(text_id=text.id, method=_NO_METHOD, claims=(), resolutions=())


def _incidents(ledger: Ledger, told: Told) -> tuple[Incident, ...]:
    """Link the tellings; ids that are minted now go into the truth before any view speaks of them."""
    clusters = link(tuple(told.tellings.values()), told.matter)
    minted = {identity.anchor: identity for identity in identities(ledger)}
    incidents, fresh = identify(clusters, minted)
    if fresh:
        ledger.append(fresh)
    return incidents


def _assessments(
    incidents: Sequence[Incident], told: Told, convention: Convention, progress: Progress
) -> Iterator[Assessment]:
    for done, incident in enumerate(incidents):
        if done % _TELL_EVERY == 0:
            progress("assessing", done, share=done / len(incidents))
        yield assess(_matter(incident, told), convention)


def _matter(incident: Incident, told: Told) -> IncidentMatter:
    """What an assessment of this incident may look at."""
    tellings = tuple(told.tellings[id] for id in incident.tellings)
    claims = [claim for telling in tellings for claim in telling.claims]
    return IncidentMatter(
        incident=incident,
        tellings=tellings,
        claims={id: told.claims[id] for id in claims},
        resolutions={id: told.resolutions[id] for id in claims},
        reports={telling.report_id: told.publishers[telling.report_id] for telling in tellings},
    )
