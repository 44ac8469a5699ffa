"""PDF files; in: bytes; out: the words of their text layer, page by page, or a refusal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.version import PYPDFIUM_INFO

from harmledger.capture.gathered import Words
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import one_line, without_surrogates
from harmledger.errors import InputRefused

EXTRACTOR = f"pypdfium2 {PYPDFIUM_INFO.version}"
_PDF_FAULTS = (
    PdfiumError,  # the library's own
    ValueError, OverflowError, IndexError,  # lengths and numbers that its wrapper believes
)  # fmt: skip
_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of PDFium's fpdfview.h."""
_LETTERS_MIN = 16
"""Fewer letters than this in a whole document are a stamp or a page number on scanned pages."""
_FULL_LINE_SHARE = 0.75
"""A line shorter than this share of the page's longest, and ended as a sentence, ends its paragraph."""
_SENTENCE_ENDS = tuple(".!?:…؟۔”\"'»)]")
_HYPHEN_MARKS = ("\ufffe\r\n", "\ufffe", "\x02\r\n", "\x02")
"""What PDFium puts where a line ended in a hyphen."""


def pdf_words(content: bytes, limits: CaptureLimits) -> Words:
    """The text layer of a PDF: lines joined to paragraphs, pages parted by a blank line.

    Raises InputRefused: encrypted, damaged, too many pages, or scanned without a text layer (it needs OCR).
    """
    document = _opened(content)
    try:
        if len(document) > limits.pdf_pages_max:
            raise InputRefused("too_many_pages", pages=len(document), limit=limits.pdf_pages_max)
        pages = list(_pages(document, limits))
        title = one_line(document.get_metadata_value("Title"))
        count = len(document)
    except _PDF_FAULTS as fault:
        raise InputRefused("truncated_or_damaged") from fault
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)
    if sum(map(str.isalpha, text[:10_000])) < _LETTERS_MIN:
        raise InputRefused("needs_ocr", pages=count)
    return Words(content=text, extractor=EXTRACTOR, title=title)


def _opened(content: bytes) -> PdfDocument:
    """The document. Raises InputRefused where it needs a password or is no whole PDF."""
    try:
        return pypdfium2.PdfDocument(content)
    except PdfiumError as fault:
        encrypted = getattr(fault, "err_code", None) == _PASSWORD_ERROR
        raise InputRefused("encrypted" if encrypted else "truncated_or_damaged") from fault


def _pages(document: PdfDocument, limits: CaptureLimits) -> Iterator[str]:
    """The text of each page; the handles of one page are freed before the next is opened."""
    left = limits.text_characters_max
    for page in document:
        layer = page.get_textpage()
        text = page_text(layer.get_text_range())
        layer.close()
        page.close()
        left -= len(text)
        if left < 0:
            raise InputRefused("too_many_characters", limit=limits.text_characters_max)
        yield text


def page_text(raw: str) -> str:
    """The words of a page, with broken words, broken lines and shaped Arabic letters mended."""
    text = without_surrogates(raw)
    for mark in _HYPHEN_MARKS:
        text = text.replace(mark, "")
    lines = [_unshaped(line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    longest = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    open_paragraph = False
    for line in lines:
        if not line:
            open_paragraph = False
            continue
        if open_paragraph:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        open_paragraph = not (line.endswith(_SENTENCE_ENDS) and len(line) < longest * _FULL_LINE_SHARE)
    return "\n\n".join(paragraphs)


def _unshaped(line: str) -> str:
    """Arabic presentation forms, which some PDFs hold, as the letters that they show."""
    if not any("\ufb50" <= character <= "\ufefc" for character in line):
        return line
    return "".join(
        unicodedata.normalize("NFKC", character) if "\ufb50" <= character <= "\ufefc" else character
        for character in line
    )
