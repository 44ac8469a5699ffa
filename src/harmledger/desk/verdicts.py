"""What a person decides on a claim in; the decision in the record, and the way on, out. Somebody else's decision in
between loses nothing: the page comes again with what changed, and with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar import Response, post
from litestar.params import FromPath
from litestar.response import Redirect

from harmledger.desk.access import check_may_decide, needs
from harmledger.desk.asked import Asked, Form, person_of, workbench_of
from harmledger.desk.home import own_path
from harmledger.desk.reader import reader_page
from harmledger.desk.stated_form import statement_from
from harmledger.errors import (
    DecisionRefused,
    EvidenceError,
    HarmledgerError,
    NotInRecord,
    StaleDecision,
    UsageError,
)
from harmledger.flow.decide import Decided, decide
from harmledger.ledger.browse import report_file, told_claim
from harmledger.reading.stated import statement_of
from harmledger.records.action import Accept, Action, Add, ClearQuote, Correct, Reject, Undo, Unsure
from harmledger.records.claim import Claim
from harmledger.records.decision import Decision
from harmledger.records.report import Text
from harmledger.records.statement import Statement

_VERDICTS: dict[str, Callable[[str], Action]] = {
    "accept": Accept,
    "reject": Reject,
    "unsure": Unsure,
}


@post("/claims/{claim_id:str}/verdict/{verdict:str}", opt=needs("decide"), sync_to_thread=True)
def judge(
    request: Asked, claim_id: FromPath[str], verdict: FromPath[str], data: Form
) -> Response[bytes] | Redirect:
    """Decides on one claim and goes on to the next."""
    if verdict not in _VERDICTS:
        raise NotInRecord(f"no verdict {verdict!r}", to_do="use a button of the page")
    try:
        return _onward(data, decided(request, _VERDICTS[verdict](claim_id), data))
    except StaleDecision as stale:
        return _again(request, claim_id, stale)


@post("/claims/{claim_id:str}/clear", opt=needs("clear_quote"), sync_to_thread=True)
def clear(request: Asked, claim_id: FromPath[str], data: Form) -> Redirect:
    """Lets the words of a claim be published."""
    return _onward(data, decided(request, ClearQuote(claim_id), data))


@post("/claims/{claim_id:str}/correct", opt=needs("decide"), sync_to_thread=True)
def correct(request: Asked, claim_id: FromPath[str], data: Form) -> Response[bytes] | Redirect:
    """Puts a person's claim in place of this one and shows it."""
    told = _told(request, claim_id)
    stated: Statement | None = None
    try:
        stated = statement_from(data, told)
        made = decided(request, Correct(claim_id, stated), data)
    except (StaleDecision, UsageError, EvidenceError, DecisionRefused) as fault:
        return _again(request, claim_id, fault, typed=stated, edit="1")
    return _onward({"next": f"{data.get('next', '/')}?{urlencode({'claim': made.claim or claim_id})}"}, made)


@post("/texts/{text_id:str}/add", opt=needs("decide"), sync_to_thread=True)
def add(request: Asked, text_id: FromPath[str], data: Form) -> Redirect:
    """A claim that no reader made, from words that a person selected; then the page to say what they mean."""
    made = decided(request, Add(text_id, statement_from(data, None)), data)
    report_id = workbench_of(request).ledger.get(Text, text_id).report_id
    return Redirect(
        f"/reports/{report_id}?{urlencode({'claim': made.claim or '', 'edit': '1', 'did': made.decision.id})}"
    )


@post("/decisions/{decision_id:str}/undo", opt=needs("decide"), sync_to_thread=True)
def undo(request: Asked, decision_id: FromPath[str], data: Form) -> Redirect:
    """Takes a decision out of force and goes back to what it was on."""
    ledger = workbench_of(request).ledger
    check_may_decide(person_of(request), Undo(decision_id), ledger)
    undone = ledger.get(Decision, decision_id)
    decided(request, Undo(decision_id), data)
    return Redirect(_place_of(request, undone, data))


def decided(request: Asked, action: Action, data: dict[str, str]) -> Decided:
    """The decision, in the name of who asks, on the record as they saw it."""
    bench = workbench_of(request)
    saw = data.get("saw", "")
    return decide(
        bench.ledger, action, by=person_of(request).name, why=data.get("why", ""),
        saw=int(saw) if saw.isdecimal() else None, team=bench.team, rules=bench.rules,
    )  # fmt: skip


def _onward(data: dict[str, str], made: Decided) -> Redirect:
    """To the page that the form names, which then offers to undo this."""
    parts = urlsplit(own_path(data.get("next", "/")))
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "did"]
    return Redirect(f"{parts.path}?{urlencode([*query, ('did', made.decision.id)])}")


def _again(
    request: Asked,
    claim_id: str,
    fault: HarmledgerError,
    *,
    typed: Statement | None = None,
    edit: str = "",
) -> Response[bytes]:
    """The page as it is now, with what went wrong, what others decided since, and what was typed."""
    ledger = workbench_of(request).ledger
    text = ledger.get(Text, ledger.get(Claim, claim_id).text_id)
    since = fault.since if isinstance(fault, StaleDecision) else ()
    return reader_page(
        request, report_file(ledger, text.report_id), claim_id, nav="inbox", fault=fault,
        changed=[ledger.get(Decision, each) for each in since], typed=typed, edit=edit, status=409,
    )  # fmt: skip


def _told(request: Asked, claim_id: str) -> Statement:
    told = told_claim(workbench_of(request).ledger, claim_id)
    return statement_of(told.claim, told.resolution)


def _place_of(request: Asked, decision: Decision, data: dict[str, str]) -> str:
    """The page of what a decision was on."""
    if "back" in data:
        return own_path(data["back"])
    ledger = workbench_of(request).ledger
    for target in decision.on:
        if target.startswith("inc-"):
            return f"/incidents/{target}"
        claim = ledger.find(Claim, target) if target.startswith("clm-") else None
        if claim is not None:
            return f"/reports/{ledger.get(Text, claim.text_id).report_id}?{urlencode({'claim': claim.id})}"
    return "/log"
