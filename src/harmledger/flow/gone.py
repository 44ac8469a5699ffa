"""A record and the release before in; why incidents of that release are not in the next one out."""

from __future__ import annotations

from pathlib import Path

from harmledger.flow.choose import Chosen
from harmledger.ledger.held import redirected
from harmledger.ledger.identities import minted_ids
from harmledger.ledger.standings import standing_rows
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.release.changes import Gone, known_incidents
from harmledger.records.decision import Decision, Withdrawal, value_of


def gone_since(last: Path, ledger: Ledger, chosen: Chosen, pseudonyms: Pseudonyms) -> dict[str, Gone]:
    """Why incidents of the release `last` are not published any more, by public id."""
    published = known_incidents(last).keys()
    told = chosen.publish.keys() | chosen.stand.keys()
    gone: dict[str, Gone] = {}
    with ledger.snapshot() as connection:
        for id in minted_ids(connection):
            public = pseudonyms.id(id)
            if public in published and id not in told:
                gone[public] = _why_gone(ledger, redirected(connection, id), id, chosen, pseudonyms)
    return gone


def _why_gone(ledger: Ledger, now: str, was: str, chosen: Chosen, pseudonyms: Pseudonyms) -> Gone:
    if now != was:
        published = now in chosen.publish or now in chosen.stand
        return Gone(change="merged", into=pseudonyms.id(now) if published else None)
    why = chosen.held.get(now, "withdrawn")
    if why != "withdrawn":
        return Gone(change="held_back", why=why)
    return Gone(change="withdrawn", why=_why_withdrawn(ledger, was))


def _why_withdrawn(ledger: Ledger, incident: str) -> str:
    """The code of what everybody may know of the reason: `withdrawn.<code>` in the catalogs."""
    (standing,) = standing_rows(ledger, [incident]) or (None,)
    decision = ledger.find(Decision, standing.decision) if standing and standing.decision else None
    if decision is None or decision.kind != "withdraw":
        return "nothing_stands"
    value = value_of(decision)
    return value.because if isinstance(value, Withdrawal) else "unsaid"
