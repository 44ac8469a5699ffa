"""An incident's id in, its page out: the range with what sets each end, who says what, origins, map, time, and why."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.origins_graph import in_page_order, origins_graph
from harmledger.desk.timeline import timeline
from harmledger.flow.present import published_incident
from harmledger.ledger.queries import incident_file
from harmledger.publishing.site.incident import incident_view


@get("/incidents/{incident_id:str}", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, incident_id: FromPath[str]) -> Response[bytes]:
    """The page of one incident; an id that was merged away leads to the one that holds it now."""
    bench, pages = workbench_of(request), pages_of(request)
    published = published_incident(incident_file(bench.ledger, incident_id), bench.rules)
    view = incident_view(published, pages.words, with_report_pages=False)
    return pages.set(
        request, "incident.html", nav="incidents", incident=view,
        report_of={each.claim.id: each.report_id for each in published.claims},
        report_ids={row.number: report.id for row, report in zip(view.reports, in_page_order(published), strict=True)},
        graph=origins_graph(published, pages.words), line=timeline(published, pages.words),
    )  # fmt: skip
