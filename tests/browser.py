"""What every test that looks at a page needs: a real Chromium out, or a test that fails and says why."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The shell is the same engine without the windows around it, which takes half as long."""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_PATIENCE_MS = 30_000
"""How long a page may take to show what it should: other tests run beside this one."""
_RUN = "async () => (await axe.run({preload: false, resultTypes: ['violations']})).violations"
"""Of what a page does right, nothing is gathered: that takes longer than to look."""


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """A browser. A test fails without one: what nobody looked at is not known to hold."""
    if CHROMIUM is None:
        pytest.fail("no Chromium to open pages in: run tools/browser", pytrace=False)
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def a_page(browser: Browser, *asking: str, expected: str = "(?!)") -> Iterator[Page]:
    """A page that fails its test if it asks for anything that does not begin with one of `asking`, if a script breaks,
    or if its console tells of an error that `expected` (a pattern; by itself it matches none) does not match."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert [url for url in asked if not url.startswith(asking)] == []
    assert [words for words in broken if not re.search(expected, words)] == []


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or critical: each with its rule and the first place where it stands."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return [
        f"{each['id']}: {each['nodes'][0]['target']} {each['help']}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
