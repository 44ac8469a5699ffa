"""An open ledger in, what publishing is handed out: streams of reports, claims and incidents."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator
from functools import cached_property

from harmledger.assessing.convention import Convention
from harmledger.errors import LedgerError
from harmledger.estimating.counted import is_reviewed
from harmledger.ledger.queries import IncidentFile, incident_files, told_claims
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.matter import Colophon, PublishedClaim, PublishedIncident, ReadReport
from harmledger.publishing.release.edition import accuracy
from harmledger.publishing.release.measured import measured, shown
from harmledger.publishing.rules import rules_of
from harmledger.records.reading import Method
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report, Text

SCOPE = (
    "Every claim of people killed, injured, missing, abducted, detained or displaced "
    "that the reports given make."
)


class RecordMatter:
    """One record, as publishing asks for it; each call begins a new stream from the ledger."""

    def __init__(self, ledger: Ledger, convention: Convention) -> None:
        self._ledger = ledger
        self._convention = convention

    @cached_property
    def colophon(self) -> Colophon:
        """How the record was made."""
        return Colophon(
            harmledger_version=importlib.metadata.version("harmledger"),
            convention=self._convention.name,
            convention_version=str(self._convention.version),
            scope=SCOPE,
            methods=self._methods(),
            rules=tuple(rules_of(self._convention)),
            presumes_civilian=self._convention.presume_civilian.applies,
            accuracy=tuple(shown(measured(accuracy()))),
        )

    def _methods(self) -> tuple[Method, ...]:
        methods = {reading.method for reading in self._ledger.readings()}
        return tuple(sorted(methods, key=lambda m: (m.name, m.version, m.code_sha256, m.data_sha256)))

    def reports(self) -> Iterable[Report]:
        """Every report that was kept."""
        return self._ledger.each(Report)

    def claims(self) -> Iterator[PublishedClaim]:
        """Every claim, those that no incident holds among them."""
        return (published(told) for told in told_claims(self._ledger))

    def incidents(self) -> Iterator[PublishedIncident]:
        """Every incident, merged ones left out."""
        return (published_incident(file, self._convention) for file in incident_files(self._ledger))

    def refusals(self) -> Iterator[Refusal]:
        """Everything that is refused: not the texts that a reader has read since."""
        read: set[str] | None = None
        for refusal in self._ledger.each(Refusal):
            if read is None and refusal.stage == "reading":
                read = {reading.text_id for reading in self._ledger.readings()}
            if refusal.stage != "reading" or refusal.location not in (read or ()):
                yield refusal

    def read_reports(self) -> Iterator[ReadReport]:
        """Every report with its text and the claims on it."""
        claims = told_claims(self._ledger)
        waiting = next(claims, None)
        for text in self._ledger.each(Text):
            own: list[PublishedClaim] = []
            while waiting is not None and waiting.claim.text_id <= text.id:
                own += [published(waiting)] if waiting.claim.text_id == text.id else []
                waiting = next(claims, None)
            report = self._ledger.find(Report, text.report_id)
            if report is not None:
                yield ReadReport(report=report, text=text, claims=tuple(own))


def published_incident(file: IncidentFile, convention: Convention) -> PublishedIncident:
    """All that the ledger holds of an incident, with its assessment under `convention`.

    Raises LedgerError if the incident was not assessed by it.
    """
    assessment = next((each for each in file.assessments if each.convention == convention.title), None)
    if assessment is None:
        raise LedgerError(
            f"was not assessed by {convention.title}",
            where=file.incident.id,
            to_do="run `harmledger build` again",
        )
    return PublishedIncident(
        incident=file.incident, assessment=assessment, tellings=file.tellings, reports=file.reports,
        claims=tuple(published(told) for told in file.claims),
        reviewed=is_reviewed(file.standing),
    )  # fmt: skip


def published(told: ToldClaim) -> PublishedClaim:
    """A claim of the ledger as publishing takes it."""
    return PublishedClaim(
        claim=told.claim, resolution=told.resolution, report_id=told.report_id, report_key=told.report_key,
        method=f"{told.method.name} {told.method.version}", incident_id=told.incident_id,
        verdict=told.standing.verdict,
    )  # fmt: skip
