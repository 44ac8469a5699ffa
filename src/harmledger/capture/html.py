"""HTML pages; in: bytes; out: the main text with title, publisher, date and language, or a refusal."""

from __future__ import annotations

import datetime as dt
import logging

import trafilatura
from htmldate.settings import MIN_DATE
from lxml.etree import ErrorTypes, LxmlError  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)
from trafilatura import bare_extraction
from trafilatura.settings import Document

from harmledger.capture.decoding import decode
from harmledger.capture.gathered import Words
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import one_line, without_surrogates
from harmledger.capture.page_charset import charset_of_page
from harmledger.errors import InputRefused

EXTRACTOR = f"trafilatura {trafilatura.__version__}"
_TREE_FAULTS = (LxmlError, ValueError)
"""What lxml raises for bytes that hold no element at all."""
_EXTRACTION_FAULTS = (
    LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError,
)  # fmt: skip
"""What trafilatura, htmldate and justext let through for hostile pages, found by mutating them."""

for _name in ("trafilatura", "htmldate", "justext", "courlan"):
    # they log what they drop at warning level; we say it ourselves, as a refusal
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def html_words(
    content: bytes, *, charset: str | None, url: str | None, not_after: dt.date, limits: CaptureLimits
) -> Words:
    """The main text of a page, paragraphs parted by a blank line.

    `charset` is what the transport told. A date after `not_after` is none.
    Raises InputRefused: no text, undecodable, or nested or long beyond what can be read whole.
    """
    text, _ = decode(content, declared=(charset, charset_of_page(content)))
    tree = _tree(text, limits)
    language = one_line(tree.get("lang"))  # read before the extractor prunes the tree
    document = _document(tree, url, not_after)
    main = without_surrogates(document.text or "") if document is not None else ""
    if document is None or not main.strip():
        raise InputRefused("no_text")
    return Words(
        content="\n\n".join(line for line in main.split("\n") if line.strip()),
        extractor=EXTRACTOR,
        title=one_line(document.title),
        publisher=one_line(document.sitename),
        published_on=dt.date.fromisoformat(document.date) if document.date else None,
        language=language,
        url=one_line(document.url),
    )


def _tree(text: str, limits: CaptureLimits) -> HtmlElement:
    """The page as a tree. Raises InputRefused where the parser gave up: half a page is not the page."""
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(without_surrogates(text).encode(), parser=parser)
    except _TREE_FAULTS as fault:
        raise InputRefused("no_text") from fault
    if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputRefused("page_too_deep_or_long")
    count = 0
    for count, _ in enumerate(tree.iter(), start=1):
        if count > limits.html_elements_max:
            raise InputRefused("page_with_too_many_elements", limit=limits.html_elements_max)
    return tree


def _document(tree: HtmlElement, url: str | None, not_after: dt.date) -> Document | None:
    """What trafilatura finds. Dates from markup only: a wider search takes years from footers."""
    dating = {
        "original_date": True,
        "extensive_search": False,
        "min_date": MIN_DATE.date().isoformat(),
        "max_date": not_after.isoformat(),
    }
    try:
        document = bare_extraction(
            tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=dating
        )
    except _EXTRACTION_FAULTS as fault:
        raise InputRefused("extractor_broke", extractor=EXTRACTOR, fault=type(fault).__name__) from fault
    return document if isinstance(document, Document) else None
