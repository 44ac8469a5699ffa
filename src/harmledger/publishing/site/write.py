"""A record's streams in, the site's folder out: a page an incident, lists, totals, refusals, and reports
where asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import resources
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from harmledger.publishing.lines import claim_order
from harmledger.publishing.locations import below_folder, common_folder
from harmledger.publishing.matter import Matter
from harmledger.publishing.site.addresses import (
    apart_page,
    list_page,
    refusal_page,
    report_page,
    source_page,
    sources_page,
)
from harmledger.publishing.site.charted import map_view
from harmledger.publishing.site.claims import ClaimRow, claim_row
from harmledger.publishing.site.columns import greatest, incident_columns, killed_columns
from harmledger.publishing.site.downloads import Downloads
from harmledger.publishing.site.incident import incident_view
from harmledger.publishing.site.listing import Row, in_list_order, list_pages, list_row
from harmledger.publishing.site.pages import Pages, SiteOptions
from harmledger.publishing.site.reports import report_view
from harmledger.publishing.site.safe import shown
from harmledger.publishing.site.search import SearchIndex
from harmledger.publishing.site.shards import shard_files
from harmledger.publishing.site.sources import Sources
from harmledger.publishing.site.totals import Totals
from harmledger.publishing.sorting import in_key_order
from harmledger.publishing.swap import written_aside

ENTRIES_A_PAGE = 500
"""Claims or refusals on one page of theirs: each is a paragraph."""
_ASSETS = ("site.css", "site.js", "map.js")

Entry = TypeVar("Entry")


class SiteSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    pages: int
    incidents: int
    claims: int
    reports: int
    refusals: int


class RefusalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One refusal in words."""

    stage: str
    location: str
    text: str


def write_site(
    site: Path, matter: Matter, *, language: str = "en", report_pages: bool = False
) -> SiteSummary:
    """Writes the site in place of what stood at `site`; killed, it leaves the old or the new one.

    `language`, `en` or `ar`, is that of our words: what was said stays in its own. With `report_pages` each
    report gets a page with its whole text and every claim lit up.
    Memory holds a row an incident, never its claims. The same record and options give the same bytes.
    """
    with written_aside(site) as folder:
        return _Site(folder, matter, SiteOptions(language=language, report_pages=report_pages)).write()


