"""A Gathered to its Report and Text; in: bytes and what was told of them; out: records or a refusal. Pure.

What reads a format is loaded where the first document of that format is met: tables and plain text, the usual
input, need none of the libraries for pages and office files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib.metadata import version

from harmledger.capture.address import day_of_address
from harmledger.capture.dateline import dateline
from harmledger.capture.gathered import Extracted, Gathered, Given, Words
from harmledger.capture.kinds import bare_type, declared_charset
from harmledger.capture.language import detect_language, language_code
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.mail import mail_words, parse_message
from harmledger.capture.media import DOCX, HTML, MAIL, MARKDOWN, PDF, PLAIN, ROW
from harmledger.capture.plain_text import plain_words
from harmledger.capture.refusing import refusal
from harmledger.errors import InputRefused
from harmledger.records.capture import Capture
from harmledger.records.refusal import Refusal
from harmledger.records.report import Filing, How, Report, make_filing, make_text, report_id

HOW = f"harmledger {version('harmledger')}"
_A_DAY = dt.timedelta(days=1)
AS_GIVEN = "text as given 1"
"""The extractor of a row's text: not a character is changed."""


def extract(item: Gathered, *, limits: CaptureLimits, captured_at: str) -> Extracted | Refusal:
    """The report in `item`: a function of the arguments alone; bad input gives a refusal and raises nothing.

    `captured_at`: UTC, ISO 8601 with `Z`; no later day is taken for a publication date.
    """
    # it is tomorrow already in the east
    latest = dt.date.fromisoformat(captured_at[:10]) + _A_DAY
    try:
        words = _words(item, latest, limits)
        _check(words, limits)
    except InputRefused as refused:
        return refusal(refused, item.location)
    report = _report(item, words, latest)
    return Extracted(
        capture=_capture(item, captured_at),
        report=report,
        text=make_text(
            report_id=report.id, content=words.content, extractor=words.extractor, title=report.title
        ),
        filings=_filings(item.given, report),
    )


def _words(item: Gathered, latest: dt.date, limits: CaptureLimits) -> Words:
    """The words of `item`, by the extractor of its kind."""
    kind = bare_type(item.media_type)
    if kind == ROW and item.given.text is not None:
        return Words(content=item.given.text, extractor=AS_GIVEN)
    reader = _READERS.get(kind)
    if reader is None:
        raise InputRefused("unknown_kind", found=kind)
    return reader(item, latest, limits)


def _plain(item: Gathered, _latest: dt.date, _limits: CaptureLimits) -> Words:
    return plain_words(item.content, charset=declared_charset(item.media_type))


def _html(item: Gathered, latest: dt.date, limits: CaptureLimits) -> Words:
    from harmledger.capture.html import html_words

    charset = declared_charset(item.media_type)
    return html_words(item.content, charset=charset, url=item.given.url, not_after=latest, limits=limits)


def _pdf(item: Gathered, _latest: dt.date, limits: CaptureLimits) -> Words:
    from harmledger.capture.pdf import pdf_words

    return pdf_words(item.content, limits)


def _docx(item: Gathered, _latest: dt.date, limits: CaptureLimits) -> Words:
    from harmledger.capture.docx import docx_words

    return docx_words(item.content, limits)


def _mail(item: Gathered, latest: dt.date, limits: CaptureLimits) -> Words:
    """A message; where its text is HTML only, that is read as a page and the headers tell the rest."""
    message = parse_message(item.content, limits)
    words, page, charset = mail_words(message)
    if page is None:
        return words
    from harmledger.capture.html import html_words

    inner = html_words(page, charset=charset, url=None, not_after=latest, limits=limits)
    return Words(
        content=inner.content,
        extractor=f"{words.extractor}, {inner.extractor}",
        title=words.title,
        publisher=words.publisher,
        published_on=words.published_on,
        language=inner.language,
    )


_READERS: dict[str, Callable[[Gathered, dt.date, CaptureLimits], Words]] = {
    PLAIN: _plain, MARKDOWN: _plain, HTML: _html, PDF: _pdf, DOCX: _docx, MAIL: _mail,
}  # fmt: skip


def _check(words: Words, limits: CaptureLimits) -> None:
    """Raises InputRefused for a text that is blank or too long."""
    if not words.content.strip():
        raise InputRefused("no_text")
    if len(words.content) > limits.text_characters_max:
        raise InputRefused("too_many_characters", limit=limits.text_characters_max)


def _capture(item: Gathered, captured_at: str) -> Capture:
    return Capture(
        id=item.capture_id,
        sha256=item.sha256,
        size_bytes=len(item.content),
        media_type=item.media_type,
        location=item.location,
        captured_at=captured_at,
        how=HOW,
    )


def _report(item: Gathered, words: Words, latest: dt.date) -> Report:
    """The report: what was given stands; what was not is found in the document, where it can be."""
    given = item.given
    published_on = given.published or _published_on(item, words, latest)
    language = given.language or detect_language(words.content) or language_code(words.language)
    return Report(
        id=report_id(content_sha256=item.sha256, key=item.key),
        key=item.key,
        content_sha256=item.sha256,
        title=given.title or words.title,
        publisher=given.publisher or words.publisher,
        published_on=published_on,
        published_how=_how(given.published, published_on),
        captured_on=latest - _A_DAY,
        language=language,
        language_how=_how(given.language, language),
        url=given.url or words.url,
    )


def _published_on(item: Gathered, words: Words, latest: dt.date) -> dt.date | None:
    """The date in the document's own metadata, else the one in its address, else the one it bears at its top; for a
    row's text, the one in its address alone.

    Whoever made a table could have filled its column: a date in the text may be that of the event.
    """
    if words.published_on is not None and words.published_on <= latest:
        return words.published_on
    addressed = day_of_address(item.given.url or words.url, not_after=latest)
    if addressed is not None or bare_type(item.media_type) == ROW:
        return addressed
    return dateline(words.content, not_after=latest)


def _how(given: object, value: object) -> How | None:
    """Whether a value was given or found; null where there is none."""
    if value is None:
        return None
    return "found" if given is None else "given"


def _filings(given: Given, report: Report) -> tuple[Filing, ...]:
    return (make_filing(report_id=report.id, incident_key=given.incident),) if given.incident else ()
