"""Files dropped at the desk become part of the record, row by row; what is erased is gone; the log says why."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from browser import barriers
from harmledger.desk.batches import file_name
from harmledger.ledger.queries import counts
from harmledger.ledger.store import Ledger

TABLE = """key,body,publisher,published
quay-1,"At least 12 people were killed when a missile hit Keflavík on 6 March 2014, the town hospital said.",\
North Wire (invented),2014-03-07
quay-2,,North Wire (invented),2014-03-07
"""
NOTE = "Shells fired by the Northern Brigades killed three fishermen in Akranes on 8 March 2014."


def test_from_dropped_files_to_the_record_and_out_again(
    desk: str, record: Path, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "posts.csv").write_text(TABLE, "utf-8")
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    with Ledger.open(record) as ledger:
        before = counts(ledger).rows["report"]
    page.goto(f"{desk}/add")
    assert barriers(page) == []
    page.get_by_label("Drop files here").set_input_files([tmp_path / "posts.csv", tmp_path / "note.txt"])
    page.get_by_role("button", name="See what would").click()
    expect(page.locator(".lead")).to_have_text("New 1 · known already 0 · refused 1")
    expect(page.locator("tr", has_text="posts.csv")).to_contain_text(
        "Its columns: key, body, publisher, published"
    )
    page.get_by_text("Columns of a table").click()
    page.get_by_label("Text", exact=True).fill("body")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".lead")).to_have_text("New 2 · known already 0 · refused 1")
    expect(page.locator("tr", has_text="posts.csv#row 3")).to_contain_text("neither a text (body) nor a file")
    assert barriers(page) == []
    page.get_by_role("button", name="Take them in").click()
    expect(page.locator("#how-far")).to_contain_text("Kept 2 · known already 0 · refused 1", timeout=120_000)
    with Ledger.open(record) as ledger:
        assert counts(ledger).rows["report"] == before + 2
    assert list((record / "incoming").rglob("*.txt")) == [], "the archive has them"

    page.goto(f"{desk}/erase?target=note.txt")
    expect(page.get_by_text("Claims: 1")).to_be_visible()
    page.get_by_label("Why").fill("asked by the family")
    page.get_by_label("Type it again").fill("note.txt")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("status").first).to_contain_text("1 captured files")
    page.goto(f"{desk}/log")
    expect(page.locator("tbody tr").first).to_contain_text("L. Sand")
    expect(page.locator("tbody tr").first).to_contain_text("asked by the family")
    assert barriers(page) == []
    with Ledger.open(record) as ledger:
        assert counts(ledger).erased["report"] == 1


def test_names_of_uploaded_files_are_plain() -> None:
    assert file_name("../../etc/passwd") == "passwd"
    assert file_name("C:\\reports\\a b.txt") == "a b.txt"
    assert file_name(".hidden.txt") == "hidden.txt"
    assert file_name("..") == "file"
    assert file_name("تقرير.txt") == "تقرير.txt"
    assert file_name("a" * 500 + ".html") == "a" * 120 + ".html"
