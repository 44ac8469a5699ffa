"""A folded Arabic text in, the stretches that name a place out, with what the words beside them say of it."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.arabic.people.nouns import people_lexicon
from harmledger.reading.arabic.stance.actors import arabic_actors
from harmledger.reading.arabic.stance.lexicon import deeds
from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.place import Level

_LONGEST_NAME = 4
_UNKNOWN_NAME = 1
_SHORTEST = 3
_QUOTES = frozenset("\"'(")
_KNOWN_PEOPLE = 60_000
"""A name without a word of place before it counts where so many people live."""
_SCENE_REACH = 3
AROUND: frozenset[Level] = frozenset(("province", "district"))
"""What the countryside of a town, or a village to one side of it, lies in."""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Directions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    beside: tuple[str, ...]


class _NotScene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    scene_from: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: dict[str, tuple[Level, ...]]
    country: _Words
    directions: _Directions
    before: _Words
    not_scene: _NotScene
    governed: _Words
    never: _Words


class ToponymWords(msgspec.Struct, frozen=True):
    """The content of `data/arabic_toponyms.toml`, folded."""

    kinds: dict[str, frozenset[Level]]
    country: frozenset[str]
    directions: frozenset[str]
    beside: frozenset[str]
    before: frozenset[str]
    not_scene: frozenset[str]
    scene_from: frozenset[str]
    governed: frozenset[str]
    never: frozenset[str]


@functools.cache
def toponym_words() -> ToponymWords:
    """The words around names of places."""
    raw = files("harmledger.reading.data").joinpath("arabic_toponyms.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return ToponymWords(
        kinds={fold(word): frozenset(levels) for word, levels in data.kinds.items()},
        country=_folded(data.country.words), directions=_folded(data.directions.words),
        beside=_folded((*data.directions.beside, *data.directions.words)), before=_folded(data.before.words),
        not_scene=_folded(data.not_scene.words), scene_from=_folded(data.not_scene.scene_from),
        governed=_folded(data.governed.words), never=_folded(data.never.words),
    )  # fmt: skip


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


class Spotted(NamedTuple):
    """A name of a place: words `first` to `last`, both included."""

    name: str
    first: int
    last: int
    start: int
    """Where it begins in the folded text, behind its clitics."""
    end: int
    levels: frozenset[Level]
    scene: bool
    """Whether the words let it be where something happened."""
    sure: bool
    """Whether a word of kind says that it is a place."""


def spot_places(words: Sequence[Word], gazetteer: Gazetteer) -> list[Spotted]:
    """The names of places in `words`, in order, none inside another."""
    found: list[Spotted] = []
    at = 0
    while at < len(words):
        spotted = _spotted(words, at, gazetteer, found)
        if spotted is not None:
            found.append(spotted)
            at = spotted.last + 1
        else:
            at += 1
    return _coherent(found, gazetteer)


def _spotted(
    words: Sequence[Word], at: int, gazetteer: Gazetteer, found: Sequence[Spotted]
) -> Spotted | None:
    """The name that begins at a word: with its own word of kind ("Mount X"), behind one, or alone."""
    return (
        _with_kind(words, at, gazetteer)
        or _behind_kind(words, at, gazetteer)
        or _known(words, at, gazetteer, found)
    )


def _with_kind(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Spotted | None:
    """A listed name that a word of kind is the beginning of ("Mount X", "X camp")."""
    kind = look_up(words[at].text, toponym_words().kinds)
    if kind is None or kind[0].article:
        return None
    cut = words[at]._replace(text=kind[0].stem)
    length = _known_length([cut, *words[at + 1 : at + _LONGEST_NAME]], 0, gazetteer)
    if length == 1 or not length:
        return None
    last = at + length - 1
    name = " ".join((kind[0].stem, *(word.text for word in words[at + 1 : last + 1])))
    start = words[at].end - len(kind[0].stem)
    return Spotted(name, at, last, start, words[last].end, frozenset(), _is_scene(words, at), sure=True)


def _coherent(found: list[Spotted], gazetteer: Gazetteer) -> list[Spotted]:
    """Without small places that only stand behind a preposition, unless the text speaks of their country: many common
    words are the name of a village somewhere."""
    countries = {
        country for one in found if one.sure or _is_large(one.name, gazetteer)
        for country in _countries(one.name, gazetteer, most=1)
    }  # fmt: skip
    return [
        one for one in found
        if one.sure or _is_large(one.name, gazetteer) or countries & _countries(one.name, gazetteer)
    ]  # fmt: skip


def _countries(name: str, gazetteer: Gazetteer, most: int = 4) -> frozenset[str]:
    return frozenset(m.candidate.country for m in gazetteer.matches(name)[:most] if m.candidate.country)


def _behind_kind(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Spotted | None:
    """ "The village of X", "the countryside of X": X, whether the gazetteer lists it or not."""
    lexicon = toponym_words()
    kind = look_up(words[at].text, lexicon.kinds)
    rural = look_up(words[at].text, dict.fromkeys(lexicon.country, True)) is not None
    if (kind is None or kind[0].article) and not rural:
        return None
    first = at + 1
    while first < len(words) and (words[first].text in lexicon.directions or words[first].text in _QUOTES):
        first += 1
    levels: frozenset[Level] = AROUND if rural else (kind[1] if kind else frozenset())
    length = _known_length(words, first, gazetteer)
    if not length:
        unlisted = first < len(words) and bool(levels) and not rural and _may_be_name(words[first].text)
        length = _UNKNOWN_NAME if unlisted else 0
    if not length or (length == 1 and words[first].text in lexicon.never):
        return None
    last = first + length - 1
    name = " ".join(word.text for word in words[first : last + 1])
    return Spotted(
        name,
        first,
        last,
        words[first].start,
        words[last].end,
        levels,
        _is_scene(words, at),
        sure=bool(levels) or length > 1,
    )


def _known(words: Sequence[Word], at: int, gazetteer: Gazetteer, found: Sequence[Spotted]) -> Spotted | None:
    """A name that the gazetteer lists, behind a preposition, beside another place, or of a large town."""
    lexicon = toponym_words()
    common = _is_common(words[at])
    for reading in words[at].readings:
        if reading.article or reading.preposition == "ك" or not _may_be_name(reading.stem):
            continue
        cut = words[at]._replace(text=reading.stem)
        length = _known_length([cut, *words[at + 1 : at + _LONGEST_NAME]], 0, gazetteer)
        if not length or (length == 1 and common):
            continue
        name = " ".join((reading.stem, *(word.text for word in words[at + 1 : at + length])))
        governed = reading.preposition in ("ب", "ل") or (at > 0 and words[at - 1].text in lexicon.before)
        listed = (
            bool(found)
            and at - found[-1].last <= 2
            and (reading.conjunction == "و" or words[at - 1].text in "،,-")
        )
        if (reading.preposition and len(reading.stem) < _SHORTEST + 1) or not (
            governed or listed or (_is_large(name, gazetteer) and words[at].text not in lexicon.governed)
        ):
            continue
        start = words[at].end - len(reading.stem)
        last = at + length - 1
        return Spotted(name, at, last, start, words[last].end, frozenset(), _is_scene(words, at), sure=False)
    return None


def _is_common(word: Word) -> bool:
    """Whether a word is rather one of reports than the name of some village: people, deeds, an adjective."""
    stems = [reading.stem for reading in word.readings]
    return (
        any(stem in toponym_words().never or _is_adjective(stem) for stem in stems)
        or any(stem in people_lexicon().forms for stem in stems)
        or any(stem in deeds() for stem in stems)
    )


def _is_adjective(stem: str) -> bool:
    """Whether a name is an adjective of a country with its article ("the Ruritanian"): its party, not its land."""
    return stem.startswith("ال") and stem[2:] in arabic_actors().adjectives


def _may_be_name(text: str) -> bool:
    return len(text) >= _SHORTEST and "ا" <= text[0] <= "ي"


def _known_length(words: Sequence[Word], first: int, gazetteer: Gazetteer) -> int:
    """Of how many words the longest listed name at `first` is; 0 if none is."""
    for length in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
        part = words[first : first + length]
        if not all(_may_be_name(word.text) or (length > 1 and word.text.isalpha()) for word in part):
            continue
        name = " ".join(word.text for word in part)
        if (length > 1 or name not in toponym_words().never) and gazetteer.knows(name):
            return length
    return 0


def _is_large(name: str, gazetteer: Gazetteer) -> bool:
    matches = gazetteer.matches(name)
    return any(
        m.candidate.population >= _KNOWN_PEOPLE or m.candidate.level in ("province", "country")
        for m in matches[:4]
    )


def _is_inside(words: Sequence[Word], at: int) -> bool:
    return words[at].text.startswith("ب") or (at > 0 and words[at - 1].text in ("في", "داخل"))


def _is_scene(words: Sequence[Word], at: int) -> bool:
    """Whether no word just before says that people came from there, or were brought there."""
    lexicon = toponym_words()
    if arabic_actors().names.at(words, at) is not None and not _is_inside(words, at):
        return False  # "the Ruritanians and Ruritania shelled": a party, not where
    for before in range(at - 1, max(-1, at - 1 - _SCENE_REACH), -1):
        text = words[before].text
        if text in ".\n،؛" or text in ("في", "علي"):
            return True
        if text in lexicon.not_scene:
            return text == "من" and before > 0 and words[before - 1].text in lexicon.scene_from
    return True
