"""What a person decides on an incident in; the decision in the record, and the incident as it then is, out."""

from __future__ import annotations

from typing import get_args

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, workbench_of
from harmledger.desk.verdicts import decided
from harmledger.errors import UsageError
from harmledger.ledger.queries import incident_file
from harmledger.records.action import (
    Action,
    Comment,
    Merge,
    Move,
    NotSame,
    OverrideValue,
    Review,
    Split,
    Withdraw,
)
from harmledger.records.decision import Because, Overridable
from harmledger.records.figure import Group, Outcome

FIELDS: tuple[Overridable, ...] = ("grade", "strike_status", "range")
BECAUSE: tuple[Because, ...] = get_args(Because)
_TELLING = "telling."
"""What the name of a telling's box in a form begins with."""


@post("/incidents/{incident_id:str}/review", opt=needs("review"), sync_to_thread=True)
def review(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """Signs the incident as it was looked at."""
    return _decide(request, Review(incident_id, data.get("seal", "")), data, incident_id)


@post("/incidents/{incident_id:str}/withdraw", opt=needs("withdraw"), sync_to_thread=True)
def withdraw(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """The incident is not to be published, for the reason given; `because` is what releases say of it."""
    because = next((each for each in BECAUSE if each == data.get("because")), None)
    return _decide(request, Withdraw(incident_id, because), data, incident_id)


@post("/incidents/{incident_id:str}/comment", opt=needs("comment"), sync_to_thread=True)
def comment(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """Words beside the incident."""
    return _decide(request, Comment(incident_id), data, incident_id)


@post("/incidents/{incident_id:str}/override", opt=needs("override"), sync_to_thread=True)
def override(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """A person's grade, strike status or range in place of the computed one, which stays beside it."""
    field = next((each for each in FIELDS if each == data.get("field")), None)
    if field is None:
        raise UsageError("no field is chosen", to_do="choose what to set")
    if field == "range":
        outcome, group = _outcome_and_group(data.get("who", ""))
        action = OverrideValue(
            incident_id,
            field,
            outcome=outcome,
            group=group,
            low=_number(data, "low"),
            high=_number(data, "high"),
        )
    else:
        action = OverrideValue(incident_id, field, label=data.get(field) or None)
    return _decide(request, action, data, incident_id)


@post("/incidents/{incident_id:str}/merge", opt=needs("decide"), sync_to_thread=True)
def merge(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """This incident and another are one."""
    other = data.get("other", "").strip()
    if not other:
        raise UsageError(
            "no other incident is chosen", to_do="choose one of the list, or look for it by words or id"
        )
    return _decide(request, Merge((incident_id, other)), data, incident_id)


@post("/incidents/{incident_id:str}/apart", opt=needs("decide"), sync_to_thread=True)
def apart(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """This incident and another are not one, and are not proposed as one again."""
    ledger = workbench_of(request).ledger
    tellings = [incident_file(ledger, id).incident.tellings[0] for id in (incident_id, data.get("other", ""))]
    return _decide(request, NotSame(*tellings), data, incident_id)


@post("/incidents/{incident_id:str}/split", opt=needs("decide"), sync_to_thread=True)
def split(request: Asked, incident_id: FromPath[str], data: Form) -> Redirect:
    """The tellings that are ticked leave: for an incident of their own, or for the one that is chosen."""
    ticked = tuple(name.removeprefix(_TELLING) for name in data if name.startswith(_TELLING))
    to = data.get("other", "").strip()
    if not ticked:
        raise UsageError("no telling is ticked", to_do="tick those to split off or to move")
    return _decide(request, Move(ticked, to) if to else Split(incident_id, ticked), data, incident_id)


def _decide(request: Asked, action: Action, data: dict[str, str], incident_id: str) -> Redirect:
    made = decided(request, action, data)
    return Redirect(f"/incidents/{incident_id}?did={made.decision.id}")


def _outcome_and_group(who: str) -> tuple[Outcome, Group]:
    outcome, _, group = who.partition(".")
    return outcome, group  # type: ignore[return-value]  # `decide` refuses what is neither


def _number(data: dict[str, str], name: str) -> int | None:
    given = data.get(name, "").strip()
    if given and not given.isdecimal():
        raise UsageError(f"{given[:20]!r} is no whole number", to_do="write digits only, or leave it empty")
    return int(given) if given else None
