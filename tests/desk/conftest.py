"""Desks that serve records on free ports of this machine, and pages that may ask nothing of anybody else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page

from browser import a_page
from desk_server import desk_of
from harmledger import backup, read_settings, restore
from harmledger.accounts import accounts, signing_in
from harmledger.accounts.accounts import add_user
from harmledger.accounts.permissions import Role
from postgres_server import Server


@pytest.fixture(scope="module", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords at the desks of tests are hashed with little work; the tests of accounts spend all of it."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        for module in (accounts, signing_in):
            patch.setattr(module, "HASHER", quick)
        yield


@pytest.fixture(scope="session")
def example_desk(example_record: Path) -> Iterator[str]:
    """The desk of the example record, which no test changes."""
    with desk_of(example_record) as url:
        yield url


@pytest.fixture
def desk(record: Path) -> Iterator[str]:
    """The desk of a copy of the example record, to change."""
    with desk_of(record) as url:
        yield url


PASSWORD = "a long walk along the harbour"  # noqa: S105
TEAM: dict[str, Role] = {
    "Ann": "coder",
    "Bo": "coder",
    "Cleo": "reviewer",
    "Dana": "publisher",
    "Eve": "admin",
}


@pytest.fixture
def team_desk(record: Path) -> Iterator[str]:
    """The desk of a copy of the example record on which five people work."""
    for name, role in TEAM.items():
        add_user(record, name, role, PASSWORD, now=int(time.time()))
    with desk_of(record) as url:
        yield url


@pytest.fixture
def sign_in(team_desk: str) -> Callable[[Page, str], None]:
    """Signs somebody of the team in, in place of whoever was."""

    def signed_in(page: Page, name: str, code: str = "") -> None:
        page.context.clear_cookies()
        page.goto(f"{team_desk}/signin")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("One-time code").fill(code)
        page.get_by_role("button", name="Sign in").click()

    return signed_in


@pytest.fixture(params=["sqlite", "postgres"])
def either_record(request: pytest.FixtureRequest, record: Path, tmp_path: Path) -> Path:
    """The example record, to change, on either database."""
    if request.param == "sqlite":
        return record
    server: Server = request.getfixturevalue("postgres")
    there = msgspec.structs.replace(read_settings(), database=server.database())
    made = backup(record, tmp_path / "example.zip", settings=there)
    return restore(made.file, tmp_path / "on postgres", settings=there).record


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails its test if anything but the desk is asked for, if a script breaks or a policy bites."""
    # 401: the session had ended; 409: somebody else was first; 422: a field cannot be so
    expected = "status of (401|409|422)"
    with a_page(chromium, "http://127.0.0.1:", "blob:http://127.0.0.1:", expected=expected) as page:
        yield page


@pytest.fixture
def client(example_desk: str) -> Iterator[httpx.Client]:
    """A program that asks the desk of the example record, without following where it leads."""
    with httpx.Client(base_url=example_desk, follow_redirects=False) as client:
        yield client
