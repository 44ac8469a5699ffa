"""The truth of a record in; its views, its draft and its site, made anew, out."""

from __future__ import annotations

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.flow.derive import derive
from harmledger.flow.present import RecordMatter
from harmledger.flow.progress import Progress
from harmledger.ledger.store import Ledger
from harmledger.publishing.draft import write_draft
from harmledger.publishing.site.write import write_site


class Views(msgspec.Struct, frozen=True, kw_only=True):
    """What to write beside the draft, and in whose words."""

    site: bool
    report_pages: bool
    language: str


def refresh(ledger: Ledger, convention: Convention, views: Views, progress: Progress) -> None:
    """Make every view anew: tellings, incidents, assessments, the draft and, if asked for, the site.

    The same truth gives the same draft, to the byte.
    """
    derive(ledger, convention, progress)
    matter = RecordMatter(ledger, convention)
    progress("draft", 0)
    write_draft(ledger.folder / "release", matter)
    if views.site:
        progress("site", 0)
        pages = ledger.folder / "site"
        write_site(pages, matter, language=views.language, report_pages=views.report_pages)
