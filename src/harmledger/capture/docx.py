"""DOCX files; in: bytes; out: their paragraphs and tables in order, or a refusal."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from harmledger.capture.gathered import Words
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import one_line, without_surrogates
from harmledger.capture.zipped import check_office_zip
from harmledger.errors import InputRefused

EXTRACTOR = f"python-docx {version('python-docx')}"
_DOCX_FAULTS = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, OSError,  # the container
    OpcError, PythonDocxError, LxmlError,  # the parts
    KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError, RecursionError,  # links
)  # fmt: skip
"""What python-docx raises for damaged files, found by mutating them: it checks little."""


def docx_words(content: bytes, limits: CaptureLimits) -> Words:
    """The words of a document, paragraphs parted by a blank line, the cells of a row by ` | `.

    Raises InputRefused: encrypted, damaged, or expanding too far.
    """
    check_office_zip(content, limits)
    try:
        with warnings.catch_warnings():
            # python-docx warns of properties that it cannot read; without them we know less, not wrong
            warnings.simplefilter("ignore")
            document = docx.Document(io.BytesIO(content))
            blocks = list(_blocks(document, limits))
            title = one_line(document.core_properties.title)
            language = one_line(document.core_properties.language)
    except _DOCX_FAULTS as fault:
        raise InputRefused("truncated_or_damaged") from fault
    text = without_surrogates("\n\n".join(block for block in blocks if block.strip()))
    return Words(content=text, extractor=EXTRACTOR, title=title, language=language)


def _blocks(document: Document, limits: CaptureLimits) -> Iterator[str]:
    """Each paragraph and each row of a table, in the order of the page."""
    left = limits.text_characters_max
    for block in _in_order(document):
        left -= len(block)
        if left < 0:
            raise InputRefused("too_many_characters", limit=limits.text_characters_max)
        yield block


def _in_order(document: Document) -> Iterator[str]:
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            yield item.text
        elif isinstance(item, Table):
            for row in item.rows:
                yield " | ".join(
                    dict.fromkeys(cell.text.strip() for cell in row.cells)
                )  # a merged cell comes twice
