"""Report, Text and Filing: a capture seen as a document, its words, and where an analyst filed it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from harmledger.records.canonical import mint, sha256

How = Literal["given", "found"]
"""Whether a value came with the capture or was worked out from its content."""
NO_LANGUAGE = "zxx"
"""ISO 639-2 for what is no language, such as a row of a table: no reader of a language reads it."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A captured document. Equal texts under different keys are different reports."""

    id: str
    key: str
    content_sha256: str
    title: str | None = None
    publisher: str | None = None
    published_on: dt.date | None = None
    published_how: How | None = None
    captured_on: dt.date | None = None
    """The day (UTC) on which it was captured: nothing that it tells happened later. Null in older records."""
    language: str | None = None
    """ISO 639-1, or null where it could not be told; NO_LANGUAGE for a row of a table."""
    language_how: How | None = None
    url: str | None = None


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a report as one extractor gave them. A newer extraction is a new Text; claims point to a Text."""

    id: str
    report_id: str
    content: str
    extractor: str
    """Name and version, e.g. `trafilatura 2.3.1`."""


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A report filed by an analyst under an incident of theirs. One report can be filed more than once."""

    id: str
    report_id: str
    incident_key: str


def report_id(*, content_sha256: str, key: str) -> str:
    """A report is its content under its key."""
    return mint("rep", content_sha256, key)


def make_text(*, report_id: str, content: str, extractor: str) -> Text:
    """The Text of a report, with the id that follows from its words and its extractor."""
    text_id = mint("txt", report_id, extractor, sha256(content.encode("utf-8", "surrogatepass")))
    return Text(id=text_id, report_id=report_id, content=content, extractor=extractor)


def make_filing(*, report_id: str, incident_key: str) -> Filing:
    """The filing of a report under an analyst's incident."""
    return Filing(id=mint("fil", report_id, incident_key), report_id=report_id, incident_key=incident_key)
