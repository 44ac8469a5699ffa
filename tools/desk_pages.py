"""A record of the example reports in; a picture of every page of the desk out
(`docs/img/desk-pages/`), for `docs/reference/desk-pages.md`: at a desk and on a phone, in light and in dark. Sheets
show the pages of an empty record, of one with a thousand incidents, and in Arabic. A page without a picture is a fault.

harmledger build examples/reports --out demo
python tools/desk_pages.py demo
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from desk_pictures import MERGED, PLACE, press
from desk_records import make_empty, make_thousand
from desk_sheets import HEIGHT, Album
from desk_team import make_accounts, walk_as_team
from pictures import WIDTH, chromium
from playwright.sync_api import Browser, Page

from desk_server import desk_of
from harmledger.desk.app import ROUTES

ALONE = 2 / 3
"""Pixels of a picture for one of a page; of a sheet, `TOGETHER`."""
TOGETHER = 1 / 2
NOTE = "Shells fired by the Northern Brigades killed three fishermen in Akranes on 8 March 2014."
TABLE = (
    "key,body,published\nquay-1,At least 12 people were killed in Selfoss.,2014-03-07\nquay-2,,2014-03-07\n"
)
UNPICTURED = {
    "/", "/inbox/next", "/assets/{name:str}", "/incidents/{incident_id:str}/near", "/add/{batch_id:str}/progress",
    "/incidents.csv", "/incidents.jsonl", "/search.csv",
}  # fmt: skip
"""What leads elsewhere at once, what is a part of another page, and what is no page but a file."""


def main() -> None:
    """Writes the pictures of copies of the record that is named on the command line, and of records made for them."""
    with TemporaryDirectory() as folder, chromium() as browser:
        there = Path(folder)
        make_empty(there)
        make_thousand(there)
        for name in ("record", "team"):
            shutil.copytree(sys.argv[1], there / name)
        seen = alone(browser, there) | together(browser, there / "team")
        sheets(browser, there)
    missing = [route for route in pages() if not any(is_of(path, route) for path in seen)]
    if missing:
        sys.exit(f"without a picture: {', '.join(missing)}")


def pages() -> Iterator[str]:
    """The address of every page of the desk."""
    for route in ROUTES:
        if "GET" in route.http_methods:  # type: ignore[union-attr]
            yield from route.paths - UNPICTURED  # type: ignore[union-attr]


def is_of(path: str, route: str) -> bool:
    """Whether this route answers this address."""
    return bool(re.fullmatch(re.sub(r"\{\w+:str\}", "[^/]+", route), path))


@contextmanager
def album(browser: Browser, record: Path, scale: float) -> Iterator[Album]:
    """A desk of this record, open in a browser that draws a page so much smaller."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=scale)
    with desk_of(record) as desk:
        yield Album(context.new_page(), desk)
    context.close()


def alone(browser: Browser, folder: Path) -> set[str]:
    """Whoever works on their own sees all pages but those of accounts."""
    with album(browser, folder / "record", ALONE) as book:
        claims(book)
        incidents(book)
        found(book)
        added(book, folder)
        published(book)
        kept(book)
        faults(book)
        return book.seen


def claims(book: Album) -> None:
    """The inbox, a claim of it in its report, and a correction."""
    page = book.page
    book.open("/inbox")
    book.take("inbox")
    page.get_by_role("link", name="Begin with the first").click()
    book.take("claim", anew=True)
    press(page, "a")
    page.keyboard.press("c")
    book.take("correct", at="correct")
    page.locator("a[href^='/incidents/']").first.click()
    page.locator("section[aria-labelledby=reports] a[href^='/reports/']").first.click()
    book.take("report")


def incidents(book: Album) -> None:
    """The list, the parts of an incident, what can be decided on it, and what became of it."""
    page = book.page
    for place in (PLACE, MERGED):
        book.open("/incidents")
        page.get_by_role("link", name=place).click()
        press(page, "s")
    book.open("/incidents")
    book.take("incidents")
    page.get_by_role("link", name=MERGED).click()
    book.take("incident")
    for part in ("why", "voices", "claims", "where", "reports"):
        book.take(f"incident-{part}", at=part)
    page.get_by_role("link", name="Split or move tellings").click()
    book.take("incident-tellings", at="tellings")
    page.locator("summary", has_text="Merge").click()
    page.locator("#near-merge .choice").first.wait_for()
    book.take("merge", at="standing")
    page.get_by_role("link", name="History").click()
    book.take("history")


