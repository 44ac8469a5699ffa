"""English words for no people at all in, whether none were harmed or none were reported out."""

from __future__ import annotations

import functools
import re
from typing import Literal

from harmledger.reading.english.words.numbers import BLANKS, alternation, number_lexicon

_TO_BE = r"(?ai:was|were|been|are|is|being)"


@functools.cache
def _sources() -> dict[str, str]:
    words = number_lexicon().none
    nouns = alternation(words.nouns)
    few = rf"(?:[\w’-]{{2,20}}{BLANKS}){{0,3}}?"
    reports = alternation(words.reports)
    return {
        "reports": rf"(?ai:no){BLANKS}{few}{reports}(?:{BLANKS}any)?(?={BLANKS}{few}{nouns}\b)",
        "nobody": rf"{alternation(words.words)}\b",
        "no": rf"(?ai:no|without{BLANKS}any|without)(?={BLANKS}(?:{few}{nouns})\b)",
    }


@functools.cache
def nobody_pattern() -> str:
    """The source of a pattern without groups for words that say that there are no people."""
    return "(?:" + "|".join(_sources().values()) + ")"


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = number_lexicon().none
    few = rf"(?:{BLANKS}[\w’,-]{{2,20}}){{0,6}}?"
    reported = alternation(words.reported)
    return {
        **{name: re.compile(source) for name, source in _sources().items()},
        "reported": re.compile(
            rf"{few}{BLANKS}{_TO_BE}(?:{BLANKS}\w{{2,20}}){{0,2}}?{BLANKS}{reported}\b|{BLANKS}(?:\w{{2,20}}{BLANKS}){{0,2}}?{reported}{BLANKS}"
        ),
    }


def find_nobody(content: str, at: int, stop: int) -> tuple[Literal["none", "none_reported"], int]:
    """What the words of `nobody_pattern` at `at` say, and where they end.

    "No casualties were reported" and "no reports of casualties" are about reports: not zero (law 5).
    """
    patterns = _patterns()
    if found := patterns["reports"].match(content, at, stop):
        return "none_reported", found.end()
    found = patterns["nobody"].match(content, at, stop) or patterns["no"].match(content, at, stop)
    end = found.end() if found else at
    return ("none_reported" if patterns["reported"].match(content, end, stop) else "none"), end
