"""Ids in, the paths of pages within the site out. A page keeps its path whatever else the record comes to
hold."""

from __future__ import annotations

from harmledger.publishing.site.safe import file_name
from harmledger.records.canonical import sha256


def incident_page(incident_id: str) -> str:
    """The page of an incident."""
    return _in_folders("incidents", incident_id)


def report_page(report_id: str) -> str:
    """The page of a report with its claims lit up."""
    return _in_folders("reports", report_id)


def list_page(number: int) -> str:
    """A page of the list of incidents, the first being 1."""
    return f"incidents-{number}.html"


def apart_page(number: int) -> str:
    """A page of the claims that no incident holds, the first being 1."""
    return "apart.html" if number == 1 else f"apart-{number}.html"


def refusal_page(number: int) -> str:
    """A page of what was refused, the first being 1."""
    return "refusals.html" if number == 1 else f"refusals-{number}.html"


def sources_page(number: int) -> str:
    """A page of the list of sources, the first being 1."""
    return "sources.html" if number == 1 else f"sources-{number}.html"


def changes_page(number: int) -> str:
    """A page of what changed since the release before, the first being 1."""
    return "changes.html" if number == 1 else f"changes-{number}.html"


def gone_page(number: int) -> str:
    """A page of what is published no longer, the first being 1."""
    return "withdrawn.html" if number == 1 else f"withdrawn-{number}.html"


def source_page(source_id: str, number: int = 1) -> str:
    """A page of what one source says, the first being 1."""
    page = _in_folders("sources", source_id)
    return page if number == 1 else page.replace(".html", f"-{number}.html")


def to_root(page: str) -> str:
    """What leads from `page` to the folder of the site: `` or `../../`."""
    return "../" * page.count("/")


def _in_folders(kind: str, record_id: str) -> str:
    """256 folders keep each below some 400 files at 100,000 pages."""
    name = file_name(record_id)
    return f"{kind}/{sha256(name.encode())[:2]}/{name}.html"