def found(book: Album) -> None:
    """The map, and words found."""
    book.open("/map")
    book.take("map", anew=True)
    book.open("/search?q=husavik+fish&kind=report")
    book.take("search")


def added(book: Album, folder: Path) -> None:
    """Files handed in: what would become of each, and what became of them."""
    page = book.page
    (folder / "note.txt").write_text(NOTE, "utf-8")
    (folder / "posts.csv").write_text(TABLE, "utf-8")
    book.open("/add")
    book.take("add")
    page.get_by_label("Drop files here").set_input_files([folder / "note.txt", folder / "posts.csv"])
    page.get_by_role("button", name="See what would").click()
    page.get_by_text("Columns of a table").click()
    page.get_by_label("Text", exact=True).fill("body")
    page.get_by_role("button", name="Try again").click()
    book.take("add-tried")
    page.get_by_role("button", name="Take them in").click()
    page.locator("#how-far", has_text="Kept").wait_for(timeout=120_000)
    book.take("add-done")


def published(book: Album) -> None:
    """What may be published, the quotes that wait for it, a release, and what the next one would change."""
    page = book.page
    book.open("/policy")
    book.take("policy")
    page.get_by_label("People who must have signed").fill("2")
    page.get_by_role("button", name="See what this would change").click()
    book.take("policy-effect")
    book.open("/release/quotes")
    book.take("quotes")
    book.open("/release")
    page.get_by_role("button", name="Publish a release").click()
    page.get_by_role("heading", name="Published").wait_for(timeout=120_000)
    book.take("released")
    book.open("/incidents")
    page.get_by_role("link", name="Akureyri").first.click()
    press(page, "s")
    book.open("/release")
    book.take("release")


def kept(book: Album) -> None:
    """What was done, and erasing."""
    book.open("/log")
    book.take("log")
    book.open("/erase?target=note.txt")
    book.take("erase")


def faults(book: Album) -> None:
    """An incident that is not there."""
    book.open("/incidents/inc-nothing")
    book.take("fault")


def together(browser: Browser, record: Path) -> set[str]:
    """What only those see who have an account."""
    make_accounts(record)
    with album(browser, record, ALONE) as book:
        walk_as_team(book, Album(browser.new_page(), book.desk))
        return book.seen


def sheets(browser: Browser, folder: Path) -> None:
    """Pages with nothing on them, with a thousand incidents, and from right to left."""
    with album(browser, folder / "empty", TOGETHER) as book:
        book.sheet("empty-claims-and-incidents", ["/inbox", "/incidents", "/map", "/search?q=quay"])
        book.sheet("empty-the-rest", ["/samples", "/release", "/release/quotes", "/log", "/people"])
    with album(browser, folder / "thousand", TOGETHER) as book:
        book.sheet("thousand-lists", ["/inbox", "/incidents?order=killed"])
        book.sheet("thousand-map-and-search", ["/map", "/search?q=people+gunfire&kind=report"])
        one = most_told(book.page, book.desk)
        book.sheet("thousand-one-incident", [one, f"{one}/history"])
    with album(browser, folder / "record", TOGETHER) as book:
        book.open("/inbox")
        claim = book.page.locator("a.main[href^='/inbox/']").get_attribute("href") or ""
        one = most_told(book.page, book.desk)
        book.page.locator("button[lang=ar]").click()
        book.sheet("arabic-claims", ["/inbox", claim])
        book.sheet("arabic-incidents", ["/incidents", one, f"{one}/history"])
        book.sheet("arabic-map-and-search", ["/map", "/search?q=husavik+fish&kind=report"])
        book.sheet("arabic-publishing", ["/release", "/policy", "/release/quotes"])
        book.sheet("arabic-the-rest", ["/add", "/samples", "/log", "/people"])


def most_told(page: Page, desk: str) -> str:
    """Of the deadliest incidents, that of the most reports."""
    page.goto(f"{desk}/incidents?order=killed")
    rows = page.locator("table.list tbody tr").all()
    most = max(rows, key=lambda row: int(row.locator("td small").last.inner_text().strip("/ ")))
    return most.locator("a").first.get_attribute("href") or ""


if __name__ == "__main__":
    main()
