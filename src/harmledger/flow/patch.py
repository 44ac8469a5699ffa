"""What has come into the truth in; the views with what follows from it in place of what was there, out, and the ids
minted for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from harmledger.assessing.convention import Convention
from harmledger.flow.derive import loose, outcomes
from harmledger.flow.progress import silent
from harmledger.flow.relinked import Relinked, relinked
from harmledger.flow.stand import Deeds
from harmledger.flow.tell import Told, tell
from harmledger.ledger.changes import Changes, filings_of, reports_of_claims
from harmledger.ledger.held import (
    incident_rows,
    incidents_holding,
    reports_of_tellings,
    tellings_held,
)
from harmledger.ledger.identities import identities_of
from harmledger.ledger.linked import patch_linked
from harmledger.ledger.material import material_of
from harmledger.ledger.views import Entries, Gone, patch_views
from harmledger.linking.concern import Concern, concerned
from harmledger.records.decision import LINKING, Decision, Links, value_of
from harmledger.records.incident import Identity


def concern_of(connection: Connection, news: Changes, decisions: Sequence[Decision]) -> Concern:
    """The reports whose tellings may be others now, or linked otherwise; none where only verdicts came in, which move
    no link. `decisions`: those in force."""
    about = [links for decision in news.decisions for links in _links_of(decision)]
    in_force = [links for decision in decisions for links in _links_of(decision)]
    return concerned(
        in_force if news.reports or about else (),
        reports=news.reports,
        filings=filings_of(connection, news.reports),
        about=about,
    )


def patch(
    connection: Connection,
    news: Changes,
    concern: Concern,
    decisions: Sequence[Decision],
    rules: Convention,
) -> Sequence[Identity]:
    """Bring the views up to `news`, in a transaction that alone may write; gives the identities to append in it."""
    links = [links for decision in decisions for links in _links_of(decision)]
    anew = relinked(connection, concern, news.reports, links) if concern.reports else None
    ids = _touched(connection, news) - (anew.replaced if anew else frozenset())
    incidents = [*(anew.incidents if anew else ()), *incident_rows(connection, ids)]
    named = dict.fromkeys(id for decision in news.decisions for id in decision.on)
    reports = concern.reports | reports_of_claims(connection, named)
    told = _told(connection, _filed(connection, ids, anew), reports)
    fresh = anew.fresh if anew else ()
    deeds = Deeds(decisions, identities_of(connection, {incident.id for incident in incidents}, fresh))
    entries = Entries(
        tellings=list(told.tellings.values()),
        outcomes=outcomes(incidents, told, rules, deeds, silent),
        loose=loose(told, deeds, _claims_of(told, reports)),
        decisions=decisions,
        identities=fresh,
    )
    gone = Gone(
        incidents=sorted(ids | (anew.replaced if anew else frozenset())),
        tellings=sorted(told.tellings.keys() | (anew.gone if anew else frozenset())),
        reports=sorted(reports),
    )
    patch_views(connection, entries, gone, watermark=news.head)
    if anew is None:
        return ()
    patch_linked(connection, anew.gone, anew.touched)
    return anew.fresh


def _links_of(decision: Decision) -> list[Links]:
    value = value_of(decision) if decision.kind in LINKING else None
    return [value] if isinstance(value, Links) else []


def _touched(connection: Connection, news: Changes) -> set[str]:
    """The incidents that the decisions are about; all that a release published."""
    ids = {id for decision in news.decisions for id in decision.on}
    if any(decision.kind == "publish" for decision in news.decisions):
        return {incident.id for incident in incident_rows(connection, None)}
    return incidents_holding(connection, ids)


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
