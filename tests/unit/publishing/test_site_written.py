"""The site as written: every link holds, every page says that it is a draft, nothing hostile acts, order
leaves no trace."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from made_up_hostile import SCRIPT, hostile
from made_up_many import ManyIncidents
from made_up_market import INCIDENT, harrow_ford
from made_up_passing import told_in_passing
from made_up_record import MadeUpRecord
from made_up_release import released_in_full

from harmledger.engines import local
from harmledger.publishing.site.addresses import incident_page, report_page
from harmledger.publishing.site.write import write_site

VOID = {"meta", "link", "input", "br", "img", "path", "rect", "circle", "line"}
ENDED_BY_THE_NEXT = {"td", "th", "tr", "li", "dt", "dd"}


class Page(HTMLParser):
    """One page: its ids, where it leads, what it loads, and whether its elements are closed in order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.open: list[str] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)
        self.close()
        assert self.open == [], path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [] if tag in VOID | ENDED_BY_THE_NEXT else [tag]
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            self.leads += [value or ""] if (tag, name) == ("a", "href") else []
            self.loads += [value or ""] if name in {"src"} or (tag, name) == ("link", "href") else []
            self.handlers += [name] if name.startswith("on") or name == "style" else []

    def handle_endtag(self, tag: str) -> None:
        assert tag not in ENDED_BY_THE_NEXT
        if tag not in VOID:
            assert self.open.pop() == tag


