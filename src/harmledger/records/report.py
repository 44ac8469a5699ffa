"""Report, Text and Filing: a capture seen as a document, its words, and where an analyst filed it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import msgspec

from harmledger.records.canonical import mint, sha256
from harmledger.records.span import Span

How = Literal["given", "found"]
"""Whether a value came with the capture or was worked out from its content."""
NO_LANGUAGE = "zxx"
"""ISO 639-2 for what is no language, such as a row of a table: no reader of a language reads it."""
_PARTING = "\n\n"
"""What parts a text from the title behind it: an empty line, as between paragraphs."""
_LONGEST_TITLE = 600
"""Code points. What is longer is no headline, whoever named it so."""
_WORD = re.compile(r"\w+")


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
    title: Span | None = None
    """Where the report's title stands behind its words; null where these hold it, or there is none."""

    @property
    def body(self) -> str:
        """The words without the title behind them: the text as it was captured."""
        return self.content if self.title is None else self.content[: self.title.start - len(_PARTING)]


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A report filed by an analyst under an incident of theirs. One report can be filed more than once."""

    id: str
    report_id: str
    incident_key: str


def report_id(*, content_sha256: str, key: str) -> str:
    """A report is its content under its key."""
    return mint("rep", content_sha256, key)


def make_text(*, report_id: str, content: str, extractor: str, title: str | None = None) -> Text:
    """The Text of a report, with the id that follows from its words and its extractor.

    A title that `content` does not hold is put behind it, parted by an empty line: claims can point to its words.
    Offsets in `content` stay what they are, and so does the id.
    """
    text_id = mint("txt", report_id, extractor, sha256(content.encode("utf-8", "surrogatepass")))
    place = None
    if title is not None and _is_missing(title, content):
        place = Span(len(content) + len(_PARTING), len(content) + len(_PARTING) + len(title))
        content = f"{content}{_PARTING}{title}"
    return Text(id=text_id, report_id=report_id, content=content, extractor=extractor, title=place)


def _is_missing(title: str, content: str) -> bool:
    """Whether the words of `title` do not stand in `content`, in whatever case and parted by whatever signs."""
    if len(title) > _LONGEST_TITLE or _WORD.search(title) is None:
        return False
    return f" {_words(title)} " not in f" {_words(content)} "


def _words(content: str) -> str:
    return " ".join(_WORD.findall(content.casefold()))


def make_filing(*, report_id: str, incident_key: str) -> Filing:
    """The filing of a report under an analyst's incident."""
    return Filing(id=mint("fil", report_id, incident_key), report_id=report_id, incident_key=incident_key)
