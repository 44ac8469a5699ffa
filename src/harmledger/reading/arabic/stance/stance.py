"""The words of a sentence in, where a voice denies, doubts or concedes what is told out."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word, look_up
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


class _Denied(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]
    reach: int
    """Words behind the verb among which what is denied may begin."""
    responsibility: tuple[str, ...]
    number: tuple[str, ...]
    occurrence: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    denied: _Denied
    patterns: tuple[_Pattern, ...]


class _Lexicon(msgspec.Struct, frozen=True):
    patterns: Phrases[tuple[Stance, About]]
    denying: dict[str, bool]
    denied: Phrases[About]
    reach: int


@functools.cache
def _lexicon() -> _Lexicon:
    raw = files("harmledger.reading.data").joinpath("arabic_stance.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    by_object: dict[About, tuple[str, ...]] = {
        "responsibility": data.denied.responsibility,
        "number": data.denied.number,
        "occurrence": data.denied.occurrence,
    }
    return _Lexicon(
        patterns=Phrases(
            {phrase: (one.stance, one.about) for one in data.patterns for phrase in one.phrases}
        ),
        denying={fold(verb): True for verb in data.denied.verbs},
        denied=Phrases({words: about for about, objects in by_object.items() for words in objects}),
        reach=data.denied.reach,
    )


def stance_in(words: Sequence[Word]) -> StanceFound | None:
    """The first denial, doubt or concession of a sentence; null where it is plainly told."""
    for at in range(len(words)):
        found = _lexicon().patterns.at(words, at)
        if found is not None:
            return StanceFound(*found[0], at)
        about = _denied(words, at)
        if about is not None:
            return StanceFound("denies", about, at)
    return None


def _denied(words: Sequence[Word], at: int) -> About | None:
    """What the verb at this word denies (law 6); null where it is no verb of denying, or its object is not known."""
    verb = look_up(words[at].text, _lexicon().denying)
    if verb is None or verb[0].article or verb[0].preposition:
        return None
    behind = range(at + 1, min(len(words), at + 1 + _lexicon().reach))
    found = (_lexicon().denied.at(words, n) for n in behind)
    return next((about[0] for about in found if about is not None), None)
