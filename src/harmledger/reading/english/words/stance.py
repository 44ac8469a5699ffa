"""The lexicon of denying, doubting and conceding in (data/english_stance.toml), compiled patterns out."""

from __future__ import annotations

import functools
import re
import string
import tomllib
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.records.claim import About, Stance

_FEW_WORDS = r"(?:[\w’'-]+\s{1,3}){0,4}?"
_GROUP = re.compile(r"\((?!\?)")
"""Nothing is asked of the groups of a phrase."""
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_ORDER: tuple[About, ...] = ("responsibility", "means", "civilian_status", "number", "harm")


class StancePattern(NamedTuple):
    """Words by which a voice takes a stance."""

    pattern: re.Pattern[str]
    """Looked for in small letters."""
    stance: Stance
    about: About
    party: bool
    """Means so only in the mouth of a party to the conflict."""


class _Group(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    stance: Stance
    about: About
    party: bool = False
    words: list[str]


class _Comments(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    doubts: str
    denies: str
    nouns: str


class _Words(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    words: str


class _Unreal(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    governing: str
    aims: str
    calls: str
    modals: str
    conditions: str


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    patterns: list[_Group]
    gate: _Words
    victims: _Words
    withheld: _Words
    comments: _Comments
    objects: dict[About, str]
    unreal: _Unreal


class StanceLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """How denials, doubts and concessions are worded, and what did not happen."""

    patterns: tuple[StancePattern, ...]
    comments: tuple[StancePattern, ...]
    gate: re.Pattern[str]
    """Stands in every sentence that holds a denial, a doubt or a concession."""
    objects: tuple[tuple[About, re.Pattern[str]], ...]
    victims: re.Pattern[str]
    withheld: re.Pattern[str]
    """Stands at the end of what precedes a responsibility that nobody took."""
    governing: frozenset[str]
    aims: frozenset[str]
    calls: frozenset[str]
    modals: frozenset[str]
    conditions: frozenset[str]


@functools.cache
def stance_lexicon() -> StanceLexicon:
    """The words of stance, from `data/english_stance.toml`."""
    raw = files("harmledger.reading.data").joinpath("english_stance.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return StanceLexicon(
        patterns=tuple(_compiled(group) for group in data.patterns),
        comments=_comments(data.comments),
        objects=tuple((about, re.compile(data.objects[about], re.IGNORECASE)) for about in _ORDER),
        gate=re.compile(rf"(?<!\w){any_of(data.gate.words.split())}|[nN]['’][tT]\b"),
        victims=re.compile(rf"\b{any_of(data.victims.words.split())}\b"),
        withheld=re.compile(rf"(?:\b(?:{data.withheld.words})|n['’]t)(?:\s{{1,3}}[\w-]+){{0,3}}\s{{1,3}}$"),
        governing=frozenset(data.unreal.governing.split()),
        aims=frozenset(data.unreal.aims.split()),
        calls=frozenset(data.unreal.calls.split()),
        modals=frozenset(data.unreal.modals.split()),
        conditions=frozenset(data.unreal.conditions.split()),
    )


def _compiled(group: _Group) -> StancePattern:
    phrases = (_GROUP.sub("(?:", phrase).replace("_", _FEW_WORDS) for phrase in group.words)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})".replace(" ", r"\s{1,3}"))
    return StancePattern(pattern, group.stance, group.about, group.party)


def in_small_letters(words: str) -> str:
    """`words`, as long as they were, without capitals of ASCII: what the patterns of this lexicon are looked for in."""
    return words.translate(_SMALL)


def _comments(comments: _Comments) -> tuple[StancePattern, ...]:
    made: list[StancePattern] = []
    stances: tuple[tuple[str, Stance], ...] = ((comments.doubts, "doubts"), (comments.denies, "denies"))
    for words, stance in stances:
        # at most two words may stand between: "unverified local reports"
        between = r"\s{1,3}(?:[\w-]+\s{1,3}){0,2}?"
        pattern = rf"\b{any_of(words.split())}{between}{any_of(comments.nouns.split())}[sS]?\b"
        made.append(StancePattern(re.compile(pattern), stance, "occurrence", False))
    return tuple(made)
