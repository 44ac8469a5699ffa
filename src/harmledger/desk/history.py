"""An incident in, every decision on it, on its tellings and on its claims out, latest first."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.ledger.decided import decisions, undone, with_undoings
from harmledger.ledger.queries import IncidentFile, identities, incident_file
from harmledger.ledger.store import Ledger
from harmledger.records.decision import Decision


@get("/incidents/{incident_id:str}/history", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, incident_id: FromPath[str]) -> Response[bytes]:
    """Who decided what on this incident, when and why, and what was taken back."""
    ledger = workbench_of(request).ledger
    file = incident_file(ledger, incident_id)
    done, out_of_force = history(ledger, file)
    return pages_of(request).set(
        request, "history.html", nav="incidents", incident=file.incident.id, entries=done, undone=out_of_force
    )


def history(ledger: Ledger, file: IncidentFile) -> tuple[list[Decision], set[str]]:
    """The decisions on anything that the incident holds, the latest first, and which of them were taken back."""
    held = {file.incident.id, *file.incident.tellings, *_merged_into(ledger, file.incident.id)}
    held |= {each.claim.id for each in (*file.claims, *file.replaced)}
    with ledger.snapshot() as connection:
        found = with_undoings(connection, decisions(connection, owners=held))
    return sorted(found, key=lambda each: each.at, reverse=True), undone(found)


def _merged_into(ledger: Ledger, incident_id: str) -> set[str]:
    """The ids that lead to this incident now: what was decided on them belongs to its history."""
    to = {each.id: each.redirects_to for each in identities(ledger) if each.redirects_to}
    found, ahead = set[str](), {incident_id}
    while ahead:
        ahead = {id for id, target in to.items() if target in ahead} - found
        found |= ahead
    return found
