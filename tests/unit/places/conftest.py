"""One gazetteer for the tests of this room, built once and kept among pytest's caches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harmledger.places.build import ensure_gazetteer
from harmledger.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    opened = Gazetteer.open(ensure_gazetteer(pytestconfig.cache.mkdir("gazetteer")))
    yield opened
    opened.close()
