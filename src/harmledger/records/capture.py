"""Capture: bytes taken in."""

from __future__ import annotations

import msgspec

from harmledger.records.canonical import mint


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One taking-in of bytes: what (SHA-256), from where, when and how. Never changes."""

    id: str
    sha256: str
    size_bytes: int
    media_type: str
    location: str
    """Where from: a path, or `archive.warc.gz#record 12`, `table.csv#row 4`. Internal: never published."""
    captured_at: str
    """UTC, ISO 8601 with seconds and `Z`."""
    how: str
    """The program and version that took it in."""


def capture_id(*, sha256: str, location: str) -> str:
    """The same bytes from the same place are one capture; from two places, one content and two captures."""
    return mint("cap", sha256, location)
