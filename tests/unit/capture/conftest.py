"""Fixtures of the capture tests: take a file in, and say what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harmledger.capture import CaptureLimits, ColumnMap, Extracted, Gathered, extract, gather
from harmledger.records.refusal import Refusal

SEEN_AT = "2020-06-01T12:00:00Z"


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., list[Extracted | Refusal]]:
    """Writes bytes under a name, takes them in and gives what came of them, in order."""

    def take_file(
        name: str, content: bytes, *, limits: CaptureLimits | None = None, columns: ColumnMap | None = None
    ) -> list[Extracted | Refusal]:
        bounds = limits or CaptureLimits()
        path = tmp_path / name
        path.write_bytes(content)
        return [
            extract(item, limits=bounds, captured_at=SEEN_AT) if isinstance(item, Gathered) else item
            for item in gather([path], limits=bounds, columns=columns)
        ]

    return take_file


@pytest.fixture
def read(take: Callable[..., list[Extracted | Refusal]]) -> Callable[..., Extracted]:
    """As `take`, for a file that is one good report."""

    def read_file(name: str, content: bytes, **options: object) -> Extracted:
        (result,) = take(name, content, **options)
        assert isinstance(result, Extracted), result
        return result

    return read_file


@pytest.fixture
def refused(take: Callable[..., list[Extracted | Refusal]]) -> Callable[..., str]:
    """As `take`, for a file that is refused as a whole: the code."""

    def refused_file(name: str, content: bytes, **options: object) -> str:
        (result,) = take(name, content, **options)
        assert isinstance(result, Refusal), result
        assert result.location.endswith(name)
        return result.code

    return refused_file
