"""A record's site in, the pictures of the docs out (`docs/img/`): its pages as headless Chromium shows them.

harmledger build examples/reports --out demo --report-pages
python tools/pictures.py demo
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from harmledger.publishing.site.addresses import incident_page, report_page

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "img"
WIDTH = 1200
MARGIN = 24
COLOURS = 64
"""The site has few: so many keep its type sharp and a picture below 200 kB."""


class Picture(NamedTuple):
    """What to show: a page of the site, from its top down to the end of the last thing that matters."""

    name: str
    page: str
    down_to: str


def main() -> None:
    """Writes the pictures of the record that is named on the command line."""
    record = Path(sys.argv[1])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for picture in chosen(record / "release"):
            target = PICTURES / f"{picture.name}.png"
            target.write_bytes(with_few_colours(taken(browser, record / "site", picture)))
            print(f"{target}: {target.stat().st_size:,} bytes")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def chosen(release: Path) -> Iterator[Picture]:
    """The list, the incident that most reports tell of, and the report with most of its claims."""
    incident = max(lines(release / "incidents.jsonl"), key=lambda each: (len(each["reports"]), each["id"]))
    told = Counter(each["report"] for each in lines(release / "claims.jsonl"))
    report = max(lines(release / "reports.jsonl"), key=lambda each: (told[each["key"]], each["key"]))
    yield Picture("index", "index.html", "#incidents")
    yield Picture("incident", incident_page(incident["id"]), "[aria-labelledby=voices]")
    yield Picture("report", report_page(report["id"]), ".reader")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text("utf-8").splitlines())


def taken(browser: Browser, site: Path, picture: Picture) -> bytes:
    """The picture as PNG, in the light scheme."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 800}, color_scheme="light")
    page.goto((site / picture.page).resolve().as_uri())
    end = page.locator(picture.down_to).bounding_box()
    if end is None:
        sys.exit(f"{picture.page} does not show {picture.down_to}")
    height = end["y"] + end["height"] + MARGIN
    png = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
    page.close()
    return png


def with_few_colours(png: bytes) -> bytes:
    """The same picture with a palette."""
    return small_png(Image.open(io.BytesIO(png)))


def small_png(image: Image.Image, colours: int = COLOURS) -> bytes:
    """A picture as a PNG with a palette."""
    small = io.BytesIO()
    image.convert("RGB").quantize(colours).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
