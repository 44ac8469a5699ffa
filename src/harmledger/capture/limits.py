"""CaptureLimits: how much one input may hold, expand to or nest; in: nothing; out: bounds."""

from __future__ import annotations

import msgspec

MIB = 1024 * 1024


class CaptureLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds that keep one hostile or broken input from taking the machine; what passes them is refused."""

    content_bytes_max: int = 64 * MIB
    """Bytes of one report, held in memory at once."""
    expanded_bytes_max: int = 64 * 1024 * MIB
    """Bytes that one archive, with all inside it, may expand to."""
    expansion_ratio_max: int = 200
    """Expanded bytes for each byte of the archive. Deflate reaches 1032; archived pages stay under 50."""
    expansion_free_bytes: int = 16 * MIB
    """An archive may expand so far whatever the ratio: a small table of equal rows is no attack."""
    office_bytes_max: int = 512 * MIB
    """Bytes that the parts of one DOCX or XLSX may expand to: their libraries hold some parts in memory."""
    nesting_max: int = 3
    """Archives, mailboxes and messages inside each other: WARC in WACZ in ZIP is three."""
    members_max: int = 200_000
    """Members of one ZIP: its directory is held in memory."""
    mail_parts_max: int = 500
    """Parts of one message."""
    row_bytes_max: int = 16 * MIB
    """Bytes of one line of JSONL, characters of one row of CSV."""
    columns_max: int = 1_000
    sheet_rows_max: int = 1_048_576
    """Rows of one sheet: what Excel itself allows."""
    pdf_pages_max: int = 3_000
    html_elements_max: int = 100_000
    """Elements of one page; 50,000 links take trafilatura five seconds (measured)."""
    text_characters_max: int = 10_000_000
    """Code points of one text."""
