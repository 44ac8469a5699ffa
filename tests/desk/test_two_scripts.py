"""English and Arabic reports of one incident: one page on the desk and on the site, each quote in its direction."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

ARABIC, ENGLISH = "سوق السمك", "fish market"


def test_both_scripts_stand_in_one_incident_each_in_its_direction(
    example_desk: str, example_record: Path, page: Page, chromium: Browser
) -> None:
    page.goto(f"{example_desk}/incidents")
    page.get_by_role("link", name="Húsavík").click()
    _reads_both_ways(page)
    incident = page.url.rpartition("/")[2]
    (site,) = (example_record / "site").rglob(f"{incident}.html")
    opened = chromium.new_page()
    opened.goto(site.as_uri())
    _reads_both_ways(opened)
    opened.close()


def _reads_both_ways(page: Page) -> None:
    directions = {}
    for words in (ARABIC, ENGLISH):
        quote = page.locator("q, .said").filter(has_text=words).first
        expect(quote).to_be_visible()
        directions[words] = quote.evaluate("element => getComputedStyle(element).direction")
    assert directions == {ARABIC: "rtl", ENGLISH: "ltr"}
