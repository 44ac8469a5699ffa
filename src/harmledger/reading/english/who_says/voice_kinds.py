"""The words that name a speaker in, the kind of speaker out."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

from harmledger.reading.actors import Actors
from harmledger.records.voice import VoiceKind

_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:al|el|bin|ibn|de|van|von|abu|um)[ -]?)?[ -][A-Z][\w.’'-]+")
_LONGEST = 300
"""Code points of a noun phrase that are looked at: who speaks stands near its beginning."""
_ARMED = frozenset({"army", "coalition", "armed_group", "militia"})


class _Kind(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kind: VoiceKind
    words: list[str]
    capitals: list[str]


class _Words(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    words: str


class _Pronouns(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    persons: str
    bodies: str
    speakers_themselves: str


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kinds: list[_Kind]
    short_forms: _Words
    pronouns: _Pronouns
    titles: _Words


class VoiceLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Patterns for kinds of speakers, in the order in which they are tried, and words that stand for a
    fuller name."""

    kinds: tuple[tuple[VoiceKind, re.Pattern[str]], ...]
    short_forms: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    speakers_themselves: frozenset[str]
    titles: frozenset[str]


@functools.cache
def voice_lexicon() -> VoiceLexicon:
    """The words for speakers, from `data/english_voices.toml`."""
    raw = files("harmledger.reading.data").joinpath("english_voices.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return VoiceLexicon(
        kinds=tuple((group.kind, _pattern(group)) for group in data.kinds),
        short_forms=frozenset(data.short_forms.words.split()),
        persons=frozenset(data.pronouns.persons.split()),
        bodies=frozenset(data.pronouns.bodies.split()),
        speakers_themselves=frozenset(data.pronouns.speakers_themselves.split()),
        titles=frozenset(data.titles.words.split()),
    )


def _pattern(group: _Kind) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(group.words, key=len, reverse=True))
    capitals = "".join(rf"|(?<!\w){re.escape(word)}(?!\w)" for word in group.capitals)
    return re.compile(rf"(?i:\b(?:{words})s?\b){capitals}")


def kind_of(name: str) -> VoiceKind:
    """The kind of speaker that `name` (a noun phrase as it stands in a text) names; `unknown` where it does
    not show."""
    return _kind_of(name[:_LONGEST])


@functools.lru_cache(maxsize=4096)
def _kind_of(name: str) -> VoiceKind:
    if name.startswith("@"):
        return "account"
    lexicon = voice_lexicon()
    fitting = next((kind for kind, pattern in lexicon.kinds if pattern.search(name)), None)
    if fitting not in _BEFORE_ACTORS and any(m.kind in _ARMED for m in Actors.load().find(name)):
        return "armed_actor"
    if fitting is not None:
        return fitting
    first = name.lower().removeprefix("the ").split(" ", 1)[0].rstrip(".")
    return (
        "person" if first in lexicon.persons or first in lexicon.titles or _NAME.search(name) else "unknown"
    )


_BEFORE_ACTORS: frozenset[VoiceKind | None] = frozenset(
    {
        "un_body",
        "rescue_service",
        "hospital",
        "ministry",
        "monitor",
        "police",
        "agency",
        "outlet",
        "witness",
        "local_sources",
    }
)
"""Kinds that a party's name does not change: a party's ministry, hospital or police is still that."""
