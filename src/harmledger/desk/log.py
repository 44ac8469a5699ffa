"""A place in the chain in, what people did up to there out: who, when, what, why."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromQuery

from harmledger.accounts.log import log_of
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.ledger.log import PAGE, log


@get("/log", opt=needs("log"), sync_to_thread=True)
def show(request: Asked, before: FromQuery[int | None] = None) -> Response[bytes]:
    """A page of the log, latest first."""
    bench = workbench_of(request)
    entries = log(bench.ledger, before=before)
    return pages_of(request).set(
        request,
        "log.html",
        nav="log",
        entries=entries,
        events=log_of(bench.record) if before is None else [],
        next=entries[-1].seq if len(entries) == PAGE else None,
    )
