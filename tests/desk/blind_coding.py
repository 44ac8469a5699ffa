"""Somebody at a desk in; a sample drawn, and its claims coded one after the other, out."""

from __future__ import annotations

from playwright.sync_api import Page

WORDS_SAY = {
    "What the voice does": "asserts", "About what": "harm", "How much it covers": "incident",
    "Who they are said to be": "civilian", "By what means": "-", "Who is blamed": "-",
}  # fmt: skip


def draw(page: Page, url: str) -> None:
    page.goto(f"{url}/samples")
    page.get_by_label("Sample").fill("first look")
    page.locator("#size").fill("1")
    page.locator("#seed").fill("5")
    for name in ("Ann", "Bo"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Draw a sample").click()


def keep(page: Page, **killed: str) -> None:
    """Codes the claim in hand: as civilians killed, or as words that state no harm."""
    for label, value in WORDS_SAY.items() if killed else [("What the voice does", "none")]:
        page.get_by_label(label).select_option(value)
    if killed:
        page.locator("[id='killed.kind']").select_option("exact")
        page.locator("[id='killed.low']").fill(killed["killed"])
        page.locator("[id='injured.kind']").select_option("-")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep, and go on").click()


def code_all(page: Page, url: str, *, killed: str = "") -> None:
    """Codes what waits in the sample, the first claim with this number of killed."""
    page.goto(f"{url}/samples")
    with page.expect_navigation():
        page.get_by_role("link", name="Code", exact=True).click()
    if killed:
        keep(page, killed=killed)
    while page.get_by_role("button", name="Keep, and go on").count():
        keep(page)
