"""A report's id in, its page out: the text with every claim lit in its words, and the claims beside it."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.flow.present import published
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim, told
from harmledger.publishing.matter import ReadReport
from harmledger.publishing.site.reports import report_view
from harmledger.records.report import Report, Text


@get("/reports/{report_id:str}", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, report_id: FromPath[str]) -> Response[bytes]:
    """The page of one report. Raises NotInRecord for one that is not there, and says so if it was erased."""
    ledger, pages = workbench_of(request).ledger, pages_of(request)
    report = ledger.get(Report, report_id)
    text = ledger.owned(Text, report_id)[-1]
    claims = _claims(ledger, text)
    read = ReadReport(report=report, text=text, claims=tuple(published(each) for each in claims))
    return pages.set(
        request, "report.html", nav="incidents", report=report_view(read, pages.words),
        incident_of={each.claim.id: each.incident_id for each in claims},
    )  # fmt: skip


def _claims(ledger: Ledger, text: Text) -> list[ToldClaim]:
    standing = ledger.standing_of(text.id)
    if standing is None:
        return []
    with ledger.snapshot() as connection:
        return list(told(connection, [standing]))
