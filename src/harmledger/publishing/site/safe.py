"""Hostile words in, the same words out with nothing left that could act: shown characters, web links, file
names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harmledger.records.canonical import mint

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, line separators, the two bidi overrides (they make 15 read as 51), and what is no
character."""
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OUR_ID = re.compile(r"[a-z]{2,8}-[0-9a-f]{24}")
MOST_OF_A_NAME = 300
_BRIEF_ID = 10
_SHOWN_SCHEMES = ("http", "https")


def shown(words: str) -> str:
    """`words` with every character that acts instead of being read shown by its code point, as `‹U+202E›`."""
    return ACTING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", words)


def brief(words: str) -> str:
    """`shown` for a name, a title or an address: no page gives it more than `MOST_OF_A_NAME` characters."""
    return shown(words) if len(words) <= MOST_OF_A_NAME else f"{shown(words[:MOST_OF_A_NAME])}…"


def brief_id(key: str) -> str:
    """A key in running words: of one of our ids the beginning, which the whole of it stands near."""
    return f"{key[:_BRIEF_ID]}…" if _OUR_ID.fullmatch(key) else brief(key)


def one_line(words: str) -> str:
    """`words` for a place that cannot isolate direction (a page's title, an attribute): no bidi mark, single
    blanks."""
    return " ".join(brief(_BIDI.sub("", words)).split())


def web_link(url: str | None) -> str | None:
    """`url` if it is plainly a page of the web, else null: no other scheme ever becomes a link."""
    if url is None or shown(url) != url or url.split() != [url]:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _SHOWN_SCHEMES and parts.netloc else None


def file_name(record_id: str) -> str:
    """A file name that stands for `record_id`: the id where it is one of ours, else an id made from it."""
    return record_id if _OUR_ID.fullmatch(record_id) else mint("page", record_id)
