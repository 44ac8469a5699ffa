"""The words that tie a party to harm, from `data/english_blame.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.words.saying import regular_forms


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    harm: str
    objectless: str
    objects: str
    accusing: str
    owning: str
    suspecting: str
    coming: str
    grounds: str
    holding: str
    gate: list[str]


class BlameWords(msgspec.Struct, frozen=True):
    """What each list means is said in the file."""

    harm: frozenset[str]
    objectless: frozenset[str]
    objects: frozenset[str]
    accusing: frozenset[str]
    owning: frozenset[str]
    suspecting: frozenset[str]
    coming: frozenset[str]
    grounds: frozenset[str]
    holding: frozenset[str]
    gate: re.Pattern[str]


@functools.cache
def blame_words() -> BlameWords:
    """The words that ship with the package."""
    raw = files("harmledger.reading.data").joinpath("english_blame.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return BlameWords(
        harm=_forms(data.harm),
        objectless=_forms(data.objectless),
        objects=_forms(data.objects),
        accusing=_forms(data.accusing),
        owning=_forms(data.owning),
        suspecting=frozenset(data.suspecting.split()),
        coming=frozenset(data.coming.split()),
        grounds=frozenset(data.grounds.split()),
        holding=frozenset(data.holding.split()),
        gate=re.compile(rf"\b{any_of(data.gate)}\b"),
    )


def _forms(lemmas: str) -> frozenset[str]:
    return frozenset(form for lemma in lemmas.split() for form in (lemma, *regular_forms(lemma)))
