"""The list of incidents, the map and its timeline, opened from disk: filters, links to views, no script or barriers."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal

import html5lib
import pytest
from made_up_market import INCIDENT, harrow_ford
from made_up_passing import told_in_passing
from made_up_record import MadeUpRecord
from playwright.sync_api import Browser, Page, expect
from site_pages import at

from browser import barriers, overflows
from harmledger.publishing.site.addresses import incident_page
from harmledger.publishing.site.search import folded_words, hashed
from harmledger.publishing.site.write import write_site


def test_filters_and_order_act_on_the_list(many: Path, page: Page) -> None:
    page.goto(at(many, "index.html"))
    rows = page.locator("#incidents tbody tr:visible")
    expect(rows).to_have_count(1_000)
    page.get_by_label("Place", exact=True).select_option("Ashlar")
    expect(page.locator("#f-shown")).to_have_text("83")
    page.get_by_label("Grade", exact=True).select_option("Fair")
    page.get_by_label("Blamed", exact=True).select_option("Karsian army")
    expect(rows.first).to_contain_text("Ashlar")
    expect(rows.first).to_contain_text("Karsian army")
    shown = int(page.locator("#f-shown").inner_text())
    assert 0 < shown < 83
    assert rows.count() == shown
    page.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(1_000)
    page.get_by_label("Search").fill("v00042")
    expect(rows).to_have_count(1)
    expect(page.get_by_text("Nothing fits what is chosen.")).to_be_hidden()
    page.get_by_label("Search").fill("nowhere at all")
    expect(page.get_by_text("Nothing fits what is chosen.")).to_be_visible()
    page.get_by_label("Search").fill("")
    page.get_by_label("Order").select_option("killed-down")
    expect(rows.first).to_contain_text("civilians 23")
    page.get_by_label("Order").select_option("date-up")
    expect(rows.first).to_contain_text("January 2031")


def test_what_is_chosen_stands_in_a_link_that_shows_it_again(
    many: Path, page: Page, chromium: Browser
) -> None:
    page.goto(at(many, "map.html"))
    expect(page.locator("#shown")).to_have_text("1,000")
    page.get_by_label("Grade").select_option("Fair")
    page.get_by_label("Blamed").select_option("Karsian army")
    page.get_by_label("From month").fill("2031-06")
    page.get_by_label("From month").dispatch_event("change")
    page.get_by_role("button", name="Closer").click()
    shown = page.locator("#shown").inner_text()
    assert 0 < int(shown) < 1000
    link = page.get_by_role("link", name="Link to this view")
    address = str(link.evaluate("link => link.href"))
    assert page.url == address
    again = chromium.new_page()
    again.goto(address)
    expect(again.locator("#shown")).to_have_text(shown)
    expect(again.get_by_label("Blamed")).to_have_value("Karsian army")
    assert again.locator("#map").get_attribute("viewBox") == page.locator("#map").get_attribute("viewBox")
    again.close()


def test_dots_columns_and_rows_are_of_what_fits(many: Path, page: Page) -> None:
    page.goto(at(many, "map.html#q=v00042"))
    expect(page.locator("#found li")).to_have_count(1)
    expect(page.locator("#map .dot")).to_have_count(1)
    expect(page.locator("#time rect")).to_have_count(1)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#shown")).to_have_text("1,000")
    expect(page.locator("#map .count")).to_have_text("1,000")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#found li")).to_have_count(80)
    page.locator("#time rect").first.click()
    expect(page.get_by_label("From month")).to_have_value("2031-01")
    first = page.locator("#found li a").first
    first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


PINCH = """() => {
  const map = document.getElementById("map"), frame = map.getBoundingClientRect();
  const finger = (type, pointerId, x) => map.dispatchEvent(new PointerEvent(type, {
    pointerId, pointerType: "touch", bubbles: true, clientX: frame.left + x, clientY: frame.top + 100,
  }));
  finger("pointerdown", 1, 100);
  finger("pointerdown", 2, 200);
  finger("pointermove", 2, 300);
  finger("pointerup", 1, 100);
  finger("pointerup", 2, 300);
}"""
"""Two fingers on the map, one of which goes twice as far from the other."""


def test_wheel_mouse_fingers_and_keys_move_the_map(many: Path, page: Page) -> None:
    page.goto(at(many, "map.html"))
    expect(page.locator("#shown")).to_have_text("1,000")
    drawn = page.locator("#map")
    width = broad(page)
    drawn.hover()
    page.mouse.wheel(0, -400)
    page.wait_for_url("**view=*")
    assert broad(page) == pytest.approx(width / math.exp(0.8), rel=0.01)
    assert page.locator("#map .count").evaluate(ON_SCREEN) == pytest.approx(11, abs=0.1)
    page.evaluate(PINCH)
    assert broad(page) == pytest.approx(width / math.exp(0.8) / 2, rel=0.01)
    before = corner(page)
    page.mouse.down()
    page.mouse.move(*middle_of(page, 100, 40), steps=3)
    page.mouse.up()
    drawn.focus()
    page.keyboard.press("ArrowDown")
    after = corner(page)
    assert (after[0] < before[0], broad(page)) == (True, pytest.approx(width / math.exp(0.8) / 2, rel=0.01))
    page.keyboard.press("-")
    assert broad(page) > width / math.exp(0.8) / 2


ON_SCREEN = "text => text.getAttribute('font-size') * text.ownerSVGElement.getScreenCTM().a"
"""How large words on the map are, in pixels."""


def corner(page: Page) -> tuple[float, float]:
    """The upper left corner of what the map shows, in its units."""
    x, y, _, _ = (float(each) for each in (page.locator("#map").get_attribute("viewBox") or "").split())
    return x, y


def broad(page: Page) -> float:
    """How broad what the map shows is, in its units."""
    return float((page.locator("#map").get_attribute("viewBox") or "").split()[2])


def middle_of(page: Page, right: float, down: float) -> tuple[float, float]:
    """A point so many pixels from the middle of the map."""
    box = page.locator("#map").bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def test_without_script_the_map_is_drawn_and_told_as_a_table(many: Path, chromium: Browser) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(at(many, "map.html"))
    expect(page.locator("#map .dot")).to_have_count(1)
    expect(page.locator("input, select, button").locator("visible=true")).to_have_count(0)
    page.get_by_text("The same as a table").click()
    expect(page.locator("#static tbody td").first).to_have_text("1,000")
    page.close()


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.full), "dark"])
def test_no_page_has_a_serious_barrier(told: Path, page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    report = str(next((told / "reports").rglob("*.html")).relative_to(told))
    source = str(next((told / "sources").rglob("*.html")).relative_to(told))
    for name in ("index.html", "map.html", "sources.html", source, "totals.html", "apart.html",
                 "refusals.html", "about.html",
                 incident_page(INCIDENT), report):  # fmt: skip
        page.goto(at(told, name))
        assert barriers(page) == [], name


def test_an_arabic_map_reads_from_the_right_on_a_phone(tmp_path: Path, page: Page) -> None:
    write_site(tmp_path / "site", harrow_ford(), language="ar")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(at(tmp_path / "site", "map.html"))
    expect(page.locator("#found li")).to_have_count(1)
    assert not overflows(page)
    letters = page.locator("#time text").first.bounding_box()
    assert letters is not None
    assert letters["height"] > 11
    labels = page.locator("#finder label").all_inner_texts()
    assert all(not words.isascii() for words in labels), labels


def test_the_list_beside_the_map_says_what_is_told_in_passing(tmp_path: Path, page: Page) -> None:
    write_site(tmp_path / "site", told_in_passing())
    page.goto(at(tmp_path / "site", "map.html"))
    expect(page.locator("#found li")).to_contain_text(
        "Killed: not counted, told in passing: civilians 9–11 · "
    )


LYING_UPON_EACH_OTHER = """() => {
  const shown = [...document.querySelectorAll('.names text')]
    .filter(text => text.getAttribute('visibility') === 'visible')
    .map(text => [text.textContent, text.getBoundingClientRect()]);
  const names = shown.length;
  document.querySelectorAll('#dots .dot, .scale')
    .forEach(each => shown.push([each.tagName, each.getBoundingClientRect()]));
  const both = (one, other) => Math.min(one.right, other.right) > Math.max(one.left, other.left)
    && Math.min(one.bottom, other.bottom) > Math.max(one.top, other.top) + 3;
  const upon = shown.flatMap(([name, at], i) =>
    shown.slice(i + 1).filter(each => both(at, each[1])).map(each => [name, each[0]]));
  return [names, upon];
}"""
"""How many names the map shows, and which of them lie upon each other, a dot or the scale by more than their lines'
own space."""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_name_of_the_world_lies_upon_another_on_any_screen(
    language: str, tmp_path: Path, page: Page
) -> None:
    write_site(tmp_path / "site", MadeUpRecord(), language=language)
    page.goto(at(tmp_path / "site", "map.html"))
    many, upon = page.evaluate(LYING_UPON_EACH_OTHER)
    assert (many > 60, upon) == (True, [])
    for _ in range(3):
        page.get_by_role("button", name="Closer" if language == "en" else "تقريب").click()
        assert page.evaluate(LYING_UPON_EACH_OTHER)[1] == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"({LYING_UPON_EACH_OTHER})()[0] < 40")
    assert page.evaluate(LYING_UPON_EACH_OTHER)[1] == []


def test_every_page_is_valid_html(told: Path, taken: Path) -> None:
    for site in (told, taken):
        for path in site.rglob("*.html"):
            parser = html5lib.HTMLParser(strict=False)
            parser.parse(path.read_text("utf-8"))
            assert [(where, code) for where, code, _ in parser.errors] == [], path


@pytest.mark.parametrize(
    ("asked", "found"),
    [("fuel depot", False), ("rescue", True), ("RÉSCUE lower", True), ("مستشفي", True), ("قـتلوا", True),
     ("constructor", False)],
)  # fmt: skip
def test_words_of_reports_are_found_from_disk(told: Path, page: Page, asked: str, found: bool) -> None:
    page.goto(at(told, "map.html"))
    page.get_by_label("Search").fill(asked)
    expect(page.locator("#shown")).to_have_text("1" if found else "0")


@pytest.mark.parametrize("text", ["Húsavík", "الْقَتْلَى في حماةَ", "ﬁre at No. 7", "Ⅷ Straße", "أإآء"])
def test_page_and_program_fold_words_alike(told: Path, page: Page, text: str) -> None:
    page.goto(at(told, "map.html"))
    words, hashes = page.evaluate("text => harmledger.folds(text)", text)
    assert words == list(folded_words(text))
    assert hashes == [hashed(word) for word in words]


def test_sources_say_what_they_say_beside_the_range(told: Path, page: Page) -> None:
    page.goto(at(told, "sources.html"))
    page.get_by_role("link", name="Orlen Gazette").click()
    row = page.locator("tbody tr")
    expect(row).to_contain_text("Killed, civilians: 9–11")
    expect(row).to_contain_text("also by others")
    row.get_by_role("link", name="Harrow Ford").click()
    expect(page.get_by_role("heading", name="If something here is wrong")).to_be_visible()
