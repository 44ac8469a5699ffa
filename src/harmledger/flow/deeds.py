"""A record's decisions in, those that bear on published incidents out, as a release tells of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from harmledger.ledger.decided import decisions
from harmledger.ledger.held import incidents_holding
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.release.contract import DecisionLine
from harmledger.records.decision import Decision, DecisionKind

_INSIDE: frozenset[DecisionKind] = frozenset(("assign", "code", "comment", "set_rules", "publish"))
"""Kinds that change nothing of what is published."""


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """A decision, and the incidents (ids inside the house) that it bears on."""

    decision: Decision
    incidents: frozenset[str]
    is_new: bool
    """Whether it was made since the release before."""


def deeds_on(ledger: Ledger, incidents: Collection[str], *, since: int) -> list[Deed]:
    """The decisions on any of `incidents`, oldest first; those behind row `since` of the chain are new."""
    with ledger.snapshot() as connection:
        found = decisions(connection)
        new = {decision.id for decision in decisions(connection, after=since)}
        by_id = {decision.id: decision for decision in found}
        deeds = [
            Deed(
                decision=each,
                incidents=frozenset(incidents_holding(connection, _subjects(each, by_id)) & set(incidents)),
                is_new=each.id in new,
            )
            for each in found
            if each.kind not in _INSIDE
        ]
    return [deed for deed in deeds if deed.incidents]


def deed_lines(deeds: Sequence[Deed], pseudonyms: Pseudonyms) -> Iterator[DecisionLine]:
    """What a release says of them: what, on what, and on which day; not who, nor in which words they said why."""
    for deed in deeds:
        decision = deed.decision
        yield DecisionLine(
            id=pseudonyms.id(decision.id),
            kind=decision.kind,
            on=tuple(pseudonyms.id(each) for each in decision.on),
            day=dt.date.fromisoformat(decision.at[:10]),
            by=pseudonyms.mark("person", decision.by),
        )


def new_on(deeds: Sequence[Deed], pseudonyms: Pseudonyms) -> dict[str, tuple[str, ...]]:
    """By public incident id, the public ids of the new decisions on it."""
    touched: dict[str, list[str]] = defaultdict(list)
    for deed in deeds:
        for incident in deed.incidents if deed.is_new else ():
            touched[pseudonyms.id(incident)].append(pseudonyms.id(deed.decision.id))
    return {incident: tuple(ids) for incident, ids in touched.items()}


def _subjects(decision: Decision, by_id: Mapping[str, Decision]) -> tuple[str, ...]:
    """What a decision is on; an Undo is on what the decision was on that it takes out of force."""
    seen: set[str] = set()
    while decision.kind == "undo" and decision.on[0] in by_id and decision.id not in seen:
        seen.add(decision.id)
        decision = by_id[decision.on[0]]
    return decision.on
