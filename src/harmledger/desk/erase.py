"""Something in the record in; what erasing it would take away, and, once somebody says why, the record without it."""

from __future__ import annotations

import shutil
from collections import Counter

from litestar import Response, get, post
from litestar.params import FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, person_of, workbench_of
from harmledger.desk.batches import INCOMING
from harmledger.errors import UsageError
from harmledger.flow import look
from harmledger.ledger.reach import reach_of

KINDS = {
    "rep": "report",
    "txt": "text",
    "clm": "claim",
    "rdg": "reading",
    "ref": "refusal",
    "dec": "decision",
}
"""The kinds of rows that a person knows, by the head of their ids."""


@get("/erase", opt=needs("erase"), sync_to_thread=True)
def ask(request: Asked, target: FromQuery[str] = "") -> Response[bytes]:
    """What would be erased. Raises NotInRecord if nothing has this name."""
    reach = None
    if target:
        with workbench_of(request).ledger.snapshot() as connection:
            reach = reach_of(connection, target)
    rows = Counter(
        KINDS[head] for head in (id.partition("-")[0] for id in (reach.ids if reach else ())) if head in KINDS
    )
    return pages_of(request).set(
        request, "erase.html", nav="log", target=target, rows=sorted(rows.items()), reach=reach, erased=None
    )


@post("/erase/now", opt=needs("erase"), sync_to_thread=True)
def now(request: Asked, data: Form) -> Response[bytes]:
    """Erases, and says what may still hold the words. Raises UsageError without a reason or the name typed again."""
    bench = workbench_of(request)
    target, why = data.get("target", ""), data.get("why", "").strip()
    if not why or data.get("again", "").strip() != target:
        raise UsageError(
            "nothing was erased: it needs a reason, and the name typed again",
            to_do="go back; your words are still there",
        )
    gone = look.erase(bench.record, target, by=person_of(request).name, why=why, settings=bench.settings)
    shutil.rmtree(bench.record / INCOMING, ignore_errors=True)  # files that wait there may hold the words too
    return pages_of(request).set(
        request, "erase.html", nav="log", target=target, rows=(), reach=None, erased=gone
    )
