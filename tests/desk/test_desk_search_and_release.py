"""Words are found and lit at the desk; a release says what it would publish, what it holds back, and is made."""

from __future__ import annotations

import csv
import json
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
    page.locator("#map").focus()
    page.keyboard.press("+")
    page.wait_for_url("**box=*")
    expect(page.locator("#shown")).to_have_text("Map of the incidents (1); the list below holds the same")
    expect(page.locator("#map")).to_be_focused()
    page.get_by_role("link", name="Further").click()
    expect(page.locator(".names [visibility=visible]", has_text="Akureyri")).to_have_count(1)
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
    expect(page.locator(".lead")).to_have_text("Incidents that would be published: 0. Held back: 4.")
    expect(
        page.locator("details.more-of li", has_text="not counted, told in passing: people 7")
    ).to_have_count(1)
    assert barriers(page) == []
    sign(page, desk, "Selfoss")
    page.goto(f"{desk}/release")
    expect(page.locator(".lead")).to_have_text("Incidents that would be published: 1. Held back: 3.")
    clear_the_first_quote(page)
    publish(page)
    (first,) = (record / "releases").iterdir()
    (quote,) = filter(None, quotes_of(first))
    assert quote.startswith("A […] and his brother were killed"), "two people are not told apart by a calling"
    sign(page, desk, "Akureyri")
    page.goto(f"{desk}/release")
    expect(page.get_by_role("heading", name=f"Since the release {first.name}")).to_be_visible()
    page.get_by_text("added").click()
    expect(page.get_by_role("link", name="Akureyri").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Incidents that stay as they were published: 1.")
    assert (barriers(page), overflows(page)) == ([], False)


def sign(page: Page, desk: str, place: str) -> None:
    """The incident of this place, as it is."""
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name=place).click()
    expect(page.locator(".standing")).to_contain_text("proposed")
    page.wait_for_load_state()
    page.keyboard.press("s")
    expect(page.locator(".standing")).to_contain_text("reviewed")


def clear_the_first_quote(page: Page) -> None:
    """From the page of the release; the undoing of it too."""
    page.get_by_role("link", name="Look at them").click()
    waiting = page.locator(".to-clear li")
    number = waiting.count()
    page.keyboard.press("q")
    expect(waiting).to_have_count(number - 1)
    page.keyboard.press("u")
    expect(waiting).to_have_count(number)
    assert barriers(page) == []
    page.keyboard.press("q")
    expect(waiting).to_have_count(number - 1)


def publish(page: Page) -> None:
    """The release that the page foresees."""
    page.get_by_role("link", name="Release").first.click()
    page.get_by_role("button", name="Publish a release").click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible(timeout=60_000)


def quotes_of(release: Path) -> list[str]:
    """The quotes of a release, blank where they are withheld."""
    return [json.loads(line)["quote"] for line in (release / "claims.jsonl").read_text("utf-8").splitlines()]
