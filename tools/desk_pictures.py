"""A record of the example reports in, the pictures of the desk's tutorial and how-to out (`docs/img/desk-*.png`): its
steps, taken on a copy in headless Chromium.

harmledger build examples/reports --out demo
python tools/desk_pictures.py demo
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pictures import PICTURES, WIDTH, chromium, with_few_colours
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from desk_server import desk_of

HEIGHT = 720
PHONE = 390
PLACE = "Selfoss"
"""The incident that the tutorial signs."""
MERGED = "Húsavík"
"""One for which others are offered to merge it with."""


def main() -> None:
    """Writes the pictures of a copy of the record that is named on the command line."""
    with TemporaryDirectory() as folder, chromium() as browser:
        record = Path(shutil.copytree(sys.argv[1], Path(folder) / "record"))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        phone = browser.new_page(viewport={"width": PHONE, "height": HEIGHT}, color_scheme="dark")
        with desk_of(record) as desk:
            look_elsewhere(page, phone, desk)
            walk(page, desk)


def look_elsewhere(page: Page, phone: Page, desk: str) -> None:
    """What `docs/how-to/desk.md` shows beside: incidents to choose from, a claim on a phone in the dark, and Arabic."""
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name=MERGED).click()
    page.locator("summary", has_text="Merge").click()
    page.locator("#near-merge .choice").first.wait_for()
    take(page, "merge", height=880)
    phone.goto(f"{desk}/inbox")
    phone.get_by_role("link", name="Begin with the first").click()
    take(phone, "phone", width=PHONE, height=840)
    page.locator("button[lang=ar]").click()
    take(page, "arabic", height=840)
    page.locator("button[lang=en]").click()


def walk(page: Page, desk: str) -> None:
    """The steps of `docs/tutorial/desk.md`, with a picture of each."""
    page.goto(f"{desk}/inbox")
    take(page, "inbox")
    page.get_by_role("link", name="Begin with the first").click()
    take(page, "claim")
    press(page, "a")
    page.goto(f"{desk}/map")
    take(page, "map", height=860)
    page.goto(f"{desk}/incidents")
    page.get_by_role("link", name=PLACE).click()
    press(page, "s")
    take(page, "incident")
    page.goto(f"{desk}/policy")
    page.get_by_label("People who must have signed").fill("2")
    page.get_by_role("button", name="See what this would change").click()
    take(page, "policy")
    page.goto(f"{desk}/release")
    take(page, "release", height=420)
    page.get_by_role("button", name="Publish a release").click()
    page.get_by_role("heading", name="Published").wait_for(timeout=120_000)


def press(page: Page, key: str) -> None:
    """Presses a key and waits until what it decided is kept."""
    page.wait_for_load_state()
    page.keyboard.press(key)
    page.get_by_text("Kept in the record.").wait_for()


def take(page: Page, name: str, *, width: int = WIDTH, height: int = HEIGHT) -> None:
    """The top of the page as a small PNG."""
    page.wait_for_load_state()
    page.set_viewport_size({"width": width, "height": height})
    target = PICTURES / f"desk-{name}.png"
    target.write_bytes(with_few_colours(page.screenshot()))
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
