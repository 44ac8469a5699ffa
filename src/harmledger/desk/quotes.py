"""The incidents that a release would publish in; the quotes of theirs that nobody cleared, a few incidents a page, each
with what a release would have of it, out."""

from __future__ import annotations

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.claim_panel import Panel, panel
from harmledger.desk.paging import key_of, next_page
from harmledger.desk.words import DeskWords
from harmledger.flow.clearing import Waiting, quotes_waiting
from harmledger.flow.next_release import next_release
from harmledger.ledger.browse import IncidentRow, rows_of
from harmledger.ledger.paging import checked
from harmledger.publishing.policy import read_policy
from harmledger.publishing.site.safe import shown

INCIDENTS = 5
"""Incidents on a page: some have dozens of claims."""
PATH = "/release/quotes"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A quote as it stands in its report, and as it would be published; blank where that is the same."""

    claim: Panel
    report_id: str
    masked: str


class Quotes(msgspec.Struct, frozen=True, kw_only=True):
    """The quotes of one incident."""

    row: IncidentRow
    quotes: tuple[Quote, ...]


@get(PATH, opt=needs("clear_quote"), sync_to_thread=True)
def waiting(request: Asked, after: FromQuery[str] = "", did: FromQuery[str] = "") -> Response[bytes]:
    """A page of the quotes that a release made now would withhold because nobody cleared them."""
    bench, pages = workbench_of(request), pages_of(request)
    policy = read_policy(bench.record)
    publish = next_release(bench.ledger, bench.rules, policy).publish
    behind = checked(key_of(after) or ("",), str)[0]
    ids = publish.with_quotes(bench.ledger, after=str(behind), limit=INCIDENTS + 1)
    rows = {row.incident_id: row for row in rows_of(bench.ledger, ids)}
    found = [
        _quotes(each, rows[each.file.incident.id], pages.words)
        for each in quotes_waiting(bench.ledger, policy, ids[:INCIDENTS])
    ]
    key = (ids[INCIDENTS - 1],) if len(ids) > INCIDENTS else None
    return pages.set(
        request, "quotes.html", nav="release", quotes=publish.quotes, publish=publish.incidents, incidents=found,
        did=did, version=bench.ledger.head().seq, none=policy.quotes.publish == "none", next=next_page(PATH, {}, key),
    )  # fmt: skip


def _quotes(waiting: Waiting, row: IncidentRow, words: DeskWords) -> Quotes:
    return Quotes(
        row=row,
        quotes=tuple(
            Quote(
                claim=panel(each.told, number, words),
                report_id=each.told.report_id,
                masked=shown(each.as_published.text) if each.as_published.state == "masked" else "",
            )
            for number, each in enumerate(waiting.quotes, start=1)
        ),
    )
