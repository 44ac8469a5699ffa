"""The words of a sentence in, where a voice denies, doubts or concedes what is told out."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word
from harmledger.records.claim import About, Stance


class StanceFound(NamedTuple):
    """What a voice does with what is told, and the first word that says so."""

    stance: Stance
    about: About
    at: int


class _Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stance: Stance
    about: About
    phrases: tuple[str, ...]


@functools.cache
def _patterns() -> Phrases[tuple[Stance, About]]:
    raw = files("harmledger.reading.data").joinpath("arabic_stance.toml").read_text("utf-8")
    patterns = msgspec.convert(tomllib.loads(raw)["patterns"], tuple[_Pattern, ...])
    return Phrases({phrase: (one.stance, one.about) for one in patterns for phrase in one.phrases})


def stance_in(words: Sequence[Word]) -> StanceFound | None:
    """The first denial, doubt or concession of a sentence; null where it is plainly told."""
    for at in range(len(words)):
        found = _patterns().at(words, at)
        if found is not None:
            return StanceFound(*found[0], at)
    return None
