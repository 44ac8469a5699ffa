"""An incident in, its rows in the tables that Airwars keeps beside that of incidents out: casualties, sources, research
sources, statements, strike reports, victims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import BoundsLine, ClaimLine, ReportLine
from harmledger.exchange.research_sources import RESEARCH_COLUMNS, research_sources
from harmledger.exchange.table_format import Cells
from harmledger.exchange.tables import Cell

_HEAD = ("post_id", "post_status", "permalink", "code")
_SOURCES = (*_HEAD, "date", "name", "language", "url", "archive_url", "media", "hash")
_CASUALTIES = (
    *_HEAD, "casualty_type_taxonomy", "casualty_type_name", "casualty_type_slug", "casualty_affiliation_name",
    "casualty_affiliation_slug", "while_working", "killed_min", "killed_max", "injured_min", "injured_max", "hash",
)  # fmt: skip
_OF_BELLIGERENT = (
    "post_id", "code", "belligerent_id", "belligerent_name", "belligerent_slug", "date", "url",
)  # fmt: skip
_STATEMENTS = (*_OF_BELLIGERENT, "statement", "hash")
_STRIKE_REPORTS = (*_OF_BELLIGERENT, "report", "report_original_language", "hash")
_VICTIMS = (
    *_HEAD, "date", "name", "name_arabic", "name_hebrew", "name_ukrainian", "gender", "pregnant", "age", "exact_age",
    "killed_or_injured", "additional_notes", "url", "reconciliation_id", "group_code", "in_group",
    "num_group_members", "hash",
)  # fmt: skip
_TYPES = {
    "civilians": "Civilian non-combatants", "children": "Children", "women": "Women", "men": "Men",
    "journalists": "Journalists", "medical_staff": "Healthcare personnel", "combatants": "Belligerents",
}  # fmt: skip
"""Our groups under the names of their casualty types."""
_DECLARED = ("occurrence", "responsibility", "means")
"""What a party speaks of that says that it struck, and not whom it hit."""
_NOT_SLUG = re.compile(r"[^\w]+")


class Table(msgspec.Struct, frozen=True):
    """One of the tables: its file, its columns, and what makes its rows."""

    file: str
    columns: tuple[str, ...]
    rows: Callable[[Bundle], Iterator[Cells]]


def slug(name: Cell) -> str | None:
    """A name as their tables hold it beside a term."""
    return _NOT_SLUG.sub("-", str(name)).strip("-").lower() if name else None


def _casualties(bundle: Bundle) -> Iterator[Cells]:
    """A row a group that was harmed."""
    for group, name in _TYPES.items():
        killed, injured = bundle.counted("killed", group), bundle.counted("injured", group)
        if killed or injured:
            yield {
                "casualty_type_name": name, "casualty_type_slug": slug(name),
                **_ends("killed", killed), **_ends("injured", injured),
            }  # fmt: skip


def _sources(bundle: Bundle) -> Iterator[Cells]:
    """A row a report."""
    for report in bundle.reports:
        yield {
            "date": report.published.isoformat() if report.published else None,
            "name": report.publisher or report.title, "language": report.language, "url": report.url,
        }  # fmt: skip


def _statements(bundle: Bundle) -> Iterator[Cells]:
    """What a party said, but that it struck, in the words of the report that quotes it."""
    for claim, _, cells in _of_belligerents(bundle):
        if not _declares(claim):
            yield cells | {"statement": claim.quote}


def _strike_reports(bundle: Bundle) -> Iterator[Cells]:
    """What a party said of a strike of its own, in English or in the language of the report that quotes it."""
    for claim, report, cells in _of_belligerents(bundle):
        if _declares(claim):
            in_english = report is None or report.language in (None, "en")
            yield cells | {"report" if in_english else "report_original_language": claim.quote}


def _of_belligerents(bundle: Bundle) -> Iterator[tuple[ClaimLine, ReportLine | None, Cells]]:
    """The claims of parties that fight or are blamed here, with who says it, where and when. A quote that is withheld
    is no statement."""
    reports = {report.key: report for report in bundle.reports}
    for claim in bundle.claims:
        name = _speaker(claim)
        if claim.quote and (claim.voices[-1].kind == "armed_actor" or name in bundle.incident.blamed):
            report = reports.get(claim.report)
            cells: Cells = {
                "belligerent_name": name, "belligerent_slug": slug(name),
                "date": report.published.isoformat() if report and report.published else None,
                "url": report.url if report else None,
            }  # fmt: skip
            yield claim, report, cells


def _declares(claim: ClaimLine) -> bool:
    """Whether a party says of itself that it struck."""
    own = claim.stance in ("asserts", "concedes") and claim.about in _DECLARED
    return own and not {_speaker(claim), claim.voices[-1].name}.isdisjoint(claim.blamed)


def _speaker(claim: ClaimLine) -> str:
    return claim.voices[-1].refers_to or claim.voices[-1].name


def _ends(outcome: str, bounds: BoundsLine | None) -> Cells:
    return {f"{outcome}_min": bounds.low, f"{outcome}_max": bounds.high} if bounds else {}


TABLES = (
    Table("airwars-casualties.csv", _CASUALTIES, _casualties),
    Table("airwars-sources.csv", _SOURCES, _sources),
    Table("airwars-research-sources.csv", RESEARCH_COLUMNS, research_sources),
    Table("airwars-statements.csv", _STATEMENTS, _statements),
    Table("airwars-strike-reports.csv", _STRIKE_REPORTS, _strike_reports),
    Table("airwars-victims.csv", _VICTIMS, lambda _: iter(())),  # no name leaves by an export
)
