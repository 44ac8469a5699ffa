"""Gathered and Extracted: what capture hands on; in: bytes with what was told; out: records of a report."""

from __future__ import annotations

import datetime as dt

import msgspec

from harmledger.records.canonical import sha256
from harmledger.records.capture import Capture, capture_id
from harmledger.records.report import Filing, Report, Text


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a table, an archive or an analyst told about a report. Null: not told."""

    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1."""
    published: dt.date | None = None
    incident: str | None = None
    """The analyst's own incident, under which the report is filed."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes taken in, not yet read: a file, a row, an archived response."""

    content: bytes
    sha256: str
    location: str
    """Absolute path, then `#row 4`, `#line 7`, `#record 12` or `#member …`, once for each level."""
    key: str
    """Stable name of the report."""
    media_type: str
    """Sniffed from the content, checked against the name; with `; charset=…` where an archive told one."""
    given: Given = Given()

    @property
    def capture_id(self) -> str:
        """The id that the capture of these bytes from this place has, known before any extraction."""
        return capture_id(sha256=self.sha256, location=self.location)


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """A capture seen as a report, with its words and where it was filed."""

    capture: Capture
    report: Report
    text: Text
    filings: tuple[Filing, ...] = ()


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What the extractor of one format found in a document. Null: not found."""

    content: str
    extractor: str
    """Name and version."""
    title: str | None = None
    publisher: str | None = None
    published_on: dt.date | None = None
    language: str | None = None
    """The document's own word for its language; often wrong, so only used where the text does not tell."""
    url: str | None = None


def gathered(*, content: bytes, location: str, key: str, media_type: str, given: Given) -> Gathered:
    """The Gathered of `content`, with its SHA-256."""
    return Gathered(
        content=content,
        sha256=sha256(content),
        location=location,
        key=key,
        media_type=media_type,
        given=given,
    )
