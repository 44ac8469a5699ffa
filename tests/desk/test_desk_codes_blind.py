"""A sample is drawn at the desk, coded by two people who see nothing of each other, and adjudicated by a third."""

from __future__ import annotations

from collections.abc import Callable

from blind_coding import code_all, draw
from playwright.sync_api import Page, expect

from browser import barriers, overflows

SignIn = Callable[[Page, str], None]


def test_two_code_blind_and_a_third_adjudicates(team_desk: str, page: Page, sign_in: SignIn) -> None:
    sign_in(page, "Cleo")
    draw(page, team_desk)
    sign_in(page, "Ann")
    page.goto(f"{team_desk}/samples/first-look/code")
    assert barriers(page) == []
    page.get_by_role("button", name="Keep, and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("What the voice does: nothing is chosen")
    code_all(page, team_desk, killed="14")
    expect(page.get_by_text("Coders work blind")).to_be_visible()
    sign_in(page, "Bo")
    page.goto(f"{team_desk}/samples/first-look")
    expect(page.get_by_text("Coders work blind")).to_be_visible()
    code_all(page, team_desk)
    expect(page.get_by_role("heading", name="How far the coders agree")).to_be_visible()
    sign_in(page, "Cleo")
    page.goto(f"{team_desk}/samples/first-look")
    assert (barriers(page), overflows(page)) == ([], False)
    differing = page.locator(".hits li")
    expect(differing).to_have_count(1)
    expect(differing).to_contain_text("Ann: asserts")
    expect(differing).to_contain_text("Bo: the words state no harm")
    with page.expect_navigation():
        differing.get_by_role("link").click()
    page.keyboard.press("a")
    expect(page.get_by_text("Kept in the record.")).to_be_visible()
    page.goto(f"{team_desk}/samples/first-look")
    expect(differing.locator(".tag")).to_have_text("accepted")


def test_reports_are_given_to_who_finds_them_in_the_inbox(
    team_desk: str, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, "Cleo")
    page.goto(f"{team_desk}/samples")
    assert barriers(page) == []
    page.get_by_label("To", exact=True).select_option("Bo")
    page.locator("#count").fill("1")
    page.get_by_role("button", name="Give reports").click()
    expect(page.get_by_label("To", exact=True)).to_contain_text("Bo (1)")
    sign_in(page, "Bo")
    page.get_by_role("link", name="Only what is given to me").click()
    first = page.locator(".inbox tbody tr").first
    expect(first).to_contain_text("21")
    page.get_by_role("link", name="Begin with the first").click()
    heading = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("a")
    expect(page.get_by_text("Kept in the record.")).to_be_visible()
    assert "mine=1" in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