class _Site:
    """One writing of a site: the folder, the templates, and the count of pages."""

    def __init__(self, folder: Path, matter: Matter, options: SiteOptions) -> None:
        self._folder = folder
        self._matter = matter
        self._options = options
        self._pages = Pages(matter.colophon, options)
        self._words = self._pages.words
        self._sources = Sources(self._words)
        self._search = SearchIndex()
        self._downloads = Downloads(matter.colophon, matter.colophon.title or self._words.say("title"))
        self._made: set[Path] = set()
        self._written = 0

    def write(self) -> SiteSummary:
        self._lay_assets()
        rows, totals = self._write_incidents()
        claims = self._write_apart()
        refusals, why = self._write_refusals()
        reports = self._write_reports()
        summary = SiteSummary(pages=0, incidents=len(rows), claims=claims, reports=reports, refusals=refusals)
        self._write_lists(rows, totals, summary)
        self._write_map(rows)
        self._write_sources()
        self._write_downloads()
        self._put(
            "totals.html",
            "totals.html",
            totals=totals.rows(self._words),
            sections=totals.sections(self._words),
        )
        self._put("about.html", "about.html", counts=summary, refused=why)
        return msgspec.structs.replace(summary, pages=self._written)

    def _put(self, template: str, page: str, **view: Any) -> None:
        path = self._folder / page
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(self._pages.set(template, page, **view))
        self._written += 1

    def _lay_assets(self) -> None:
        (self._folder / "assets").mkdir()
        for name in _ASSETS:
            content = resources.files("harmledger.publishing.site").joinpath("assets", name).read_bytes()
            (self._folder / "assets" / name).write_bytes(content)

    def _write_incidents(self) -> tuple[list[Row], Totals]:
        rows, totals = [], Totals()
        for published in self._matter.incidents():
            view = incident_view(published, self._words, with_report_pages=self._options.report_pages)
            self._put("incident.html", view.page, incident=view)
            row = list_row(published, self._words)
            rows.append(row)
            totals.add(published)
            self._sources.add(published, row)
            self._downloads.add(published)
            self._search.add(published)
        return in_list_order(rows), totals

    def _write_lists(self, rows: list[Row], totals: Totals, counts: SiteSummary) -> None:
        pages = list_pages(rows)
        months = totals.by_month(self._words)
        incidents, killed = incident_columns(months), killed_columns(months)
        self._put(
            "index.html",
            "index.html",
            rows=pages[0] if len(pages) == 1 else None,
            lists=[
                (list_page(n), part[0].when, part[-1].when, len(part))
                for n, part in enumerate(pages, start=1)
                if part
            ],
            counts=counts,
            grades=self._grades(totals),
            months=months,
            undated=totals.undated,
            charted_group=self._words.value("group", totals.charted_group()),
            charts=[("incidents", incidents, greatest(incidents)), ("killed", killed, greatest(killed))],
        )
        if len(pages) > 1:
            for number, part in enumerate(pages, start=1):
                self._put(
                    "list.html",
                    list_page(number),
                    rows=part,
                    number_of_page=number,
                    last=len(pages),
                    of_page=list_page,
                )

    def _write_map(self, rows: list[Row]) -> None:
        """The map with its filters, and the rows that its script reads."""
        self._put("map.html", "map.html", chart=map_view(rows), total=len(rows))
        (self._folder / "data").mkdir()
        codes = sorted({row.country for row in rows if row.country})
        place = {row.id: number for number, row in enumerate(rows)}
        countries = {code: self._words.country(code) for code in codes}
        for name, content in chain(
            shard_files(rows, countries, self._search.count), self._search.files(place)
        ):
            (self._folder / "data" / name).write_bytes(content)

    def _write_sources(self) -> None:
        """The list of sources, and what each of them says."""
        rows = self._sources.rows()
        self._write_parts("sources.html", sources_page, rows)
        by_page = {row.page: row for row in rows}
        for source_id, entries in groupby(self._sources.entries(), key=itemgetter(0)):
            says = (entry for _, entry in entries)
            source = by_page[source_page(source_id)]
            self._write_parts("source.html", partial(source_page, source_id), says, source=source)

    def _write_downloads(self) -> None:
        (self._folder / "downloads").mkdir()
        for name, lines in self._downloads.files():
            with (self._folder / "downloads" / name).open("wb") as file:
                file.writelines(lines)

    def _grades(self, totals: Totals) -> list[tuple[str, int]]:
        none = self._words.say("grade.none")
        return [
            (self._words.value("grade", grade) or none, totals.grades[grade])
            for grade in totals.grades_in_order()
        ]

    def _write_apart(self) -> int:
        """Pages of the claims that no incident holds; gives back the number of all claims."""
        seen = Counter[bool]()

        def apart() -> Iterator[tuple[tuple[str | int, ...], bytes]]:
            for each in self._matter.claims():
                seen[each.incident_id is None] += 1
                if each.incident_id is None:
                    row = claim_row(
                        each,
                        self._words,
                        language=None,
                        set_aside=(),
                        with_report_pages=self._options.report_pages,
                    )
                    yield claim_order(each), msgspec.json.encode(row)

        rows = (msgspec.json.decode(line, type=ClaimRow) for line in in_key_order(apart()))
        self._write_parts("apart.html", apart_page, rows)
        return seen.total()

    def _write_refusals(self) -> tuple[int, list[tuple[str, int]]]:
        """Pages of what was refused; gives back how many, and for each kind of reason an example and how
        many."""
        why = Counter[str]()
        folder = common_folder(each.location for each in self._matter.refusals())

        def refused() -> Iterator[tuple[tuple[str | int, ...], bytes]]:
            for each in self._matter.refusals():
                text = self._words.refusal(each.code, each.params)
                why[self._words.refusal_kind(each.code)] += 1
                location = shown(below_folder(each.location, folder))
                row = RefusalRow(stage=self._words.say(f"stage.{each.stage}"), location=location, text=text)
                yield (location, each.id), msgspec.json.encode(row)

        rows = (msgspec.json.decode(line, type=RefusalRow) for line in in_key_order(refused()))
        self._write_parts("refusals.html", refusal_page, rows)
        return why.total(), sorted(why.items(), key=lambda kind: (-kind[1], kind[0]))

    def _write_parts(self, template: str, page_of: Any, entries: Iterable[Any], **view: Any) -> None:
        """Pages of `ENTRIES_A_PAGE` entries each; at least one, so that links to it hold."""
        coming = iter(entries)
        part, number = list(islice(coming, ENTRIES_A_PAGE)), 1
        while part or number == 1:
            following = list(islice(coming, ENTRIES_A_PAGE))
            first = (number - 1) * ENTRIES_A_PAGE + 1
            self._put(
                template, page_of(number), entries=part, first=first,
                before=page_of(number - 1) if number > 1 else None,
                after=page_of(number + 1) if following else None, **view,
            )  # fmt: skip
            part, number = following, number + 1

    def _write_reports(self) -> int:
        """A page a report, where asked for; gives back the number of reports."""
        if not self._options.report_pages:
            return sum(1 for _ in self._matter.reports())
        written = 0
        for read in self._matter.read_reports():
            self._put("report.html", report_page(read.report.id), report=report_view(read, self._words))
            written += 1
        return written
