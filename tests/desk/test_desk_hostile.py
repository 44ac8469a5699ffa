"""A report written to do harm, at the desk: nothing of it runs, turns a line around or leads out."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from harmledger import build, read_settings

HOSTILE = (
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\"> {{ 7 * 7 }} \u202e\n\n"
    "At least 12 people were killed when a missile hit Keflavík on 6 March 2014, the <b>Harbour Rescue</b> said."
)


@pytest.fixture
def record(_environment: None, tmp_path: Path) -> Path:
    """The record that the desk serves: of one hostile report alone."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x<script>alert(1)<script>.txt").write_text(HOSTILE, "utf-8")
    build([tmp_path / "in"], tmp_path / "record", settings=read_settings(), site=False)
    return tmp_path / "record"


def test_nothing_of_a_hostile_report_acts(desk: str, page: Page) -> None:
    page.goto(f"{desk}/inbox/next")
    expect(page.locator("#text")).to_contain_text("<script>document.title = 'taken'</script>")
    expect(page.locator("#text")).to_contain_text("{{ 7 * 7 }}")
    expect(page.locator("#text .code")).to_have_text("‹U+202E›")
    assert page.locator("#text script, #text img, #text b").count() == 0
    for address in ("/inbox", "/incidents", "/search?q=killed", "/log", "/release"):
        page.goto(f"{desk}{address}")
        assert page.title() != "taken"
        assert page.locator("main script, main img").count() == 0
