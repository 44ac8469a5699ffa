"""Words are found and lit at the desk; a release says what it would publish, what it holds back, and is made."""

from __future__ import annotations

import csv
from pathlib import Path

import httpx
from playwright.sync_api import Page, expect

from browser import barriers, overflows


def test_words_are_found_in_reports_and_claims(desk: str, page: Page) -> None:
    page.goto(f"{desk}/search")
    page.get_by_label("Words").fill("husavik fish")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hits mark", has_text="Húsavík").first).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("In", exact=True).select_option("claim")
    page.get_by_role("button", name="Search").click()
    page.locator(".hits a").first.click()
    expect(page.locator(".hand > .said")).to_contain_text("fish market")
    table = httpx.get(f"{desk}/search.csv", params={"q": "husavik fish", "kind": "claim"})
    rows = list(csv.DictReader(table.text.splitlines()))
    assert {row["kind"] for row in rows} == {"claim"}
    assert all("fish" in row["excerpt"] for row in rows)
    assert rows


def test_a_result_is_a_list_a_map_and_a_timeline(desk: str, page: Page) -> None:
    page.goto(f"{desk}/search?q=husavik&kind=incident")
    page.get_by_role("link", name="Map and time").click()
    expect(page.get_by_label("Place, party or key")).to_have_value("husavik")
    assert (barriers(page), overflows(page)) == ([], False)
    page.locator(".time a").click()
    expect(page.get_by_label("Month", exact=True)).to_have_value("2014-03")
    page.locator(".map a").last.click()
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    expect(page.locator("table.list")).to_contain_text("Húsavík")
    page.get_by_label("Only within the part of the map").uncheck()
    page.get_by_label("Place, party or key").fill("self*")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.list")).to_contain_text("Selfoss")
    for wrong in ("box=1,2,3", "box=x", "killed_at_least=99999999999999999999"):
        assert httpx.get(f"{desk}/map?{wrong}").status_code == 422


def test_what_was_signed_is_released_and_the_rest_held_back(desk: str, record: Path, page: Page) -> None:
    page.goto(f"{desk}/release")
    expect(page.locator(".lead")).to_have_text("Would be published: 0 incidents. Held back: 4.")
    assert barriers(page) == []
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name="Selfoss").click()
    expect(page.locator(".standing")).to_contain_text("proposed")
    page.wait_for_load_state()
    page.keyboard.press("s")
    expect(page.locator(".standing")).to_contain_text("reviewed")
    page.goto(f"{desk}/release")
    expect(page.locator(".lead")).to_have_text("Would be published: 1 incidents. Held back: 3.")
    page.get_by_role("button", name="Publish a release").click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible(timeout=60_000)
    assert len(list((record / "releases").iterdir())) == 1
