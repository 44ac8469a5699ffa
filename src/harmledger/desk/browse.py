"""Filters in a URL in; a page of the list of incidents, or all of them as a table for other programs, out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromQuery
from litestar.response import Stream

from harmledger.accounts.log import log_event
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, person_of, workbench_of
from harmledger.desk.paging import key_of, next_page
from harmledger.desk.passing import passing_of
from harmledger.errors import UsageError
from harmledger.ledger.browse import IncidentRow, listing
from harmledger.ledger.counted import facets
from harmledger.ledger.listed import MOST_PEOPLE
from harmledger.ledger.narrowing import Listed
from harmledger.ledger.paging import Key
from harmledger.ledger.store import Ledger
from harmledger.publishing.spreadsheet import table_row
from harmledger.records.canonical import canonical_json

FACETS = ("state", "grade", "strike_status", "actor", "country", "month")
"""What a list can be narrowed by, in the order of the page."""
FIELDS = ("q", *FACETS, "not_before", "not_after", "killed_at_least", "box")
"""All that an address can narrow a list by; each page of a result leads to the others with all of them."""
Box = tuple[float, float, float, float]
MOST_VALUES = 200
"""Values of one facet that are offered; a rarer one still has its address."""
_TOGETHER = 1000


@get("/incidents", opt=needs("read"), sync_to_thread=True)
def incidents(request: Asked, order: FromQuery[str] = "date", after: FromQuery[str] = "") -> Response[bytes]:
    """A page of the incidents that meet the filters of the address."""
    bench, pages, asked = workbench_of(request), pages_of(request), asked_of(request)
    by_killed = order == "killed"
    page = listing(bench.ledger, listed(asked), order="killed" if by_killed else "date", after=key_of(after))
    return pages.set(
        request, "incidents.html", nav="incidents", page=page, order=order, **narrowed(bench.ledger, asked),
        passing=passing_of(bench.ledger, page.rows, pages.words),
        next=next_page("/incidents", asked | {"order": "killed" if by_killed else ""}, page.next),
    )  # fmt: skip


def asked_of(request: Asked) -> dict[str, str]:
    """The filters of an address, each there, empty where it is not set."""
    return {name: request.query_params.get(name, "") for name in FIELDS}


def narrowed(ledger: Ledger, asked: dict[str, str]) -> dict[str, Any]:
    """What the form of the filters shows: what is asked for, what is offered, and how many match."""
    counted, whole = facets(ledger, listed(asked)), facets(ledger)
    return {
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "total": sum(counted["state"].values()),
        "whole": sum(whole["state"].values()),
        "facets": [(name, _offered(whole[name], counted[name], asked[name])) for name in FACETS],
        "counted": counted,
    }


@get("/incidents.csv", opt=needs("export"), sync_to_thread=True)
def as_csv(request: Asked) -> Stream:
    """Every incident that meets the filters, as a table that is safe in a spreadsheet program."""
    note(request, "incidents.csv")
    lines = (table_row(msgspec.structs.astuple(row)) for row in _all(request))
    return download("incidents.csv", "text/csv", table_row(IncidentRow.__struct_fields__), lines)


@get("/incidents.jsonl", opt=needs("export"), sync_to_thread=True)
def as_jsonl(request: Asked) -> Stream:
    """Every incident that meets the filters, one JSON object a line."""
    note(request, "incidents.jsonl")
    lines = (canonical_json(row) + b"\n" for row in _all(request))
    return download("incidents.jsonl", "application/x-ndjson", b"", lines)


def note(request: Asked, what: str) -> None:
    """Logs that a list left the desk; at a desk without accounts there is nobody else to tell."""
    bench = workbench_of(request)
    if bench.has_accounts:
        about = f"{what} {request.url.query}"
        log_event(bench.record, "exported", person_of(request).name, about[:500], now=int(time.time()))


def listed(asked: dict[str, str]) -> Listed:
    """The filters that an address spells. Raises UsageError naming what cannot be used."""
    chosen = {name: "" if asked[name] == "-" else asked[name] for name in FACETS if asked.get(name)}
    killed = asked.get("killed_at_least", "")
    if killed and not (killed.isdecimal() and int(killed) <= MOST_PEOPLE):
        raise UsageError(f"{killed[:20]!r} is no number of people", to_do="write digits only")
    bounds = {name: day(asked.get(name, "")) for name in ("not_before", "not_after")}
    rest = {"killed_at_least": int(killed) if killed else None, "words": asked.get("q") or None}
    return msgspec.convert({**chosen, **bounds, **rest, "box": box_of(asked.get("box", ""))}, Listed)


def box_of(given: str) -> Box | None:
    """South, west, north and east that an address spells; null for none. Raises UsageError for what no map gave."""
    if not given:
        return None
    try:
        box: Box = msgspec.json.decode(f"[{given}]", type=Box)
        return box
    except msgspec.DecodeError as error:
        raise UsageError(f"{given[:60]!r} is no part of a map", to_do="choose it on the map") from error


def day(given: str) -> dt.date | None:
    """The day that a form spells, or null for an empty field. Raises UsageError for what is no day."""
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError as error:
        raise UsageError(f"{given[:20]!r} is no day", to_do="write it as 2014-03-31") from error


def _offered(whole: dict[str, int], counted: dict[str, int], chosen: str | None) -> list[tuple[str, int]]:
    """The values of a facet with how many of the list have each, the most frequent first; "-" is "not known"."""
    most = sorted(whole, key=lambda value: (-whole[value], value))[:MOST_VALUES]
    offered = [(value or "-", counted.get(value, 0)) for value in most]
    missing = [(chosen, 0)] if chosen and chosen not in {value for value, _ in offered} else []
    return [*offered, *missing]


def _all(request: Asked) -> Iterator[IncidentRow]:
    return _rows(workbench_of(request).ledger, listed(dict(request.query_params)))


def _rows(ledger: Ledger, matching: Listed) -> Iterator[IncidentRow]:
    after: Key | None = None
    while True:
        page = listing(ledger, matching, order="id", after=after, limit=_TOGETHER)
        yield from page.rows
        if page.next is None:
            return
        after = page.next


def download(name: str, media_type: str, head: bytes, lines: Iterator[bytes]) -> Stream:
    """A file of this name, sent while it is made."""

    def parts() -> Iterator[bytes]:
        yield head
        yield from lines

    return Stream(
        parts(), media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
