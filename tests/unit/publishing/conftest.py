"""A release made once for the tests of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_release import released_in_full


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with a site. Not to be changed."""
    return released_in_full(tmp_path_factory.mktemp("releases"), "en")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without a site, which is sooner verified."""
    return released_in_full(tmp_path_factory.mktemp("bare"), None)
