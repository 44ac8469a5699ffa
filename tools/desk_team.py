"""The desk of a record that several people work on in; pictures of what only they see out."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from unittest.mock import patch

from desk_pictures import press
from desk_sheets import Album

from harmledger.accounts.accounts import add_user
from harmledger.accounts.permissions import Role

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "desk"))
from blind_coding import code_all, draw

PASSWORD = "a long walk along the harbour"  # noqa: S105
FACTOR = "MADEUPKEYMADEUPKEYMADEUPKEYMADEU"
"""A second factor that is nobody's."""
TEAM: dict[str, Role] = {
    "Ann": "coder", "Bo": "coder", "Cleo": "reviewer", "Dana": "publisher", "Eve": "admin", "Finn": "reader",
}  # fmt: skip


def make_accounts(record: Path) -> None:
    """An account for each of the team."""
    for name, role in TEAM.items():
        add_user(record, name, role, PASSWORD, now=int(time.time()))


def walk_as_team(book: Album, other: Album) -> None:
    """Signing in, coding, deciding on what somebody else decided on, accounts; `other` is a second browser."""
    page = book.page
    book.open("/signin")
    book.take("signin")
    coded(book)
    decided_twice(book, other)
    came_late(book)
    sign_in(book, "Eve")
    book.open("/people")
    book.take("people")
    with patch("pyotp.random_base32", return_value=FACTOR):
        page.locator("tr", has_text="Bo").get_by_role("button", name="New second factor").click()
    book.take("second-factor")
    sign_in(book, "Finn")
    book.open("/account")
    book.take("account")
    book.open("/people")
    book.take("not-yours")


def coded(book: Album) -> None:
    """A sample, drawn by one, coded by two who see nothing of each other, and how far they agree."""
    sign_in(book, "Cleo")
    draw(book.page, book.desk)
    sign_in(book, "Ann")
    book.open("/samples/first-look/code")
    book.take("code")
    code_all(book.page, book.desk, killed="14")
    sign_in(book, "Bo")
    code_all(book.page, book.desk)
    sign_in(book, "Cleo")
    book.open("/samples")
    book.take("samples")
    book.open("/samples/first-look")
    book.take("agreement")


def decided_twice(book: Album, other: Album) -> None:
    """Two decide on one claim, and the second sees what the first did."""
    sign_in(book, "Ann")
    book.page.get_by_role("link", name="Begin with the first").click()
    sign_in(other, "Bo")
    other.page.goto(book.page.url)
    press(other.page, "r")
    other.page.close()
    book.page.keyboard.press("a")
    book.page.get_by_role("alert").wait_for()
    book.take("somebody-first")


def came_late(book: Album) -> None:
    """A comment is typed, and the session ends before it is sent."""
    page = book.page
    sign_in(book, "Ann")
    book.open("/incidents")
    page.locator("table.list a").first.click()
    page.locator("summary", has_text="Comment").click()
    page.locator("#c-why").fill("The two farms are one: ask the district hospital.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Comment").click()
    page.locator("input[name=password]").wait_for()
    book.take("again")


def sign_in(book: Album, name: str) -> None:
    """Somebody of the team, in place of whoever was."""
    page = book.page
    page.context.clear_cookies()
    book.open("/signin")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
