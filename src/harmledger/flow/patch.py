"""What has come into the truth in; the views with what follows from it in place of what was there, out, and the ids
minted for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

import msgspec
from sqlalchemy import Connection

from harmledger.assessing.convention import Convention
from harmledger.flow.derive import loose, outcomes
from harmledger.flow.progress import silent
from harmledger.flow.relinked import Relinked, relinked
from harmledger.flow.stand import Deeds, republished
from harmledger.flow.tell import Told, tell
from harmledger.ledger.bearing import decisions_on, links_on
from harmledger.ledger.changes import Changes, filings_of, reports_of_claims
from harmledger.ledger.held import (
    incident_rows,
    incidents_holding,
    reports_of_tellings,
    tellings_held,
)
from harmledger.ledger.identities import identities_of, identity_rows
from harmledger.ledger.linked import patch_linked
from harmledger.ledger.material import material_of
from harmledger.ledger.readings import claims_of_texts
from harmledger.ledger.restood import put_standings
from harmledger.ledger.standings import every_standing
from harmledger.ledger.views import Entries, Gone, patch_views
from harmledger.linking.concern import Concern, concerned
from harmledger.records.decision import LINKING, Decision, Links, value_of
from harmledger.records.incident import Identity, Incident


def concern_of(connection: Connection, news: Changes) -> Concern:
    """The reports whose tellings may be others now, or linked otherwise; none where only verdicts came in, which move
    no link. What decisions in force bear on is to be known up to `news`."""
    return concerned(
        partial(links_on, connection),
        reports=news.reports,
        filings=filings_of(connection, news.reports),
        about=[links for decision in news.decisions for links in _links_of(decision)],
    )


def patch(connection: Connection, news: Changes, concern: Concern, rules: Convention) -> Sequence[Identity]:
    """Bring the views up to `news`, in a transaction that alone may write; gives the identities to append in it."""
    anew = relinked(connection, concern, news.reports) if concern.reports else None
    ids = _touched(connection, news) - (anew.replaced if anew else frozenset())
    incidents = [*(anew.incidents if anew else ()), *incident_rows(connection, ids)]
    named = dict.fromkeys(id for decision in news.decisions for id in decision.on)
    reports = concern.reports | reports_of_claims(connection, named)
    told = _told(connection, _filed(connection, ids, anew), reports)
    fresh = anew.fresh if anew else ()
    deeds = _deeds(connection, told, incidents, fresh)
    entries = Entries(
        tellings=list(told.tellings.values()),
        outcomes=outcomes(incidents, told, rules, deeds, silent),
        loose=loose(told, deeds, _claims_of(told, reports)),
        decisions=news.decisions,
        identities=fresh,
    )
    gone = Gone(
        incidents=sorted(ids | (anew.replaced if anew else frozenset())),
        tellings=sorted(told.tellings.keys() | (anew.gone if anew else frozenset())),
        reports=sorted(reports),
    )
    patch_views(connection, entries, gone, watermark=news.head)
    if any(decision.kind == "publish" for decision in news.decisions):
        _republish(connection)
    if anew is not None:
        patch_linked(connection, anew.gone, anew.touched)
    return fresh


def _deeds(
    connection: Connection, told: Told, incidents: Sequence[Incident], fresh: Sequence[Identity]
) -> Deeds:
    """What people decided on all that is put anew."""
    identities = identities_of(connection, {incident.id for incident in incidents}, fresh)
    owners = {identity.id for identity in identities} | claims_of_texts(connection, told.report_of)
    found = decisions_on(connection, owners=sorted(owners), report_ids=sorted(told.publishers))
    return Deeds(found, identities)


def _links_of(decision: Decision) -> list[Links]:
    value = value_of(decision) if decision.kind in LINKING else None
    return [value] if isinstance(value, Links) else []


def _touched(connection: Connection, news: Changes) -> set[str]:
    """The incidents that the decisions are about."""
    return incidents_holding(connection, {id for decision in news.decisions for id in decision.on})


def _republish(connection: Connection) -> None:
    """Brings the standing of every incident up to the last release: no report is read for it."""
    deeds = Deeds(decisions_on(connection, owners=(), report_ids=()), identity_rows(connection))
    now = ((standing, republished(standing, deeds)) for standing in list(every_standing(connection)))
    put_standings(connection, ((before, after) for before, after in now if after != before))


def _filed(connection: Connection, ids: Collection[str], anew: Relinked | None) -> dict[str, str | None]:
    """For each telling of what is put anew, where it is filed: those of held incidents `ids`, and those linked."""
    held = {telling.id: telling.filed_under for telling in tellings_held(connection, sorted(ids))}
    return {**held, **(anew.filed if anew else {})}


def _told(connection: Connection, filed: Mapping[str, str | None], reports: Collection[str]) -> Told:
    """What these tellings tell now, under these filings; and the claims of these reports."""
    holding = reports_of_tellings(connection, filed)
    told = tell(material_of(connection, {*reports, *holding}), ())
    told.tellings = {
        id: msgspec.structs.replace(told.tellings[id], filed_under=key) for id, key in filed.items()
    }
    return told


def _claims_of(told: Told, reports: Collection[str]) -> list[str]:
    return [id for id, claim in told.claims.items() if told.report_of[claim.text_id] in reports]
