"""The truth of a record in; its views, its draft and its site, brought up to it, out."""

from __future__ import annotations

from functools import partial

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.engines import local
from harmledger.flow.present import RecordMatter
from harmledger.flow.progress import Progress
from harmledger.flow.update import update
from harmledger.ledger.store import Ledger
from harmledger.publishing.draft import write_draft
from harmledger.publishing.site.leaves import Spread
from harmledger.publishing.site.write import write_site

_INCIDENTS_AT_ONCE = 40
"""A tenth of a second of work: enough that handing it over costs nothing, and little to hold in memory."""


class Views(msgspec.Struct, frozen=True, kw_only=True):
    """What to write beside the draft, and in whose words."""

    site: bool
    report_pages: bool
    language: str
    processes: int = 1


def refresh(ledger: Ledger, convention: Convention, views: Views, progress: Progress) -> None:
    """Bring every view up to the truth: tellings, incidents, assessments, the draft and, if asked for, the site.

    The same truth gives the same draft, to the byte.
    """
    update(ledger, convention, progress)
    matter = RecordMatter(ledger, convention)
    progress("draft", 0)
    write_draft(ledger.folder / "release", matter)
    if views.site:
        progress("site", 0)
        pages = ledger.folder / "site"
        write_site(
            pages, matter, language=views.language, report_pages=views.report_pages,
            spread=spread(views.processes),
        )  # fmt: skip


def spread(processes: int) -> Spread:
    """What sets the pages of a site on so many processes."""
    return partial(local.run, processes=processes, batch=_INCIDENTS_AT_ONCE)
