"""Phrases in, the source of a pattern that finds any of them out: a search looks at each beginning that they share only
once, so that its cost hardly grows with a lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

_END = ""
_Tree: TypeAlias = "dict[str, _Tree]"


def any_of(phrases: Iterable[str], *, blank: str = " ") -> str:
    """The source of a pattern for the longest of `phrases` that stands at a place, with small or capital letters (of
    ASCII; so that a look-up in lower case hits). `blank` is the source of what may stand for a blank in them.

    Letters stand as sets of two, which Python's `re` rules out before it tries what follows them; those under
    `re.IGNORECASE` it does not, which makes a long list some five times as slow.
    """
    tree: _Tree = {}
    for phrase in phrases:
        at = tree
        for letter in phrase.lower():
            at = at.setdefault(letter, {})
        at[_END] = {}
    return _source(tree, blank)


def _source(tree: Mapping[str, _Tree], blank: str) -> str:
    ways = [_letter(letter, blank) + _source(tree[letter], blank) for letter in sorted(tree) if letter]
    if _END in tree and ways:
        ways.append("")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""


def _letter(letter: str, blank: str) -> str:
    if letter == " ":
        return blank
    return f"[{letter}{letter.upper()}]" if letter.isascii() and letter.isalpha() else re.escape(letter)
