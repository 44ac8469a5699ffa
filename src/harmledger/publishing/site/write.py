"""A record's streams in, the site's folder out: a page an incident, lists, totals, refusals, and reports
where asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib import resources
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from harmledger.publishing.lines import claim_order
from harmledger.publishing.locations import below_folder, common_folder
from harmledger.publishing.maps.charted import map_of
from harmledger.publishing.matter import Matter
from harmledger.publishing.past import Past
from harmledger.publishing.site.addresses import (
    apart_page,
    changes_page,
    gone_page,
    list_page,
    refusal_page,
    report_page,
    source_page,
    sources_page,
)
from harmledger.publishing.site.claims import ClaimRow, claim_row
from harmledger.publishing.site.columns import greatest, incident_columns, killed_columns
from harmledger.publishing.site.downloads import Downloads
from harmledger.publishing.site.history import change_rows, gone_rows, step_rows
from harmledger.publishing.site.labels import labels
from harmledger.publishing.site.leaves import Press, Spread, Task, in_this_process, leaves
from harmledger.publishing.site.listing import Row, in_list_order, list_pages, placed
from harmledger.publishing.site.lost import LOST_PAGE, lost_view
from harmledger.publishing.site.pages import Pages, SiteOptions
from harmledger.publishing.site.reports import report_view
from harmledger.publishing.site.safe import shown
from harmledger.publishing.site.search import SearchIndex
from harmledger.publishing.site.shards import shard_files
from harmledger.publishing.site.sheets import Sheets
from harmledger.publishing.site.sources import Sources
from harmledger.publishing.site.totals import Totals
from harmledger.publishing.sorting import in_key_order
from harmledger.publishing.swap import written_aside

_ASSETS = ("site.css", "site.js", "view.js", "map.js")


class SiteSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    pages: int
    incidents: int
    claims: int
    withheld: int
    """Claims whose words are not shown."""
    reports: int
    refusals: int


class RefusalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One refusal in words."""

    stage: str
    location: str
    text: str


def write_site(
    site: Path, matter: Matter, *, language: str = "en", report_pages: bool = False,
    past: Past | None = None, spread: Spread = in_this_process,
) -> SiteSummary:  # fmt: skip
    """Writes the site in place of what stood at `site`; killed, it leaves the old or the new one.

    `language`, `en` or `ar`, is that of our words: what was said stays in its own. With `report_pages` each
    report gets a page with its whole text and every claim lit up. `past`: what former releases said, for the
    site of a release. `spread` sets the pages of incidents on several processes.
    Memory holds a row an incident, never its claims. The same record and options give the same bytes.
    """
    with written_aside(site) as folder:
        options = SiteOptions(language=language, report_pages=report_pages)
        return _Site(folder, matter, options, past or Past(), spread).write()


