"""The site in a real browser, opened from disk: links to lit words, phone width, Arabic, hostile
words, no script."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from made_up_hostile import INCIDENT as HOSTILE_INCIDENT
from made_up_market import INCIDENT, harrow_ford
from playwright.sync_api import Browser, Page, expect
from site_pages import at

from browser import overflows
from harmledger.publishing.site.addresses import incident_page
from harmledger.publishing.site.write import write_site


def test_the_way_from_the_list_to_the_words(told: Path, page: Page) -> None:
    page.goto(at(told, "index.html"))
    expect(page.locator(".draft")).to_contain_text("not for publication")
    page.get_by_role("link", name="Harrow Ford").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harrow Ford")
    row = page.locator("tr", has_text="between 9 and 11").filter(has_text="gazette-1")
    row.get_by_role("link", name="gazette-1").click()
    landed = page.locator(":target")
    expect(landed).to_be_in_viewport()
    expect(page.locator(":target + mark")).to_have_text(
        "The Varda Monitor put the dead at between 9 and 11, all of them civilians, and blamed the Karsian "
        "air force."
    )
    page.locator(".margin").get_by_role("link", name="its incident").nth(1).click()
    expect(page.locator("tr:target")).to_contain_text("The Varda Monitor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "map.html",
        "about.html",
        "totals.html",
        "apart.html",
        "refusals.html",
        "incident",
        "report",
    ],
)
def test_no_page_is_wider_than_a_phone(
    told: Path, page: Page, name: str, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)
    file = {
        "incident": incident_page(INCIDENT),
        "report": str(next((told / "reports").rglob("*.html")).relative_to(told)),
    }
    page.goto(at(told, file.get(name, name)))
    assert not overflows(page)


def test_an_arabic_site_reads_from_the_right(tmp_path: Path, page: Page) -> None:
    write_site(tmp_path / "site", harrow_ford(), language="ar")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(at(tmp_path / "site", incident_page(INCIDENT)))
        assert not overflows(page)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    quote = page.locator("q", has_text="At least eight people").first
    assert quote.evaluate("element => getComputedStyle(element).direction") == "ltr", (
        "what was said keeps its direction"
    )
    letters = page.locator("h2, thead th").all_inner_texts()
    assert all(not words.isascii() for words in letters), letters
    label = "cell => getComputedStyle(cell, '::before').content"
    assert page.locator(".claims td").first.evaluate(label) == '"القائل"', "a cell of a card says what it is"
    page.locator("main a[href^='#c']").first.click()
    expect(page.locator("tr:has(:target)").locator("q")).to_be_in_viewport()


def test_hostile_words_stay_words(taken: Path, page: Page) -> None:
    pages = [str(path.relative_to(taken)) for path in taken.rglob("*.html")]
    assert incident_page(HOSTILE_INCIDENT) in pages
    page.set_viewport_size({"width": 390, "height": 844})
    for name in pages:
        page.goto(at(taken, name))
        assert page.title().count("taken") == page.title().count(
            'document.title="taken"'
        ) + page.title().count("'taken'")
        assert page.title() != "taken"
        assert page.locator("img, iframe, object, embed, form:not(#filters, #finder)").count() == 0
        assert not overflows(page), name
        targets = page.locator("a[href]").evaluate_all("all => all.map(a => a.protocol)")
        assert set(targets) == (set() if name == "404.html" else {"file:"}), name


def test_without_script_everything_reads_and_no_dead_control_shows(told: Path, chromium: Browser) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(at(told, "index.html"))
    expect(page.get_by_role("link", name="Harrow Ford")).to_be_visible()
    expect(page.locator("input, select, button").locator("visible=true")).to_have_count(0)
    page.close()


def test_in_print_the_words_stay_and_the_controls_go(told: Path, page: Page) -> None:
    page.goto(at(told, "index.html"))
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".draft")).to_be_visible()
    page.set_viewport_size({"width": 720, "height": 1020})  # A4 within its margins
    for name in ("index.html", incident_page(INCIDENT)):
        page.goto(at(told, name))
        assert not overflows(page), name
