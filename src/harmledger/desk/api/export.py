"""An address of the API in; all incidents or all claims, a JSON object a line, out: a draft, for whoever may take it
away."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import msgspec
from litestar import get
from litestar.response import Stream

from harmledger.accounts.log import log_event
from harmledger.desk.api.operation import JSON_LINES, ROOT, operation
from harmledger.desk.asked import Asked, person_of, workbench_of
from harmledger.ledger.queries import incident_files, told_claims


@get(f"{ROOT}/export/incidents", opt=operation("export", gives=None), sync_to_thread=True)
def incidents(request: Asked) -> Stream:
    """Every incident with all that it rests on, one a line, as `/incidents/{incident_id}` gives it. A draft: not for
    publication. It is logged."""
    return _taken(request, "incidents", incident_files(workbench_of(request).ledger))


@get(f"{ROOT}/export/claims", opt=operation("export", gives=None), sync_to_thread=True)
def claims(request: Asked) -> Stream:
    """Every claim that stands, one a line, as `/claims/{claim_id}` gives it. A draft: not for publication. It is
    logged."""
    return _taken(request, "claims", told_claims(workbench_of(request).ledger))


def _taken(request: Asked, what: str, rows: Iterable[msgspec.Struct]) -> Stream:
    log_event(
        workbench_of(request).record, "exported", person_of(request).name, f"{ROOT}/export/{what}",
        now=int(time.time()),
    )  # fmt: skip
    return Stream(_lines(rows), media_type=JSON_LINES)


def _lines(rows: Iterable[msgspec.Struct]) -> Iterator[bytes]:
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"
