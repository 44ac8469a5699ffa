"""What was typed outlives a session that ended and a desk that was started again: it is kept, and sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
from playwright.sync_api import Page, expect

from browser import barriers
from harmledger.accounts.accounts import change_user
from harmledger.ledger.log import log
from harmledger.ledger.store import Ledger


def rejected(record: Path) -> list[tuple[str, str]]:
    """Who rejected claims, and why."""
    with Ledger.open(record) as ledger:
        whats = [entry.what for entry in log(ledger)]
    return [(what.by, what.why) for what in whats if what and getattr(what, "kind", "") == "reject"]


def test_what_was_typed_outlives_the_session(
    team_desk: str, record: Path, page: Page, sign_in: Callable[[Page, str], None]
) -> None:
    sign_in(page, "Ann")
    page.goto(f"{team_desk}/inbox")
    page.get_by_role("link", name="Begin with the first").click()
    page.locator("#why").fill("it is of another town")
    change_user(record, "Ann", role="reviewer", now=0)  # which ends her sessions
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert rejected(record) == []
    assert "not this one at all" not in page.content()
    page.get_by_label("Password").fill("a long walk along the harbour")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("it is of another town")).to_be_visible()
    page.get_by_role("button", name="Send what was typed").click()
    expect(page.get_by_text("Kept in the record.")).to_be_visible()
    assert rejected(record) == [("Ann", "it is of another town")]


def test_what_was_typed_outlives_the_desk_and_only_its_own_pages_are_kept(
    desk: str, record: Path, page: Page
) -> None:
    page.goto(f"{desk}/inbox")
    page.get_by_role("link", name="Begin with the first").click()
    page.locator("#why").fill("counted twice")
    page.context.clear_cookies(
        name=re.compile("desk_.*")
    )  # as after a start: the token is of the desk before
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Send what was typed").click()
    expect(page.get_by_text("Kept in the record.")).to_be_visible()
    assert rejected(record) == [("L. Sand", "counted twice")]
    for elsewhere in ({}, {"origin": "https://elsewhere.example"}, {"origin": "null"}):
        for path in ("/again?to=/language", "/language"):
            assert httpx.post(f"{desk}{path}", data={"why": "x"}, headers=elsewhere).status_code == 403
