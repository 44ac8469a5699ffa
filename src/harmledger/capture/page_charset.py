"""The encoding that an HTML page names for itself; in: bytes; out: a name, or null."""

from __future__ import annotations

import re

_SCANNED_BYTES = 4096
"""The HTML standard looks at 1,024; real pages put scripts before the declaration."""
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_XML = re.compile(
    rb"\A\s{0,99}<\?xml\b[^>]{0,200}?encoding\s?=\s?[\"']([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)


def charset_of_page(content: bytes) -> str | None:
    """The charset of the first `<meta>` or XML declaration that names one."""
    head = content[:_SCANNED_BYTES]
    found = _XML.search(head) or _META.search(head)
    return found[1].decode("ascii") if found else None
