"""The desk's pages in a real browser: the way from a number to its words, both directions of writing, a phone."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from browser import barriers, overflows


def test_the_way_from_the_list_to_the_words(example_desk: str, page: Page) -> None:
    page.goto(f"{example_desk}/incidents")
    page.get_by_role("link", name="Húsavík").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 March 2014")
    expect(page.locator("table.ranges .range").first).to_have_text(re.compile(r"\d+–\d+"))
    row = page.locator("table.claims tbody tr").first
    quote = row.locator("q").inner_text()
    row.get_by_role("link", name="Report ").click()
    expect(page.locator(":target + mark")).to_be_in_viewport()
    assert page.locator(":target + mark").inner_text() in quote
    page.locator(".litclaims").get_by_role("link", name="its incident").first.click()
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_filters_have_an_address(example_desk: str, page: Page) -> None:
    page.goto(f"{example_desk}/incidents")
    page.get_by_label("Grade").select_option("weak")
    page.get_by_label("Not before").fill("2014-03-05")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    expect(page.locator("table.list")).to_contain_text("Selfoss")
    page.reload()
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.get_by_label("Not before").fill("2031-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".empty")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("en", "light"),
        ("ar", "dark"),
        pytest.param("en", "dark", marks=pytest.mark.full),
        pytest.param("ar", "light", marks=pytest.mark.full),
    ],
)
def test_pages_are_open_to_everybody(
    example_desk: str, page: Page, scheme: Literal["light", "dark"], language: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.context.add_cookies([{"name": "language", "value": language, "url": example_desk}])
    page.goto(f"{example_desk}/incidents")
    incident = page.locator("table.list a").nth(1).get_attribute("href")
    page.goto(f"{example_desk}{incident}")
    report = page.locator("table.claims .where a").first.get_attribute("href")
    for address in ("/incidents", incident, report):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(f"{example_desk}{address}")
            assert not overflows(page), f"{address} at {width}"
        assert barriers(page) == []
    assert page.evaluate("getComputedStyle(document.body).direction") == (
        "rtl" if language == "ar" else "ltr"
    )
