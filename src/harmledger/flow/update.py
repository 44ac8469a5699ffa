"""A record whose truth has moved on in; its views, brought up to it, out: as much anew as needs to be."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from harmledger.assessing.convention import Convention
from harmledger.flow.derive import derive, loose, outcomes, recipe
from harmledger.flow.progress import Progress, silent
from harmledger.flow.stand import Deeds
from harmledger.flow.tell import Told, tell
from harmledger.ledger.changes import Changes, changes, reports_of_claims
from harmledger.ledger.decided import decisions_in_force
from harmledger.ledger.held import identity_rows, incident_rows, incidents_holding, tellings_held
from harmledger.ledger.material import material_of
from harmledger.ledger.search import bring_up
from harmledger.ledger.store import Ledger
from harmledger.ledger.views import Entries, Gone, made, patch_views, recipe_of
from harmledger.linking.identities import earlier_ids
from harmledger.records.decision import LINKING
from harmledger.records.incident import Identity, Incident


def update(ledger: Ledger, rules: Convention, progress: Progress = silent) -> None:
    """Bring the views up to the truth. What comes out is the same, to the byte, as `derive` makes of the whole."""
    with ledger.snapshot() as connection:
        news = _news(connection, rules)
    if news is not None and news.none:
        return
    if news is None or not _patched(ledger, rules):
        derive(ledger, rules, progress)


def _news(connection: Connection, rules: Convention) -> Changes | None:
    """What the views do not show yet; None where they are not there, or made by other rules."""
    there = made(connection)
    if not there or recipe_of(connection) != recipe(rules):
        return None
    news = changes(connection, min(view.watermark for view in there.values()))
    return None if news.erased else news


def _patched(ledger: Ledger, rules: Convention) -> bool:
    """Whether the views could be patched, now that nobody else can write."""
    with ledger.locked() as connection:
        news = _news(connection, rules)
        if news is None or not _only_assessing(news):
            return False
        _assess_anew(connection, news, rules)
        bring_up(connection)
    return True


def _only_assessing(news: Changes) -> bool:
    """Whether all that came in leaves links as they are: a verdict on a claim moves none."""
    return not news.reports and LINKING.isdisjoint(decision.kind for decision in news.decisions)


def _assess_anew(connection: Connection, news: Changes, rules: Convention) -> None:
    decisions = decisions_in_force(connection)
    ids = _touched(connection, news)
    deeds = Deeds(decisions, _identities(connection, ids))
    incidents = incident_rows(connection, ids)
    named = dict.fromkeys(id for decision in news.decisions for id in decision.on)
    told = _told_by(connection, incidents, reports_of_claims(connection, named))
    claims = [id for id in named if id in told.claims]
    entries = Entries(
        tellings=list(told.tellings.values()),
        outcomes=outcomes(incidents, told, rules, deeds, silent),
        loose=loose(told, deeds, claims),
        decisions=decisions,
    )
    gone = Gone(incidents=sorted(ids), tellings=sorted(told.tellings), claims=claims)
    patch_views(connection, entries, gone, watermark=news.head)


def _touched(connection: Connection, news: Changes) -> set[str]:
    """The incidents that the decisions are about; all that a release published."""
    ids = {id for decision in news.decisions for id in decision.on}
    if any(decision.kind == "publish" for decision in news.decisions):
        return {incident.id for incident in incident_rows(connection, None)}
    return incidents_holding(connection, ids)


def _identities(connection: Connection, ids: set[str]) -> list[Identity]:
    """The identities of these incidents, and those that the same tellings and filings had before."""
    own = identity_rows(connection, ids)
    earlier = {id for identity in own for id in earlier_ids(identity.anchor)}
    return [*identity_rows(connection, earlier - ids), *own]


def _told_by(connection: Connection, incidents: Iterable[Incident], reports: Iterable[str]) -> Told:
    """What the tellings of these incidents tell now, under the filing that they have in the views; and the claims of
    these reports."""
    held = tellings_held(connection, [incident.id for incident in incidents])
    told = tell(material_of(connection, {*reports, *(telling.report_id for telling in held)}), ())
    told.tellings = {
        each.id: msgspec.structs.replace(told.tellings[each.id], filed_under=each.filed_under)
        for each in held
    }
    return told
