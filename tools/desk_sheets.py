"""An open page of the desk in; a picture of its four guises out: at a desk and on a phone, in light and in dark."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from pictures import PICTURES, WIDTH, small_png
from PIL import Image
from playwright.sync_api import Page

FOLDER = PICTURES / "desk-pages"
HEIGHT = 760
"""Of a window, in pixels of the page; what ends before is cut off there."""
PHONE = 390
MARGIN = 24
GAP = 10
"""Between two guises, in pixels of the picture."""
BEHIND = "#8a8f94"
COLOURS = 40
"""Fewer than in other pictures: there are many of these."""
_SCROLL = """id => id
    ? document.getElementById(id).closest("section, details").scrollIntoView()
    : window.scrollTo(0, 0)"""
_END = "() => document.querySelector('main').lastElementChild?.getBoundingClientRect().bottom ?? 0"


class Guise(NamedTuple):
    """How wide a window is, and whether light or dark."""

    width: int
    scheme: Literal["light", "dark"]


GUISES = (Guise(WIDTH, "light"), Guise(PHONE, "light"), Guise(WIDTH, "dark"), Guise(PHONE, "dark"))


class Album:
    """The pictures of one desk, and the addresses of the pages on them."""

    def __init__(self, page: Page, desk: str) -> None:
        self.page, self.desk = page, desk
        self.seen: set[str] = set()

    def open(self, path: str) -> None:
        """Goes to a page of the desk."""
        self.page.goto(f"{self.desk}{path}")

    def take(self, name: str, *, at: str = "", anew: bool = False) -> None:
        """Keeps the page that is open: desk beside phone, light above dark; from `at` on where it names a part of the
        page. `anew`: loaded anew in each guise, for a page that its width changes."""
        light_desk, light_phone, dark_desk, dark_phone = self._guises(at, anew=anew)
        keep(name, [[light_desk, light_phone], [dark_desk, dark_phone]])

    def sheet(self, name: str, paths: Sequence[str]) -> None:
        """Keeps several pages, one beneath the other, each with its guises in a row."""
        rows = []
        for path in paths:
            self.open(path)
            rows.append(self._guises("", anew=path.startswith("/map")))
        keep(name, rows)

    def _guises(self, at: str, *, anew: bool) -> list[Image.Image]:
        self.seen.add(urlsplit(self.page.url).path)
        shown = [self._shown(guise, at, anew=anew) for guise in GUISES]
        height = max(image.height for image in shown)
        return [filled(image, height) for image in shown]

    def _shown(self, guise: Guise, at: str, *, anew: bool) -> Image.Image:
        page = self.page
        page.set_viewport_size({"width": guise.width, "height": HEIGHT})
        page.emulate_media(color_scheme=guise.scheme)
        if anew:
            page.reload()
        page.mouse.move(0, 0)
        page.wait_for_load_state("networkidle")
        page.evaluate(_SCROLL, at)
        height = min(HEIGHT, page.evaluate(_END) + MARGIN)
        clip = {"x": 0, "y": 0, "width": guise.width, "height": height}
        return Image.open(io.BytesIO(page.screenshot(clip=clip)))  # type: ignore[arg-type]


def filled(image: Image.Image, height: int) -> Image.Image:
    """The same image, as high as this, its own ground going on beneath it."""
    whole = Image.new("RGB", (image.width, height), image.convert("RGB").getpixel((1, image.height - 1)))
    whole.paste(image, (0, 0))
    return whole


def keep(name: str, rows: Sequence[Sequence[Image.Image]]) -> None:
    """Writes one picture of all of them, a row beneath the other."""
    width = max(sum(image.width + GAP for image in row) for row in rows) + GAP
    whole = Image.new("RGB", (width, sum(row[0].height + GAP for row in rows) + GAP), BEHIND)
    top = GAP
    for row in rows:
        left = GAP
        for image in row:
            whole.paste(image, (left, top))
            left += image.width + GAP
        top += row[0].height + GAP
    FOLDER.mkdir(parents=True, exist_ok=True)
    target: Path = FOLDER / f"{name}.png"
    target.write_bytes(small_png(whole, COLOURS))
    print(f"{target.name}: {whole.width} x {whole.height}, {target.stat().st_size:,} bytes")
