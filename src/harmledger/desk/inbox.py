"""What waits to be looked at in, the one first that could move the totals most; one after the other, out."""

from __future__ import annotations

from urllib.parse import urlencode

from litestar import Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, person_of, workbench_of
from harmledger.desk.paging import key_of, next_page
from harmledger.desk.reader import reader_page
from harmledger.errors import UsageError
from harmledger.ledger.browse import inbox, inbox_sizes, report_file
from harmledger.records.claim import Claim
from harmledger.records.report import Text

SHELVES = ("proposed", "unsure", "accepted", "rejected", "person")
"""The verdicts that have a list of their own, in the order of a day's work."""


@get("/inbox", opt=needs("read"), sync_to_thread=True)
def waiting(
    request: Asked,
    verdict: FromQuery[str] = "proposed",
    mine: FromQuery[str] = "",
    after: FromQuery[str] = "",
    did: FromQuery[str] = "",
) -> Response[bytes]:
    """A page of the claims with this verdict."""
    if verdict not in SHELVES:
        raise UsageError(f"no list of {verdict[:20]!r}", to_do=f"one of: {', '.join(SHELVES)}")
    ledger = workbench_of(request).ledger
    page = inbox(
        ledger, verdict=verdict, assigned_to=_mine_only(request, mine), after=key_of(after),  # type: ignore[arg-type]  # one of SHELVES
    )  # fmt: skip
    sizes = inbox_sizes(ledger)
    return pages_of(request).set(
        request, "inbox.html", nav="inbox", page=page, verdict=verdict, mine=mine, did=did,
        shelves=[(each, sizes.get(each, 0)) for each in SHELVES],
        next=next_page("/inbox", {"verdict": verdict, "mine": mine}, page.next),
    )  # fmt: skip


@get("/inbox/next", opt=needs("read"), sync_to_thread=True)
def onward(request: Asked, did: FromQuery[str] = "", mine: FromQuery[str] = "") -> Redirect:
    """To the claim that waits first, of all or of what is given to who asks, or to the empty inbox."""
    page = inbox(workbench_of(request).ledger, assigned_to=_mine_only(request, mine), limit=1)
    to = f"/inbox/{page.rows[0].claim.id}" if page.rows else "/inbox"
    kept = [("mine", mine)] * bool(mine) + [("did", did)] * did.startswith("dec-")
    return Redirect(f"{to}?{urlencode(kept)}" if kept else to)


@get("/inbox/{claim_id:str}", opt=needs("read"), sync_to_thread=True)
def work(
    request: Asked, claim_id: FromPath[str], did: FromQuery[str] = "", mine: FromQuery[str] = ""
) -> Response[bytes]:
    """The claim in its report; a verdict leads to the next that waits."""
    ledger = workbench_of(request).ledger
    read = report_file(ledger, ledger.get(Text, ledger.get(Claim, claim_id).text_id).report_id)
    queue = "/inbox/next?mine=1" if mine else "/inbox/next"
    return reader_page(request, read, claim_id, nav="inbox", queue=queue, did=did)


def _mine_only(request: Asked, mine: str) -> str | None:
    return person_of(request).name if mine else None
