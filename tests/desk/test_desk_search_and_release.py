"""Words are found and lit at the desk; a release says what it would publish, what it holds back, and is made."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from browser import barriers


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


def test_what_was_signed_is_released_and_the_rest_held_back(desk: str, record: Path, page: Page) -> None:
    page.goto(f"{desk}/release")
    expect(page.locator(".lead")).to_have_text("Would be published: 0 incidents. Held back: 4.")
    assert barriers(page) == []
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name="Selfoss").click()
    page.keyboard.press("s")
    expect(page.locator(".standing")).to_contain_text("reviewed")
    page.goto(f"{desk}/release")
    expect(page.locator(".lead")).to_have_text("Would be published: 1 incidents. Held back: 3.")
    page.get_by_role("button", name="Publish a release").click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible(timeout=60_000)
    assert len(list((record / "releases").iterdir())) == 1
