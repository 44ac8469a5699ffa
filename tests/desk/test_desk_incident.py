"""Deciding on an incident at the desk: signing, outdated reviews, values set over computed ones, merging, history."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser import barriers


def test_an_incident_is_signed_changed_and_merged(desk: str, page: Page) -> None:
    page.goto(f"{desk}/incidents")
    expect(page.locator("table.list")).to_contain_text(
        re.compile(r"not counted, told in passing:\s*people 7")
    )
    passing, other = incident_listed(page, "told in passing"), incident_listed(page, "Selfoss")
    page.get_by_role("link", name="Húsavík").click()
    expect(page.locator(".standing")).to_contain_text("proposed")
    page.keyboard.press("s")
    expect(page.locator(".standing")).to_contain_text("reviewed Signed as it stands by L. Sand")
    a_value_is_set_and_taken_back(page)
    another_is_looked_for_and_merged(page, passing, other)
    page.get_by_role("link", name="History").click()
    expect(page.locator(".events li").first).to_contain_text("merged incidents")
    expect(page.locator(".events li.undone")).to_contain_text("the list of names was checked")
    # two deaths of the incident merged into it count from then on
    expect(page.locator(".events li.undone")).to_contain_text("Killed, civilians 2–15 11–14")
    expect(page.locator(".events li").last).to_contain_text("Report")
    assert barriers(page) == []
    page.goto(f"{desk}/incidents")
    expect(page.locator("table.list tbody tr")).to_have_count(3)


def incident_listed(page: Page, words: str) -> str:
    """The id of the incident whose line in the list has these words."""
    link = page.locator("table.list tr", has_text=words).get_by_role("link").first
    return (link.get_attribute("href") or "").rpartition("/")[2]


def a_value_is_set_and_taken_back(page: Page) -> None:
    """On the page of a signed incident: the range of the killed civilians."""
    computed = page.locator("table.ranges .range").first.inner_text()
    page.locator("summary", has_text="Set a value").click()
    expect(page.get_by_label("Low", exact=True)).to_be_hidden()
    page.get_by_label("What to set").select_option("range")
    page.get_by_label("Who", exact=True).select_option("killed.civilians")
    page.get_by_label("Low", exact=True).fill("11")
    page.get_by_label("High", exact=True).fill("14")
    page.get_by_label("Why (kept for ever)").first.fill("the list of names was checked")
    assert barriers(page) == []
    page.get_by_role("button", name="Set a value").click()
    expect(page.locator(".standing")).to_contain_text("review outdated")
    expect(page.locator("table.ranges")).to_contain_text("11–14")
    expect(page.locator("[aria-labelledby=numbers]")).to_contain_text(f"Computed: {computed}")
    page.keyboard.press("u")
    expect(page.locator("table.ranges .range").first).to_have_text(computed)
    expect(page.locator(".standing")).to_contain_text("reviewed")


def another_is_looked_for_and_merged(page: Page, passing: str, other: str) -> None:
    """On the page of the incident at Húsavík: ids of one that is only told in passing, and of the one at Selfoss."""
    page.locator("summary", has_text="Merge").click()
    expect(page.locator("#near-merge .choice").first).to_contain_text("Akureyri, 3 March 2014")
    page.get_by_label("Look for another").first.fill(passing)
    expect(page.locator("#near-merge .choice")).to_have_count(1)
    expect(page.locator("#near-merge .choice")).to_contain_text(
        "Killed not counted, told in passing: people 7"
    )
    page.get_by_label("Look for another").first.fill(other)
    expect(page.locator("#near-merge .choice")).to_have_count(1)
    page.get_by_label("Selfoss, 9 March 2014").check()
    page.get_by_role("button", name="Merge").click()
    expect(page).to_have_url(re.compile("did=dec-"))


def test_tellings_are_split_off_and_moved_to_an_incident_that_is_near(desk: str, page: Page) -> None:
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name="Húsavík").click()
    page.get_by_role("link", name="Split or move").click()
    page.get_by_label("account-1").check()
    page.get_by_role("button", name="Split off or move").click()
    expect(page.locator("header.incident")).to_contain_text("from 7 reports")
    page.locator("header.incident .reasons").get_by_role("link", name="Húsavík").click()
    expect(page.locator("header.incident")).to_contain_text("from 1 report")
    page.go_back()
    page.keyboard.press("u")
    expect(page.locator("header.incident")).to_contain_text("from 8 reports")

    page.get_by_role("link", name="Split or move").click()
    page.get_by_label("account-1").check()
    page.get_by_label("hospital-1").check()
    page.locator("#near-move").get_by_label("Selfoss").check()
    assert barriers(page) == []
    page.get_by_role("button", name="Split off or move").click()
    expect(page.locator("header.incident .reasons")).to_contain_text("Selfoss")
    page.locator("header.incident .reasons").get_by_role("link", name="Selfoss").click()
    expect(page.locator("header.incident")).to_contain_text("from 5 reports")
    for moved in ("account-1", "hospital-1"):
        expect(page.locator("[aria-labelledby=reports]")).to_contain_text(moved)
    page.get_by_role("link", name="History").click()
    expect(page.locator(".events li").first).to_contain_text("moved")
    page.locator(".events li").first.get_by_role("button", name="Undo").click()
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name="Húsavík").click()
    expect(page.locator("header.incident")).to_contain_text("from 8 reports")
