"""Addresses of the API in; incidents, claims, reports and what holds words out, a page at a time."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from harmledger.assessing.explain import Explanation
from harmledger.assessing.explain import explain as explain_assessment
from harmledger.desk.api.operation import ROOT, After, Limit, answered, asked_for, operation
from harmledger.desk.asked import Asked, workbench_of
from harmledger.desk.paging import key_of
from harmledger.flow.history import Event
from harmledger.flow.history import history as history_of
from harmledger.flow.look import matter_of
from harmledger.ledger.browse import (
    InboxEntry,
    IncidentRow,
    Order,
    ReportFile,
    inbox,
    inbox_sizes,
    listing,
    report_file,
    reports,
    told_claim,
)
from harmledger.ledger.chain import Head
from harmledger.ledger.counted import facets
from harmledger.ledger.listed import MOST_PEOPLE
from harmledger.ledger.narrowing import Listed
from harmledger.ledger.paging import PAGE, Page
from harmledger.ledger.queries import IncidentFile, incident_file
from harmledger.ledger.search import Hit, Kind, search
from harmledger.ledger.told import ToldClaim
from harmledger.records.report import Report
from harmledger.records.standing import Verdict

NOT_KNOWN = 'Blank: "not known".'


class RecordNow(msgspec.Struct, frozen=True, kw_only=True):
    """How far the record is."""

    name: str
    head: Head
    convention: str
    incidents: dict[str, int]
    """By how far they are on their way to publication."""
    claims: dict[str, int]
    """By what people decided on them."""


class IncidentsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which incidents, in which order."""

    state: str | None = None
    grade: Annotated[str | None, msgspec.Meta(description=NOT_KNOWN)] = None
    strike_status: Annotated[str | None, msgspec.Meta(description=NOT_KNOWN)] = None
    month: Annotated[str | None, msgspec.Meta(description="As `2014-03`.")] = None
    country: Annotated[str | None, msgspec.Meta(description="Two letters (ISO 3166).")] = None
    actor: str | None = None
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    killed_at_least: Annotated[int, msgspec.Meta(ge=0, le=MOST_PEOPLE)] | None = None
    order: Order = "id"
    after: After = None
    limit: Limit = PAGE


class ClaimsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claims; the one first that could move the totals most."""

    verdict: Verdict = "proposed"
    assigned_to: str | None = None
    report: Annotated[str | None, msgspec.Meta(description="A report's id.")] = None
    after: After = None
    limit: Limit = PAGE


class ReportsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which reports, in order of id."""

    key: Annotated[str | None, msgspec.Meta(description="Only those under this key of yours.")] = None
    after: After = None
    limit: Limit = PAGE


class WordsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which words to look for, in what."""

    q: Annotated[str, msgspec.Meta(max_length=500, description="All of them; `word*`: what begins so.")]
    kind: Kind = "report"
    after: After = None
    limit: Limit = PAGE


@get(f"{ROOT}/record", opt=operation("read", gives=RecordNow), sync_to_thread=True)
def record(request: Asked) -> Response[bytes]:
    """How far the record is: its head, its rules, and how many incidents and claims are in which state."""
    bench = workbench_of(request)
    return answered(
        RecordNow(
            name=bench.record.name,
            head=bench.ledger.head(),
            convention=bench.rules.name,
            incidents=facets(bench.ledger)["state"],
            claims=inbox_sizes(bench.ledger),
        )
    )


@get(
    f"{ROOT}/incidents",
    opt=operation("read", asks=IncidentsAsked, gives=Page[IncidentRow]),
    sync_to_thread=True,
)
def incidents(request: Asked) -> Response[bytes]:
    """A page of the incidents that meet all that is asked."""
    asked = asked_for(request, IncidentsAsked)
    names = set(Listed.__struct_fields__) & set(IncidentsAsked.__struct_fields__)
    matching = Listed(**{name: getattr(asked, name) for name in names})
    page = listing(
        workbench_of(request).ledger,
        matching,
        order=asked.order,
        after=key_of(asked.after or ""),
        limit=asked.limit,
    )
    return answered(page)


@get(f"{ROOT}/incidents/{{incident_id:str}}", opt=operation("read", gives=IncidentFile), sync_to_thread=True)
def incident(request: Asked, incident_id: FromPath[str]) -> Response[bytes]:
    """All that the record holds of one incident, by its id or your own key of it; an id that was merged away leads to
    the one that holds it now."""
    return answered(incident_file(workbench_of(request).ledger, incident_id))


@get(
    f"{ROOT}/incidents/{{incident_id:str}}/explanation",
    opt=operation("read", gives=Explanation),
    sync_to_thread=True,
)
def explanation(request: Asked, incident_id: FromPath[str]) -> Response[bytes]:
    """Why its numbers are what they are, claim by claim, and what would change them."""
    file = incident_file(workbench_of(request).ledger, incident_id)
    return answered(explain_assessment(matter_of(file), file.assessments[0]))


@get(
    f"{ROOT}/incidents/{{incident_id:str}}/history",
    opt=operation("read", gives=list[Event]),
    sync_to_thread=True,
)
def history(request: Asked, incident_id: FromPath[str]) -> Response[bytes]:
    """What became of it: reports and decisions in order, who, when, why, and the numbers after each."""
    bench = workbench_of(request)
    return answered(history_of(bench.ledger, incident_file(bench.ledger, incident_id), bench.rules))


@get(f"{ROOT}/claims", opt=operation("read", asks=ClaimsAsked, gives=Page[InboxEntry]), sync_to_thread=True)
def claims(request: Asked) -> Response[bytes]:
    """A page of the claims with one verdict."""
    asked = asked_for(request, ClaimsAsked)
    page = inbox(
        workbench_of(request).ledger, verdict=asked.verdict, assigned_to=asked.assigned_to, report_id=asked.report,
        after=key_of(asked.after or ""), limit=asked.limit,
    )  # fmt: skip
    return answered(page)


@get(f"{ROOT}/claims/{{claim_id:str}}", opt=operation("read", gives=ToldClaim), sync_to_thread=True)
def claim(request: Asked, claim_id: FromPath[str]) -> Response[bytes]:
    """One claim with what its words were resolved to, where it belongs, and what people decided on it."""
    return answered(told_claim(workbench_of(request).ledger, claim_id))


@get(f"{ROOT}/reports", opt=operation("read", asks=ReportsAsked, gives=Page[Report]), sync_to_thread=True)
def list_reports(request: Asked) -> Response[bytes]:
    """A page of the reports."""
    asked = asked_for(request, ReportsAsked)
    page = reports(
        workbench_of(request).ledger, key=asked.key, after=key_of(asked.after or ""), limit=asked.limit
    )
    return answered(page)


@get(f"{ROOT}/reports/{{report_id:str}}", opt=operation("read", gives=ReportFile), sync_to_thread=True)
def report(request: Asked, report_id: FromPath[str]) -> Response[bytes]:
    """One report with its text, the claims that stand, and those that others stand in place of."""
    return answered(report_file(workbench_of(request).ledger, report_id))


@get(f"{ROOT}/search", opt=operation("read", asks=WordsAsked, gives=Page[Hit]), sync_to_thread=True)
def words(request: Asked) -> Response[bytes]:
    """A page of what holds all the words, in English, Arabic and others alike."""
    asked = asked_for(request, WordsAsked)
    page = search(
        workbench_of(request).ledger, asked.q, asked.kind, after=key_of(asked.after or ""), limit=asked.limit
    )
    return answered(page)
