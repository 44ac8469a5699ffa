"""`data/arabic_blame.toml` in; the words by which an Arabic sentence says who did it, ready for look-up, out."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.phrases import Phrases


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attacks: tuple[str, ...]
    engines: tuple[str, ...]
    bodies: tuple[str, ...]
    occupation: tuple[str, ...]
    verbs: tuple[str, ...]
    through: tuple[str, ...]
    not_doers: tuple[str, ...]
    overflights: tuple[str, ...]
    before_nouns: tuple[str, ...]
    accusing: tuple[str, ...]
    suspecting: tuple[str, ...]


class BlameLexicon(msgspec.Struct, frozen=True):
    """The words of `data/arabic_blame.toml`, folded."""

    attacks: dict[str, bool]
    engines: dict[str, bool]
    bodies: dict[str, bool]
    occupation: dict[str, bool]
    verbs: dict[str, bool]
    through: Phrases[bool]
    not_doers: dict[str, bool]
    overflights: dict[str, bool]
    before_nouns: frozenset[str]
    accusing: dict[str, bool]
    suspecting: dict[str, bool]


@functools.cache
def blame_lexicon() -> BlameLexicon:
    """The words of blame in Arabic."""
    raw = files("harmledger.reading.data").joinpath("arabic_blame.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return BlameLexicon(
        attacks=_table(data.attacks), engines=_table(data.engines), bodies=_table(data.bodies),
        occupation=_table(data.occupation), verbs=_table(data.verbs),
        through=Phrases(dict.fromkeys(data.through, True)), not_doers=_table(data.not_doers),
        overflights=_table(data.overflights), before_nouns=frozenset(map(fold, data.before_nouns)),
        accusing=_table(data.accusing), suspecting=_table(data.suspecting),
    )  # fmt: skip


@functools.cache
def deeds() -> frozenset[str]:
    """The words for attacks, for what does them and for who does them, folded."""
    lexicon = blame_lexicon()
    return frozenset((*lexicon.attacks, *lexicon.engines, *lexicon.bodies, *lexicon.verbs))


def _table(words: Sequence[str]) -> dict[str, bool]:
    return {fold(word): True for word in words}
