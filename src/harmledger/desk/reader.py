"""A report and one of its claims in, the page on which a person works through it out: every claim lit in its words,
the claim in hand beside the text."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.claim_panel import Panel, panel
from harmledger.desk.faults import worded
from harmledger.desk.lit_text import lit_runs
from harmledger.desk.stated_form import CHOICES
from harmledger.flow.present import published
from harmledger.ledger.browse import ReportFile, report_file
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.site.safe import brief, web_link
from harmledger.reading.stated import statement_of
from harmledger.records.report import Text
from harmledger.records.statement import Statement


@get("/reports/{report_id:str}", opt=needs("read"), sync_to_thread=True)
def show(
    request: Asked,
    report_id: FromPath[str],
    claim: FromQuery[str] = "",
    did: FromQuery[str] = "",
    edit: FromQuery[str] = "",
) -> Response[bytes]:
    """The page of one report, with the claim in hand, or the first that nobody has looked at."""
    read = report_file(workbench_of(request).ledger, report_id)
    return reader_page(request, read, claim, did=did, edit=edit, nav="incidents")


def reader_page(request: Asked, read: ReportFile, claim: str, **view: Any) -> Response[bytes]:
    """The page of a report with this claim in hand."""
    pages = pages_of(request)
    panels = [panel(each, number, pages.words) for number, each in enumerate(read.claims, start=1)]
    ids = [each.claim.id for each in read.claims]
    at = ids.index(claim) if claim in ids else first_open(panels)
    known = {
        "fault": "",
        "changed": (),
        "typed": None,
        "queue": None,
        "did": "",
        "edit": "",
        "status": 200,
    } | view
    return pages.set(
        request, "reader.html",
        report=read.report, here=f"/reports/{read.report.id}", link=web_link(read.report.url),
        heading=brief(read.report.title or read.report.key),
        runs=lit_runs(read.text, [published(each) for each in read.claims]),
        numbers={each.id: each.number for each in panels}, panels=panels,
        beside=[panel(each, 0, pages.words) for each in read.replaced],
        hand=panels[at] if panels else None,
        before=ids[at - 1] if panels and at else None, after=ids[at + 1] if at + 1 < len(ids) else None,
        stated=known["typed"] or (_stated(read.claims[at]) if panels else None), choices=CHOICES,
        text_id=read.text.id, version=read.version, words_of=words_of(read.text),
        worded=lambda fault: worded(fault, pages.words), **known,
    )  # fmt: skip


def words_of(text: Text) -> Any:
    """What gives the words of a span of this text, to show beside a field."""
    return lambda span: "" if span is None else brief(span.of(text.content))


def first_open(panels: list[Panel]) -> int:
    """The place of the first claim that nobody has looked at, else of the first."""
    return next((at for at, each in enumerate(panels) if each.standing.verdict == "proposed"), 0)


def _stated(told_claim: ToldClaim) -> Statement:
    return statement_of(told_claim.claim, told_claim.resolution)
