"""Filters in a URL in, a page of the list of incidents out; the next page has a URL too."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from litestar import Response, get
from litestar.params import FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.errors import UsageError
from harmledger.flow.present import published_incident
from harmledger.ledger.queries import PAGE, Filter, counts, incident_file
from harmledger.ledger.queries import incidents as incidents_of
from harmledger.publishing.site.listing import list_row


@get("/incidents", opt=needs("read"), sync_to_thread=True)
def incidents(
    request: Asked,
    grade: FromQuery[str] = "",
    not_before: FromQuery[str] = "",
    not_after: FromQuery[str] = "",
    after: FromQuery[str] = "",
) -> Response[bytes]:
    """A page of the incidents that meet the filter, in order of id."""
    bench, pages = workbench_of(request), pages_of(request)
    rules = bench.rules
    asked = Filter(
        convention=rules.title, grade=grade or None, not_before=day(not_before), not_after=day(not_after)
    )
    found = incidents_of(bench.ledger, asked, after=after, limit=PAGE)
    files = (incident_file(bench.ledger, incident.id) for incident in found)
    grades = counts(bench.ledger).grades.get(rules.title, {})
    following = (
        {"grade": grade, "not_before": not_before, "not_after": not_after, "after": found[-1].id}
        if found
        else {}
    )
    return pages.set(
        request, "incidents.html", nav="incidents", asked=asked, total=sum(grades.values()),
        rows=[list_row(published_incident(file, rules), pages.words) for file in files],
        grades=[(name, count) for name, count in sorted(grades.items()) if name],
        next=f"/incidents?{urlencode(following)}" if len(found) == PAGE else None,
    )  # fmt: skip


def day(given: str) -> dt.date | None:
    """The day that a form spells, or null for an empty field. Raises UsageError for what is no day."""
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError as error:
        raise UsageError(f"{given[:20]!r} is no day", to_do="write it as 2014-03-31") from error
