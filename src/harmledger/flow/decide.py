"""What a person asks for in; a decision in the chain, with the views that follow from it, out. Nothing is ever edited:
a later decision supersedes, and an Undo takes one out of force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from harmledger.accounts.accounts import is_team
from harmledger.assessing.convention import Convention
from harmledger.errors import DecisionRefused, StaleDecision
from harmledger.flow.asked import Asked, asked, check_review
from harmledger.flow.house import house_rules
from harmledger.flow.update import update
from harmledger.ledger.decided import decisions, undone, with_undoings
from harmledger.ledger.kinds import Entry, entries
from harmledger.ledger.queries import current_incident, incidents_of
from harmledger.ledger.readings import records
from harmledger.ledger.standings import standing_rows
from harmledger.ledger.store import Ledger
from harmledger.ledger.truth import last_head
from harmledger.records.action import Action
from harmledger.records.canonical import mint
from harmledger.records.decision import Decision, DecisionKind, Seal, value_json
from harmledger.records.reading import PERSON, Method, Reading
from harmledger.settings import Settings

_BESIDE: frozenset[DecisionKind] = frozenset(("comment", "code", "set_rules", "publish"))
"""Kinds that change nothing for anybody else who decides."""


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that was made."""

    decision: Decision
    version: int
    """The version of the record with it: what comes back as `saw` with the next decision."""
    incidents: tuple[str, ...]
    """Ids of the incidents that now hold what was decided on."""
    claim: str | None = None
    """The claim that the person made."""


def decide(
    ledger: Ledger,
    action: Action,
    *,
    by: str,
    why: str = "",
    saw: int | None = None,
    team: bool = False,
    rules: Convention,
) -> Decided:
    """Append the decision and bring the views up to date, so that whoever looks next sees it.

    `saw`: the version of the record that the person looked at. `team`: several people work on the record, so that
    nobody reviews their own work. Raises StaleDecision where somebody else has decided on the same since, and
    DecisionRefused, NotInRecord or EvidenceError where it cannot be: then nothing is written.
    """
    update(ledger, rules)
    wanted = asked(ledger, action, rules)
    if wanted.needs_why and not why.strip():
        raise DecisionRefused("why_is_missing", where=", ".join(wanted.on[:1]), to_do="say why")
    if isinstance(wanted.value, Seal):
        incident = current_incident(ledger, wanted.on[0])
        check_review(standing_rows(ledger, [incident.id])[0], wanted.value, by=by, team=team)
    made: list[Decision] = []
    ledger.append_made(partial(_rows, wanted, made, by=by, why=why, saw=saw))
    update(ledger, rules)
    return Decided(
        decision=made[0],
        version=ledger.head().seq,
        incidents=tuple(incidents_of(ledger, made[0].on)),
        claim=wanted.stated[0].id if wanted.stated else None,
    )


def decide_in(record: Path, action: Action, *, by: str, why: str, settings: Settings) -> Decided:
    """As `decide`, in the record of this folder: for whoever has no desk open. In a team, under its rules.

    Raises NotInRecord if there is no record.
    """
    rules = house_rules(record, settings)
    with Ledger.open(record, write=True, wait_s=settings.wait_s) as ledger:
        return decide(ledger, action, by=by, why=why, team=is_team(record), rules=rules)


def subjects(decision: Decision) -> frozenset[str]:
    """What a decision is on, for telling whether two get into each other's way."""
    return frozenset() if decision.kind in _BESIDE else frozenset(decision.on)


def _rows(
    wanted: Asked, made: list[Decision], connection: Connection, *, by: str, why: str, saw: int | None
) -> Iterator[Entry]:
    """The rows of the decision, now that nobody else can write."""
    head = last_head(connection)
    decision = Decision(
        id=mint("dec", wanted.kind, wanted.on, by, head.seq, head.link),
        kind=wanted.kind,
        on=wanted.on,
        by=by,
        at=dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        why=why.strip(),
        value=value_json(wanted.value) if wanted.value is not None else None,
    )
    if saw is not None:
        _check_fresh(connection, decision, saw)
    if decision.kind == "undo":
        _check_in_force(connection, decision)
    made.append(decision)
    if wanted.stated is not None:
        yield from entries([_reading(decision, wanted)])
    yield from entries([decision])


def _check_fresh(connection: Connection, decision: Decision, saw: int) -> None:
    """Raises StaleDecision where somebody else decided on the same after row `saw`."""
    mine = subjects(decision)
    since = [
        other
        for other in decisions(connection, after=saw)
        if other.by != decision.by and not mine.isdisjoint(subjects(other))
    ]
    if since:
        last = since[-1]
        raise StaleDecision(
            f"{last.by} decided on this meanwhile ({last.kind}, {last.at})",
            where=decision.on[0],
            since=tuple(other.id for other in since),
        )


def _check_in_force(connection: Connection, undo: Decision) -> None:
    history = with_undoings(connection, list(records(connection, Decision, undo.on[:1])))
    if undo.on[0] in undone(history):
        raise DecisionRefused("not_in_force", where=undo.on[0])


def _reading(decision: Decision, wanted: Asked) -> Reading:
    """The person's claim, as a reading of theirs: the decision is its version."""
    if wanted.stated is None:
        raise ValueError(f"decision {decision.id} makes no claim")
    claim, resolution = wanted.stated
    method = Method(
        name=f"{PERSON}{decision.by}",
        version=decision.id,
        code_sha256="",
        data_sha256="",
        gazetteer_sha256="",
    )
    return Reading(text_id=claim.text_id, method=method, claims=(claim,), resolutions=(resolution,))
