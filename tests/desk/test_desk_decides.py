"""Working through a report at the desk: keys, corrections, words selected in the text, undo, and two people at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import barriers
from harmledger import read_settings
from harmledger.flow.decide import decide
from harmledger.flow.house import house_rules
from harmledger.ledger.store import Ledger
from harmledger.records.action import Reject
from harmledger.records.report import Report

SELECT = """([start, end, key]) => {
  const runs = Array.from(document.querySelectorAll("#text [data-at]"));
  const at = (point) => {
    const run = runs.filter((each) => Number(each.dataset.at) <= point).pop();
    return [run.firstChild, point - Number(run.dataset.at)];
  };
  const range = document.createRange();
  range.setStart(...at(start));
  range.setEnd(...at(end));
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  if (key) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}"""
"""Selects code points of the report's text, as a mouse would, and presses a key before the browser has told of it."""


@pytest.fixture
def fjord(record: Path) -> Report:
    """The report of the example with five claims, in a record to change."""
    with Ledger.open(record) as ledger:
        return next(
            report for report in ledger.each(Report) if report.title == "Eleven dead in market strike"
        )


def test_a_report_is_worked_through_with_the_keyboard(desk: str, fjord: Report, page: Page) -> None:
    page.goto(f"{desk}/reports/{fjord.id}")
    expect(page.locator("#hand-head")).to_contain_text("Claim 1 proposed")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#hand-head")).to_contain_text("Claim 2")
    expect(page.locator(".litclaims li").first).to_contain_text("accepted")
    page.keyboard.press("r")
    expect(page.locator("#hand-head")).to_contain_text("Claim 3")
    expect(page.locator(".litclaims li").nth(1)).to_contain_text("rejected")
    page.keyboard.press("u")
    expect(page.locator("#hand-head")).to_contain_text("Claim 2 proposed")
    page.keyboard.press("k")
    expect(page.locator("#hand-head")).to_contain_text("Claim 1 accepted")
    assert barriers(page) == []


def test_a_correction_stands_over_the_machine_and_both_are_shown(
    desk: str, fjord: Report, page: Page
) -> None:
    page.goto(f"{desk}/reports/{fjord.id}")
    page.keyboard.press("c")
    assert barriers(page) == []
    page.get_by_label("Low", exact=True).first.fill("10")
    page.get_by_label("Means").or_(page.get_by_label("By what means")).first.select_option("shelling")
    page.get_by_role("button", name="Keep this claim").click()
    expect(page.locator(".hand")).to_contain_text("shelling")
    expect(page.locator(".litclaims li").first).to_contain_text("Killed, people: 10–11")
    expect(page.locator(".hand")).to_contain_text("Made by person:L. Sand")
    page.get_by_text("Claims in whose place another stands").click()
    expect(page.locator("details.more-of")).to_contain_text("Killed, people: 11")


def test_selected_words_become_a_claim_at_their_place_in_the_text(
    desk: str, fjord: Report, page: Page
) -> None:
    page.goto(f"{desk}/reports/{fjord.id}")
    words = page.evaluate(
        "Array.from(document.querySelectorAll('#text [data-at]')).map(e => e.textContent).join('')"
    )
    start = words.index("nine bodies")
    page.evaluate(SELECT, [start - 1, start + len("nine bodies") + 1, "m"])
    expect(page.locator(".hand > .said")).to_have_text("nine bodies")
    expect(page.locator("#hand-head")).to_contain_text("made by a person")
    page.evaluate(SELECT, [start, start + len("nine"), None])
    page.get_by_role("button", name="Take the selection").nth(2).click()
    page.get_by_label("Low", exact=True).first.fill("9")
    page.get_by_label("High", exact=True).first.fill("9")
    page.get_by_role("button", name="Keep this claim").click()
    expect(page.locator(".fields-of")).to_contain_text("Killed, people: 9")
    expect(page.locator(".fields-of")).to_contain_text("nine")


def test_who_comes_second_sees_the_first_and_loses_nothing(
    desk: str, record: Path, fjord: Report, page: Page
) -> None:
    page.goto(f"{desk}/reports/{fjord.id}")
    claim = page.locator("#text a.mark").first.get_attribute("id") or ""
    page.keyboard.press("c")
    page.get_by_label("High", exact=True).first.fill("14")
    rules = house_rules(record, read_settings())
    with Ledger.open(record, write=True) as ledger:
        decide(ledger, Reject(claim), by="A. Reef", why="the headline counts twice", rules=rules)
    page.get_by_role("button", name="Keep this claim").click()
    expect(page.get_by_role("alert")).to_contain_text("the headline counts twice")
    expect(page.get_by_label("High", exact=True).first).to_have_value("14")
    page.get_by_role("button", name="Keep this claim").click()
    expect(page.locator(".litclaims li").first).to_contain_text("Killed, people: 11–14")
