"""An incident's id in, its page out: the range with what sets each end, who says what, origins, map, time, why, and
what can be decided on it."""

from __future__ import annotations

from typing import get_args

import msgspec
from litestar import Response, get
from litestar.params import FromPath, FromQuery

from harmledger.assessing.convention import Grade, StrikeStatus
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.origins_graph import in_page_order, origins_graph
from harmledger.desk.passing import passing_of
from harmledger.desk.timeline import timeline
from harmledger.desk.words import DeskWords
from harmledger.flow.present import published_incident
from harmledger.ledger.browse import IncidentRow, rows_of
from harmledger.ledger.queries import IncidentFile, incident_file, incidents_of
from harmledger.ledger.store import Ledger
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.incident import incident_view
from harmledger.publishing.site.order import SHOWN_GROUPS
from harmledger.publishing.site.safe import brief
from harmledger.records.decision import Because, Decision

_MOST_PERHAPS = 8
WHOS = tuple((outcome, group) for outcome in ("killed", "injured") for group in SHOWN_GROUPS)
"""The ranges that a person may set, in the order of the lists."""


class OtherIncident(msgspec.Struct, frozen=True, kw_only=True):
    """Another incident that may be this one."""

    row: IncidentRow
    reasons: tuple[str, ...]


class TellingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A telling, to tick."""

    id: str
    report_id: str
    title: str
    when: str
    where: str
    claims: int


@get("/incidents/{incident_id:str}", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, incident_id: FromPath[str], did: FromQuery[str] = "") -> Response[bytes]:
    """The page of one incident; an id that was merged away leads to the one that holds it now."""
    bench, pages = workbench_of(request), pages_of(request)
    version = bench.ledger.head().seq
    file = incident_file(bench.ledger, incident_id)
    published = published_incident(file, bench.rules)
    view = incident_view(published, pages.words, with_report_pages=False)
    went_to = _went_to(bench.ledger, did, file.incident.id)
    return pages.set(
        request, "incident.html", nav="incidents", incident=view, standing=file.standing, version=version, did=did,
        report_of={each.claim.id: each.report_id for each in published.claims},
        verdict_of={each.claim.id: each.standing.verdict for each in file.claims},
        report_ids={n: report.id for n, report in enumerate(in_page_order(published), start=1)},
        graph=origins_graph(published, pages.words), line=timeline(published, pages.words),
        overrides=published.assessment.overrides, others=_others(bench.ledger, file, pages.words),
        telling_rows=_telling_rows(published, pages.words), grades=get_args(Grade), strikes=get_args(StrikeStatus),
        becauses=get_args(Because),
        whos=WHOS, went_to=went_to, passing=passing_of(bench.ledger, went_to, pages.words),
    )  # fmt: skip


def _went_to(ledger: Ledger, did: str, incident_id: str) -> tuple[IncidentRow, ...]:
    """Where the tellings are now that this decision split off or moved."""
    decision = ledger.find(Decision, did) if did else None
    if decision is None or decision.kind not in ("split", "move"):
        return ()
    return rows_of(ledger, [id for id in incidents_of(ledger, decision.on) if id != incident_id])


def _others(ledger: Ledger, file: IncidentFile, words: DeskWords) -> list[OtherIncident]:
    """The likeliest first; not those that were merged or erased since the views were made."""
    perhaps = file.incident.perhaps[:_MOST_PERHAPS]
    rows = {row.incident_id: row for row in rows_of(ledger, [each.incident for each in perhaps])}
    return [
        OtherIncident(row=rows[each.incident], reasons=tuple(words.reason(reason) for reason in each.reasons))
        for each in perhaps
        if each.incident in rows
    ]


def _telling_rows(published: PublishedIncident, words: DeskWords) -> list[TellingRow]:
    reports = {report.id: report for report in published.reports}
    return [
        TellingRow(
            id=telling.id,
            report_id=telling.report_id,
            title=brief(reports[telling.report_id].title or reports[telling.report_id].key),
            when=words.moment(telling.when),
            where=brief(words.place(telling.where)),
            claims=len(telling.claims),
        )
        for telling in published.tellings
    ]
