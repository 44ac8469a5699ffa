"""A sample in; one claim after the other, as its words alone, to be coded without seeing what anybody else or the
machine made of it, out."""

from __future__ import annotations

from collections.abc import Mapping

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, person_of, workbench_of
from harmledger.desk.faults import worded
from harmledger.desk.lit_text import lit_runs
from harmledger.errors import UsageError
from harmledger.flow import coding
from harmledger.flow.codebook import CHOSEN, COUNTED, NOT_STATED, OTHER, QUANTITIES, as_given, coded_fields
from harmledger.flow.present import published
from harmledger.ledger.browse import report_file
from harmledger.ledger.counted import facets
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.site.safe import brief
from harmledger.records.claim import Claim
from harmledger.records.report import Text


@get("/samples/{name:str}/code", opt=needs("code"), sync_to_thread=True)
def ask(request: Asked, name: FromPath[str], claim: FromQuery[str] = "") -> Response[bytes] | Redirect:
    """The claim of the sample that waits first, or one that was coded before, to code it anew."""
    sample = coding.sample_of(workbench_of(request).ledger, name, seen_by=person_of(request).name)
    waiting = sample.waiting.get(person_of(request).name, ())
    if sample.finished or not (claim or waiting):
        return Redirect(f"/samples/{name}")
    mine = {each.claim: each.fields for each in sample.coded if each.by == person_of(request).name}
    return _page(request, sample, claim or waiting[0], as_given(mine.get(claim, {})))


@post("/samples/{name:str}/code/{claim_id:str}", opt=needs("code"), sync_to_thread=True)
def keep(
    request: Asked, name: FromPath[str], claim_id: FromPath[str], data: Form
) -> Response[bytes] | Redirect:
    """Keeps the reading and goes on to the next claim; what cannot be is said beside what was typed."""
    bench, by = workbench_of(request), person_of(request).name
    try:
        fields = coded_fields(data, parties(bench.ledger))
    except UsageError as fault:
        sample = coding.sample_of(bench.ledger, name, seen_by=by)
        return _page(request, sample, claim_id, data, fault=fault)
    coding.code(bench.ledger, name, claim_id, fields, by=by, rules=bench.rules)
    return Redirect(f"/samples/{name}/code")


def parties(ledger: Ledger) -> list[str]:
    """Who is blamed anywhere in the record: the same list for every claim, so that it tells nothing of this one."""
    return sorted(facets(ledger)["actor"])


def _page(
    request: Asked,
    sample: coding.Sample,
    claim_id: str,
    given: Mapping[str, str],
    fault: UsageError | None = None,
) -> Response[bytes]:
    ledger, pages = workbench_of(request).ledger, pages_of(request)
    read = report_file(ledger, ledger.get(Text, ledger.get(Claim, claim_id).text_id).report_id)
    claims = _in_order(read.claims)
    claim = next((each for each in claims if each.claim.id == claim_id), None)
    if claim is None:
        raise UsageError("this claim does not stand any more", to_do="go on with the next one")
    waiting = sample.waiting.get(person_of(request).name, ())
    return pages.set(
        request, "code.html", status=422 if fault else 200, nav="samples", sample=sample.name, claim=claim.claim,
        report=read.report, heading=brief(read.report.title or read.report.key), given=given,
        runs=lit_runs(read.text, [published(claim)]), done=sample.claims - len(waiting), of=sample.claims,
        others=[(number, each.claim.id, each.claim.id not in waiting) for number, each in enumerate(claims, start=1)],
        chosen=CHOSEN, counted=COUNTED, quantities=QUANTITIES, blamed=[NOT_STATED, *parties(ledger), OTHER],
        fault="" if fault is None else worded(fault, pages.words), at_fault=fault.where if fault else None,
    )  # fmt: skip


def _in_order(claims: tuple[ToldClaim, ...]) -> list[ToldClaim]:
    """Those that a reader made, in the order of their words."""
    return [each for each in claims if each.standing.verdict != "person"]
