"""An incident and words, if any, in; the incidents that a coder may mean, to choose one of, out."""

from __future__ import annotations

from litestar import MediaType, Response, get
from litestar.params import FromPath, FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.passing import passing_of
from harmledger.ledger.near import near
from harmledger.ledger.queries import current_incident


@get("/incidents/{incident_id:str}/near", opt=needs("decide"), media_type=MediaType.HTML, sync_to_thread=True)
def show(
    request: Asked, incident_id: FromPath[str], q: FromQuery[str] = "", act: FromQuery[str] = ""
) -> Response[bytes]:
    """The part of an incident's page to merge (`act` is `merge`) or to split and move: incidents near in time and
    place, or with `q` those of this id or that hold these words."""
    ledger, pages = workbench_of(request).ledger, pages_of(request)
    found = near(ledger, current_incident(ledger, incident_id).id, q[:500])
    passing = passing_of(ledger, (each.row for each in found), pages.words)
    return pages.set(request, "near.html", found=found, passing=passing, q=q, merging=act == "merge")
