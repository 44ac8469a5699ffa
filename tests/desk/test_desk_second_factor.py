"""A second factor at the desk: the code that is drawn is read as a phone reads it, and lets its owner in."""

from __future__ import annotations

import io
from collections.abc import Callable

import pyotp
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from browser import barriers, overflows


def test_a_scanned_code_lets_its_owner_in(team_desk: str, page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page, "Eve")
    page.goto(f"{team_desk}/people")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.locator("tr", has_text="Bo").get_by_role("button", name="New second factor").click()
    assert (barriers(page), overflows(page)) == ([], False)
    drawn = page.get_by_role("img", name="Code of the second factor")
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn.screenshot())))
    address = page.locator(".scan .hash").last.inner_text()
    assert read.text == address
    sign_in(page, "Bo", code=pyotp.parse_uri(read.text).now())
    expect(page.get_by_role("banner")).to_contain_text("Bo")
