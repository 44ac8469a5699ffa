"""A decision in, in JSON; the decision in the record, and what others decided, out."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import RawBody

from harmledger.desk.access import check_may_decide
from harmledger.desk.api.operation import ROOT, Limit, answered, asked_for, operation
from harmledger.desk.asked import Asked, person_of, workbench_of
from harmledger.errors import UsageError
from harmledger.flow.decide import Decided, decide
from harmledger.ledger.log import PAGE, Logged, log
from harmledger.records import action as act
from harmledger.records.decision import Decision, Erasure

_MOST_ROWS = 2**53
Decidable = (
    act.Accept | act.Reject | act.Unsure | act.Correct | act.Add | act.ClearQuote
    | act.Same | act.NotSame | act.Merge | act.Split | act.Move
    | act.OverrideValue | act.Review | act.Withdraw
    | act.Assign | act.Code | act.Comment | act.Undo
)  # fmt: skip
"""What may be asked for: every action but to say that something was published, which only a release does."""
Seq = Annotated[int, msgspec.Meta(ge=0, le=_MOST_ROWS)]


class DecisionAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision that somebody wants to make."""

    action: Decidable
    why: Annotated[str, msgspec.Meta(max_length=10_000, description="The reason, kept for ever.")] = ""
    saw: Annotated[
        Seq | None,
        msgspec.Meta(
            description="The `version` of the page that you decide by: if somebody else decided on the same since, "
            "nothing is written and you are told (409)."
        ),
    ] = None


class LogAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of the log."""

    before: Annotated[
        Seq | None, msgspec.Meta(description="The `seq` of the last one of the page before.")
    ] = None
    limit: Limit = PAGE


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a person did. Neither: a decision that was erased with the words that it was about."""

    seq: int
    """Its row of the chain."""
    id: str
    decision: Decision | None = None
    erasure: Erasure | None = None


@post(f"{ROOT}/decisions", opt=operation("read", takes=DecisionAsked, gives=Decided), sync_to_thread=True)
def make(request: Asked, body: RawBody) -> Response[bytes]:
    """Make a decision, in the name of whom the token is of; each kind needs what it needs at the desk. It is in the
    chain and on the disk when the answer comes."""
    try:
        asked = msgspec.json.decode(body, type=DecisionAsked)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(str(error), where=request.url.path, to_do=f"see {ROOT}/openapi.json") from error
    bench, person = workbench_of(request), person_of(request)
    check_may_decide(person, asked.action, bench.ledger)
    made = decide(
        bench.ledger,
        asked.action,
        by=person.name,
        why=asked.why,
        saw=asked.saw,
        team=bench.team,
        rules=bench.rules,
    )
    return answered(made, status=201)


@get(f"{ROOT}/log", opt=operation("log", asks=LogAsked, gives=list[LogEntry]), sync_to_thread=True)
def made(request: Asked) -> Response[bytes]:
    """What people decided and erased, the latest first."""
    asked = asked_for(request, LogAsked)
    found = log(workbench_of(request).ledger, before=asked.before, limit=asked.limit)
    return answered([_entry(each) for each in found])


def _entry(logged: Logged) -> LogEntry:
    decision = logged.what if isinstance(logged.what, Decision) else None
    erasure = logged.what if isinstance(logged.what, Erasure) else None
    return LogEntry(seq=logged.seq, id=logged.id, decision=decision, erasure=erasure)
