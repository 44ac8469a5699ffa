"""The words of a sentence in, what they say of means, evidence and extent out, by the lexicon."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from harmledger.reading.arabic.when.lexicon import date_words
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word
from harmledger.records.claim import Extent, Means
from harmledger.records.span import Span

_OPENING = 4
"""Words of a sentence within which it names what it goes on about."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    means: dict[str, tuple[str, ...]]
    evidence: dict[str, tuple[str, ...]]
    extent: dict[Extent, tuple[str, ...]]
    goes_on: dict[str, tuple[str, ...]]
    counting: dict[str, tuple[str, ...]]


class _Lexicon(msgspec.Struct, frozen=True):
    means: Phrases[int]
    """Rank of the group: the lowest counts."""
    names: tuple[Means, ...]
    evidence: Phrases[bool]
    extent: Phrases[Extent]
    goes_on: Phrases[bool]
    counting: Phrases[bool]


@functools.cache
def _lexicon() -> _Lexicon:
    raw = files("harmledger.reading.data").joinpath("arabic_means.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    groups = list(data.means.items())
    return _Lexicon(
        means=Phrases(
            {word: rank for rank, (_, words) in reversed(list(enumerate(groups))) for word in words}
        ),
        names=tuple(msgspec.convert(name.removesuffix("_generic"), Means) for name, _ in groups),
        evidence=Phrases(dict.fromkeys(data.evidence["words"], True)),
        extent=Phrases({phrase: extent for extent, phrases in data.extent.items() for phrase in phrases}),
        goes_on=Phrases(dict.fromkeys(data.goes_on["words"], True)),
        counting=Phrases(dict.fromkeys(data.counting["words"], True)),
    )


def means_in(words: Sequence[Word]) -> Means | None:
    """By what means harm was done: the most specific word wins over its order."""
    lexicon = _lexicon()
    ranks = (found[0] for at in range(len(words)) if (found := lexicon.means.at(words, at)) is not None)
    rank = min(ranks, default=None)
    return None if rank is None else lexicon.names[rank]


def evidence_in(text: Folded, words: Sequence[Word]) -> tuple[Span, ...]:
    """Where images, records or lists of names are mentioned."""
    found = ((at, _lexicon().evidence.at(words, at)) for at in range(len(words)))
    return tuple(
        text.span(words[at].start, words[at + one[1] - 1].end) for at, one in found if one is not None
    )


def extent_in(words: Sequence[Word]) -> Extent:
    """Whether one incident is spoken of, several together, or a whole conflict: the widest that is named."""
    found = {one[0] for at in range(len(words)) if (one := _lexicon().extent.at(words, at)) is not None}
    widest: tuple[Extent, ...] = ("conflict_total", "aggregate")
    return next((extent for extent in widest if extent in found), "incident")


def counts_over_time(words: Sequence[Word]) -> bool:
    """Whether a sentence says that somebody documented or recorded: with a month, that is a count of the month."""
    return _stands(_lexicon().counting, words)


def names_a_month(words: Sequence[Word]) -> bool:
    """Whether a month stands there, with a day or without."""
    return _stands(_months(), words)


@functools.cache
def _months() -> Phrases[int]:
    return Phrases(dict(date_words().months))


def goes_on(words: Sequence[Word]) -> bool:
    """Whether a sentence begins by speaking of "the attacks": those that the sentence before told of together."""
    return _stands(_lexicon().goes_on, words, most=_OPENING)


def _stands(phrases: Phrases[bool] | Phrases[int], words: Sequence[Word], most: int | None = None) -> bool:
    """Whether any of the phrases begins at one of the first `most` words; null: at any."""
    return any(phrases.at(words, at) is not None for at in range(len(words))[:most])
