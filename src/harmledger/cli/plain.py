"""Words of any origin in, one line that is safe to print on a terminal out."""

from __future__ import annotations

_KEPT = "\u200c\u200d\u2068\u2069"
"""Joiners that Persian and Arabic need, and the isolates with which our own sentences hold foreign words."""


def plain(words: str) -> str:
    """`words` on one line, without control characters: a report must not steer the terminal that shows it."""
    shown = "".join(c if c.isprintable() or c in _KEPT else " " for c in words)
    return " ".join(shown.split())
