"""A real Chromium for the site's pages, that may reach nothing but files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_hostile import hostile
from made_up_many import ManyIncidents
from made_up_market import harrow_ford
from playwright.sync_api import Browser, Page

from browser import a_page
from harmledger.publishing.site.write import write_site


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails its test if anything but a file is asked for, or if a script breaks."""
    with a_page(chromium, "file://") as page:
        yield page


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of one incident, with report pages."""
    site = tmp_path_factory.mktemp("told") / "site"
    write_site(site, harrow_ford(), report_pages=True)
    return site


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a thousand incidents."""
    site = tmp_path_factory.mktemp("many") / "site"
    write_site(site, ManyIncidents(1_000))
    return site


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile record."""
    site = tmp_path_factory.mktemp("taken") / "site"
    write_site(site, hostile(), report_pages=True)
    return site
