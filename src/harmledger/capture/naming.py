"""Hostile names and metadata to one plain line; in: any string from a file or a library; out: safe text."""

from __future__ import annotations

SHORT_CHARACTERS_MAX = 1_000
"""Titles and names longer than this are cut: no honest one is."""


def without_surrogates(text: str) -> str:
    """`text` with each lone surrogate as U+FFFD: as long as before, and it can be written as UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def file_name(name: str) -> str:
    """A path or name as text; bytes of it that are no UTF-8 become `\\xNN`, so that two stay different."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def one_line(value: str | None) -> str | None:
    """`value` with blanks and line ends drawn together, cut to a line; null where nothing is left."""
    if value is None:
        return None
    flat = " ".join(without_surrogates(value[: SHORT_CHARACTERS_MAX * 4]).split())
    return flat[:SHORT_CHARACTERS_MAX] or None
