"""Text and Markdown files; in: bytes; out: their characters as they are, with the title of a heading."""

from __future__ import annotations

from harmledger.capture.decoding import decode
from harmledger.capture.gathered import Words
from harmledger.capture.naming import one_line

EXTRACTOR = "plain text 1"
_HEADING_LINES = 5
"""A heading further down is that of a part."""


def plain_words(content: bytes, *, charset: str | None) -> Words:
    """All characters of a text file but a byte order mark: blanks and line ends stay, since spans count them.

    Raises InputRefused: undecodable, or cut inside a character.
    """
    text, encoding = decode(content, declared=(charset,))
    return Words(content=text, extractor=f"{EXTRACTOR} ({encoding})", title=_heading(text))


def _heading(text: str) -> str | None:
    """The leading Markdown heading, where the text begins with one."""
    for line in text[:4_000].splitlines()[:_HEADING_LINES]:
        if line.startswith("# "):
            return one_line(line[2:].strip().rstrip("#"))
        if line.strip():
            return None
    return None
