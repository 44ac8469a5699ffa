"""The tests' own gazetteer, and one English reader on it, for the tests of this room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harmledger.places.build import ensure_gazetteer
from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.english.reader import EnglishReader
from harmledger.records.claim import Claim
from harmledger.records.reading import Resolution
from harmledger.records.report import Report, make_text

Read = Callable[..., list[tuple[Claim, Resolution]]]


@pytest.fixture(scope="session")
def gazetteer(cache_dir: Path) -> Iterator[Gazetteer]:
    opened = Gazetteer.open(ensure_gazetteer(cache_dir))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer) -> EnglishReader:
    return EnglishReader(gazetteer)


@pytest.fixture(scope="session")
def read(reader: EnglishReader) -> Read:
    """Text in, its claims with their resolutions out; published on 12 March 2014 by an invented paper."""

    def read_text(
        content: str, publisher: str | None = "The Fjord Daily (invented)"
    ) -> list[tuple[Claim, Resolution]]:
        report = Report(
            id="rep-1", key="r", content_sha256="", publisher=publisher, published_on=dt.date(2014, 3, 12)
        )
        reading = reader.read(report, make_text(report_id="rep-1", content=content, extractor="by hand 1"))
        return list(zip(reading.claims, reading.resolutions, strict=True))

    return read_text
