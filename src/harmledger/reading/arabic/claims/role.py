"""The claims of a report in the order of its sentences in; the same, with which look back or tell of elsewhere, out."""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec

from harmledger.places.settlements import two_settlements
from harmledger.reading.arabic.claims.claims import Found
from harmledger.reading.arabic.claims.means import names_a_month
from harmledger.reading.arabic.when.lexicon import date_words
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word
from harmledger.records.claim import Claim, Role
from harmledger.records.place import Place
from harmledger.records.reading import Resolution

_OPENING = 3
"""Words of a sentence within which it says that it looks back or turns elsewhere."""
_WIDEST_M = 8_000
"""A place that is known less exactly cannot show that another is meant."""

Told = tuple[Claim, Resolution, Found]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    background: tuple[str, ...]
    another_day: tuple[str, ...]
    elsewhere: tuple[str, ...]


class _Phrases(msgspec.Struct, frozen=True):
    background: Phrases[bool]
    another_day: Phrases[bool]
    elsewhere: Phrases[bool]


@functools.cache
def _phrases() -> _Phrases:
    raw = files("harmledger.reading.data").joinpath("arabic_roles.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return _Phrases(_ready(data.background), _ready(data.another_day), _ready(data.elsewhere))


def _ready(phrases: Sequence[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True))


def with_sides(told: Iterable[Told]) -> list[Told]:
    """The claims; behind the first that tells an event, those that look back are background, and those of another
    place are a round-up."""
    main: Resolution | None = None
    made: list[Told] = []
    for claim, resolution, found in told:
        role: Role = resolution.role
        if main is not None:
            role = _role(main, resolution, found)
        if main is None and claim.extent == "incident" and _tells(claim, resolution):
            main = resolution
        made.append((claim, msgspec.structs.replace(resolution, role=role), found))
    return made


def _tells(claim: Claim, resolution: Resolution) -> bool:
    """Whether a claim tells an event: it counts people, or says who attacked where."""
    return bool(claim.figures) or (bool(claim.blamed) and resolution.where is not None)


def _role(main: Resolution, resolution: Resolution, found: Found) -> Role:
    if _looks_back(found.words):
        return "background"
    if is_elsewhere(main.where, resolution.where) and _opens(found.words, _phrases().elsewhere):
        return "round_up"
    return resolution.role


def _looks_back(words: Sequence[Word]) -> bool:
    """Whether a sentence says that it tells of an earlier day."""
    another_day = any(_phrases().another_day.at(words, at) is not None for at in range(len(words)))
    opens = _opens(words, _phrases().background)
    return opens or another_day or _names_past_month(words) or _turns_to_a_day(words)


def _names_past_month(words: Sequence[Word]) -> bool:
    """Whether a day of "last July" is named: a report names its own day without that word."""
    lexicon = date_words()
    past = frozenset(lexicon.cues.past)
    return any(
        word.text in lexicon.months and after.text in past for word, after in itertools.pairwise(words)
    )


def _turns_to_a_day(words: Sequence[Word]) -> bool:
    """Whether a sentence begins with "and on the 2nd of …": what it tells is of that day, not of the day before it."""
    return words[0].text == "وفي" and names_a_month(words[: _OPENING + 2])


def _opens(words: Sequence[Word], phrases: Phrases[bool]) -> bool:
    return any(phrases.at(words, at) is not None for at in range(min(_OPENING, len(words))))


def is_elsewhere(one: Place | None, other: Place | None) -> bool:
    """Whether two places, both known to a settlement, are not the same one."""
    return one is not None and other is not None and two_settlements(one, other, widest_m=_WIDEST_M)