def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in site.rglob("*.html")}


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "record", [harrow_ford(), hostile(), MadeUpRecord()], ids=["told", "hostile", "empty"]
)
def test_every_page_is_whole_marked_and_leads_only_where_something_is(
    record: MadeUpRecord, language: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    summary = write_site(site, record, language=language, report_pages=True)
    written = pages(site)
    assert len(written) == summary.pages
    for path, page in written.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.handlers == []
        assert 'class="draft"' in page.text
        assert "default-src 'none'" in page.text
        assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page.text[:200]
    leads_only_where_something_is(written)
    lost = written[site / "404.html"]
    assert (lost.leads, lost.loads) == ([], []), "a server shows it at any depth"
    assert {"Nothing is at this address", "لا شيء في هذا العنوان"} <= set(
        re.findall("<h1>(.*?)</h1>", lost.text)
    )


def test_a_released_site_leads_only_where_something_is(tmp_path: Path) -> None:
    leads_only_where_something_is(pages(released_in_full(tmp_path, "ar") / "site"))


def leads_only_where_something_is(written: dict[Path, Page]) -> None:
    for path, page in written.items():
        for target in page.loads:
            assert (path.parent / target).is_file(), (path, target)
        for target in page.leads:
            file, _, anchor = target.partition("#")
            if file.startswith("https://"):
                continue
            if "downloads/" in file:
                assert (path.parent / file).is_file()
                continue
            led = written[(path.parent / unquote(file)).resolve() if file else path]
            assert not anchor or anchor in led.ids, (path, target)


def test_what_is_not_as_the_head_of_the_page_says_is_marked(tmp_path: Path) -> None:
    record = harrow_ford()
    for released, reviewed, marked in (
        ("2031-05-01", False, "Draft, reviewed by nobody"),
        (None, True, "Reviewed by a"),
    ):
        colophon = msgspec.structs.replace(record.colophon, released=released)
        incidents = [msgspec.structs.replace(each, reviewed=reviewed) for each in record.incidents()]
        write_site(tmp_path / "site", MadeUpRecord(incidents, (), colophon=colophon))
        for page in ("index.html", incident_page(INCIDENT)):
            assert marked in (tmp_path / "site" / page).read_text("utf-8")


OWN_SCRIPT = r'<script src="(\.\./)*assets/(site|view|map)\.js">'


def test_hostile_words_are_words_everywhere(tmp_path: Path) -> None:
    write_site(tmp_path / "site", hostile(), report_pages=True)
    for path, page in pages(tmp_path / "site").items():
        assert all(re.fullmatch(OWN_SCRIPT, tag) for tag in re.findall(r"<script[^>]*>", page.text)), path
        assert SCRIPT not in page.text
        assert not any(lead.lower().startswith("javascript") for lead in page.leads)
        assert "\u202e" not in page.text
        assert "\x00" not in page.text
        assert "<img" not in page.text
        assert path.resolve().is_relative_to(tmp_path)
    assert not (tmp_path / "etc").exists()


def test_an_incident_page_shows_what_its_numbers_rest_on(tmp_path: Path) -> None:
    write_site(tmp_path / "site", harrow_ford())
    page = (tmp_path / "site" / incident_page(INCIDENT)).read_text(encoding="utf-8")
    for words in (
        "9–12", "8 or more", "between 9 and 11", "Harrow Ford", "11 March 2031", "± 3 km", "denies",
        "cannot confirm",
        "The words state the date.", "The gazetteer knows only this place of that name.", "geonames.org",
        "مستشفى وادي الرمان", "Karsian air force", "https://gazette.example/2031/market", "gazette-1",
    ):  # fmt: skip
        assert words in page, words
    heads = re.findall(r'<th scope="row">([^<]*)<', page)
    assert heads[:4] == ["Killed, civilians", "Killed, people", "Killed, children", "Injured, people"]
    assert "/reports/" not in page, "no link to pages that were not asked for"
    assert not (tmp_path / "site" / "reports").exists()
    refused = (tmp_path / "site" / "refusals.html").read_text(encoding="utf-8")
    assert "scan.pdf" in refused
    assert "/home/" not in refused
    apart = (tmp_path / "site" / "apart.html").read_text(encoding="utf-8")
    assert "4,001 or more" in apart
    assert "toll of a whole conflict" in apart
    assert "4,001" not in page


def test_what_is_told_only_in_passing_is_shown_as_said_and_counts_nothing(tmp_path: Path) -> None:
    write_site(tmp_path / "site", told_in_passing())
    listed = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    killed, _ = re.findall(r"not counted, told in passing:(.*?)<td>", listed, re.DOTALL)
    said = " ".join(re.sub(r"<[^>]+>", " ", killed).split())
    assert said == "civilians 9–11 civilians 12 people 8 or more children 3"
    page = (tmp_path / "site" / incident_page(INCIDENT)).read_text(encoding="utf-8")
    assert "The reports only look back to it beside another event." in page


def test_the_same_record_in_another_order_gives_the_same_site(tmp_path: Path) -> None:
    write_site(tmp_path / "one", harrow_ford(), report_pages=True)
    write_site(tmp_path / "two", harrow_ford().shuffled(5), report_pages=True)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.full
def test_several_processes_write_the_same_site(tmp_path: Path) -> None:
    write_site(tmp_path / "one", ManyIncidents(90))
    write_site(tmp_path / "two", ManyIncidents(90), spread=partial(local.run, processes=2, batch=40))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_long_list_is_cut_into_pages_that_lead_to_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harmledger.publishing.site.listing.ROWS_A_PAGE", 10)
    monkeypatch.setattr("harmledger.publishing.site.sheets.ENTRIES_A_PAGE", 1)
    write_site(tmp_path / "site", ManyIncidents(25))
    index, second = (tmp_path / "site" / name for name in ("index.html", "incidents-2.html"))
    assert [lead for lead in Page(index).leads if lead.startswith("incidents-")] == [
        "incidents-1.html", "incidents-2.html", "incidents-3.html",
    ]  # fmt: skip
    assert {"incidents-1.html", "incidents-3.html"} <= set(Page(second).leads)
    assert Page(second).text.count("data-grade=") == 10
    leads = [name for page in pages(tmp_path / "site").values() for name in page.leads]
    rows = [name.removeprefix("../../") for name in leads if "/inc-" in name]
    assert len(set(rows)) == 25


def test_claims_and_refusals_go_on_over_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harmledger.publishing.site.sheets.ENTRIES_A_PAGE", 1)
    write_site(tmp_path / "site", harrow_ford())
    first, second = (Page(tmp_path / "site" / name) for name in ("apart.html", "apart-2.html"))
    assert "apart-2.html" in first.leads
    assert "apart.html" in second.leads
    assert not (tmp_path / "site" / "apart-3.html").exists()


def test_a_report_page_lights_each_claim(tmp_path: Path) -> None:
    record = harrow_ford()
    write_site(tmp_path / "site", record, report_pages=True)
    read = next(iter(record.read_reports()))
    page = Page(tmp_path / "site" / report_page(read.report.id))
    assert {each.claim.id for each in read.claims} <= set(page.ids)
    marked = re.findall(r"<mark[^>]*>([^<]*)</mark>", page.text)
    assert [words.replace("&#39;", "'") for words in marked] == [each.claim.quote for each in read.claims]
