"""The rules of a house are edited at the desk: their effect is seen first, and a release then reads what was saved."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from browser import barriers, overflows
from harmledger.publishing.policy import read_policy
from harmledger.publishing.scope import read_scope


def test_rules_are_looked_at_before_they_are_saved(desk: str, record: Path, page: Page) -> None:
    page.goto(f"{desk}/policy")
    page.get_by_label("Name of the policy").fill("ours")
    page.get_by_label("What is published", exact=True).select_option("any")
    page.get_by_label("Side of a cell").fill("10")
    page.get_by_role("button", name="See what this would change").click()
    expect(page.get_by_role("alert")).to_contain_text("1000")
    page.get_by_label("Side of a cell").fill("20000")
    page.get_by_label("Title").fill("War in Iceland")
    page.get_by_role("button", name="See what this would change").click()
    expect(page.locator(".effect .lead")).to_contain_text("under the rules in force: 0")
    expect(page.locator(".effect")).to_contain_text("Name of the policy · What is published · Side of a cell")
    expect(page.locator(".effect")).to_contain_text("Húsavík")
    assert (barriers(page), overflows(page)) == ([], False)
    assert not (record / "policy.toml").exists()
    page.get_by_label("Fair", exact=True).check()
    page.get_by_label("Why").fill("so that readers see the draft")
    page.get_by_role("button", name="Save these rules").click()
    expect(page.locator(".effect .lead")).to_contain_text(
        "Incidents in a release made now: 1"
    )  # others than were looked at
    assert not (record / "policy.toml").exists()
    page.get_by_role("button", name="Save these rules").click()
    expect(page.get_by_text("Kept in the record.")).to_be_visible()
    saved = read_policy(record)
    assert (saved.name, saved.version, saved.incidents.review, saved.incidents.grades) == (
        "ours",
        2,
        "any",
        ("fair",),
    )
    assert (saved.places.coarse_m, read_scope(record).title) == (20_000, "War in Iceland")
    page.goto(f"{desk}/release")
    expect(page.locator(".lead")).to_contain_text("Incidents that would be published: 1")
    page.goto(f"{desk}/log")
    expect(page.locator("tbody")).to_contain_text("saved the rules of publication")
