"""A real Chromium for the site's pages, that may reach nothing but files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails its test if anything but a file is asked for, or if a script breaks."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert broken == []