class _Site:
    """One writing of a site."""

    def __init__(
        self, folder: Path, matter: Matter, options: SiteOptions, past: Past, spread: Spread
    ) -> None:
        self._folder, self._matter, self._options = folder, matter, options
        self._past, self._spread = past, spread
        pages = Pages(matter.colophon, options)
        self._words, self._sheets = pages.words, Sheets(folder, pages)
        self._released = matter.colophon.released is not None
        self._title = matter.colophon.title or self._words.say("title")
        self._totals, self._sources, self._search = Totals(), Sources(), SearchIndex()
        self._counts: Counter[str] = Counter()

    def write(self) -> SiteSummary:
        self._lay_assets()
        rows = in_list_order(self._write_incidents())
        why = self._write_past(rows) if self._released else self._write_unpublished()
        counts = self._counts
        summary = SiteSummary(
            pages=0, incidents=len(rows), claims=counts["claims"], withheld=counts["withheld"],
            reports=counts["reports"], refusals=counts["refusals"],
        )  # fmt: skip
        self._write_lists(rows, summary)
        self._write_map(rows)
        self._write_sources()
        totals, words = self._totals, self._words
        self._sheets.put(
            "totals.html",
            "totals.html",
            totals=totals.rows(words),
            sections=totals.sections(words),
            states=totals.states(),
        )
        self._sheets.put("about.html", "about.html", counts=summary, refused=why)
        self._sheets.put("404.html", LOST_PAGE, **lost_view(words))
        return msgspec.structs.replace(summary, pages=self._sheets.written)

    def _lay_assets(self) -> None:
        (self._folder / "assets").mkdir()
        for name in _ASSETS:
            content = resources.files("harmledger.publishing.site").joinpath("assets", name).read_bytes()
            (self._folder / "assets" / name).write_bytes(content)
        (self._folder / "assets" / "labels.css").write_bytes(labels(self._words.say))

    def _write_incidents(self) -> list[Row]:
        """The pages of incidents and the files to take home; gives back a row for each."""
        rows: list[Row] = []
        press = Press(folder=self._folder, colophon=self._matter.colophon, options=self._options)
        with Downloads(self._matter.colophon, self._title) as downloads:
            for leaf in leaves(press, self._tasks(), self._spread):
                rows.append(leaf.row)
                for told in leaf.told:
                    self._sources.add(told)
                self._search.add(leaf.row.id, leaf.words)
                downloads.add(leaf.row.id, leaf.lines)
            self._write_downloads(downloads)
        self._sheets.written += len(rows)
        return rows

    def _tasks(self) -> Iterator[Task]:
        """Each incident as it passes, counted."""
        claims, withheld, reports = set[str](), set[str](), set[str]()
        for published in self._matter.incidents():
            self._totals.add(published)
            claims.update(each.claim.id for each in published.claims)
            withheld.update(each.claim.id for each in published.claims if not each.claim.quote)
            reports.update(report.id for report in published.reports)
            yield Task(published=published, steps=self._past.steps.get(published.incident.id, ()))
        self._counts.update(claims=len(claims), withheld=len(withheld), reports=len(reports))

    def _write_downloads(self, downloads: Downloads) -> None:
        (self._folder / "downloads").mkdir()
        for name, lines in downloads.files():
            with (self._folder / "downloads" / name).open("wb") as file:
                file.writelines(lines)

    def _write_past(self, rows: list[Row]) -> list[tuple[str, int]]:
        """What changed since the release before, and a page for each incident that is published no longer."""
        past, words = self._past, self._words
        by_id = {row.id: row for row in rows}
        changed = change_rows(past, by_id, words) if past.previous else ()
        self._sheets.put_parts("changes.html", changes_page, changed, past=past, gone_page=gone_page)
        if past.gone:
            self._sheets.put_parts("gone.html", gone_page, gone_rows(past, words))
        for row in gone_rows(past, words):
            history = step_rows(past.steps[row.id], words)
            self._sheets.put("gone_incident.html", row.page, gone=row, history=history)
        return []

    def _write_unpublished(self) -> list[tuple[str, int]]:
        """What only a draft shows: claims of no incident, refusals, reports; gives back why things were refused."""
        self._write_apart()
        self._write_reports()
        return self._write_refusals()

    def _write_lists(self, rows: list[Row], counts: SiteSummary) -> None:
        pages, totals, words = list_pages(rows), self._totals, self._words
        months, group = totals.by_month(words), totals.charted_group()
        incidents, killed = incident_columns(months), killed_columns(months)
        self._sheets.put(
            "index.html", "index.html",
            rows=pages[0] if len(pages) == 1 else None,
            lists=[
                (list_page(n), part[0].when, part[-1].when, len(part))
                for n, part in enumerate(pages, start=1)
                if part
            ],
            counts=counts, headline=totals.headline(words), grades=totals.by_grade(words), months=months,
            undated=totals.undated, killed_group=group, charted_group=words.value("group", group),
            charts=[("incidents", incidents, greatest(incidents)), ("killed", killed, greatest(killed))],
        )  # fmt: skip
        for number, part in enumerate(pages if len(pages) > 1 else (), start=1):
            self._sheets.put(
                "list.html", list_page(number), rows=part, number_of_page=number, last=len(pages),
                of_page=list_page,
            )  # fmt: skip

    def _write_map(self, rows: list[Row]) -> None:
        """The map with its filters, and the rows that its script reads."""
        spots = placed(rows)
        chart = map_of(spots, unplaced=len(rows) - len(spots), language=self._options.language)
        self._sheets.put("map.html", "map.html", chart=chart, total=len(rows))
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
        self._sheets.put_parts("sources.html", sources_page, rows)
        by_page = {row.page: row for row in rows}
        for source_id, entries in groupby(self._sources.entries(), key=itemgetter(0)):
            says = (entry for _, entry in entries)
            source = by_page[source_page(source_id)]
            self._sheets.put_parts("source.html", partial(source_page, source_id), says, source=source)

    def _write_apart(self) -> None:
        """Pages of the claims that no incident holds; counts all claims."""
        self._counts["claims"] = 0

        def apart() -> Iterator[tuple[tuple[str | int, ...], bytes]]:
            for each in self._matter.claims():
                self._counts["claims"] += 1
                if each.incident_id is None:
                    row = claim_row(
                        each, self._words, language=None, set_aside=(),
                        with_report_pages=self._options.report_pages,
                    )  # fmt: skip
                    yield claim_order(each), msgspec.json.encode(row)

        rows = (msgspec.json.decode(line, type=ClaimRow) for line in in_key_order(apart()))
        self._sheets.put_parts("apart.html", apart_page, rows)

    def _write_refusals(self) -> list[tuple[str, int]]:
        """Pages of what was refused; gives back for each kind of reason an example and how many."""
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
        self._sheets.put_parts("refusals.html", refusal_page, rows)
        self._counts["refusals"] = why.total()
        return sorted(why.items(), key=lambda kind: (-kind[1], kind[0]))

    def _write_reports(self) -> None:
        """A page a report, where asked for; counts those that were kept."""
        self._counts["reports"] = 0
        if not self._options.report_pages:
            self._counts["reports"] = sum(1 for _ in self._matter.reports())
            return
        for read in self._matter.read_reports():
            self._sheets.put(
                "report.html", report_page(read.report.id), report=report_view(read, self._words)
            )
            self._counts["reports"] += 1
