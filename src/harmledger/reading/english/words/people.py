"""The lexicon of words for people in (data/english_people.toml), look-ups by word form out."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import msgspec

from harmledger.records.figure import Who


class _Noun(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    words: list[str]
    status: str = "unstated"
    sex: str = "unstated"
    age: str = "unstated"
    occupation: str = "unstated"
    label: bool = False


class _PeopleFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    nouns: list[_Noun]
    modifiers: dict[str, dict[str, list[str]]]
    collective: dict[str, list[str]]
    jargon: dict[str, list[str]]
    multiples: dict[str, int]
    things: dict[str, list[str]]
    not_names: dict[str, list[str]]
    names: dict[str, list[str]]


class PeopleLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """What nouns for people, and the words before them, say on the four axes."""

    nouns: dict[str, Who]
    modifiers: dict[str, tuple[tuple[str, str], ...]]
    """word → ((axis, value), …)"""
    things: frozenset[str]
    """Nouns that words of harm are said of, and that are not people."""
    not_names: frozenset[str]
    """Capitalised words that belong to places, bodies and days."""
    bodies: frozenset[str]
    """Those of them that end the name of an organisation or a place."""
    names: dict[str, frozenset[str]]
    """Words that may stand in a name all the same: its particles, and months after which people are called."""
    collective: frozenset[str]
    """Singular in form, several people by themselves ("staff")."""
    jargon: dict[str, frozenset[str]]
    """How aid organisations speak of their people ("national staff")."""
    multiples: dict[str, int]
    """What is said of an event by the number of its victims ("a *triple* homicide")."""


@functools.cache
def people_lexicon() -> PeopleLexicon:
    """The words for people, from `data/english_people.toml`."""
    raw = files("harmledger.reading.data").joinpath("english_people.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _PeopleFile)
    nouns: dict[str, Who] = {}
    for noun in data.nouns:
        for word in noun.words:
            axes = {"status": noun.status, "sex": noun.sex, "age": noun.age, "occupation": noun.occupation}
            nouns[word.lower()] = msgspec.convert({**axes, "label": word if noun.label else None}, Who)
    modifiers: dict[str, tuple[tuple[str, str], ...]] = {}
    for axis, values in data.modifiers.items():
        for value, words in values.items():
            for word in words:
                modifiers[word.lower()] = (*modifiers.get(word.lower(), ()), (axis, value))
    things = frozenset(word for words in data.things.values() for word in words)
    not_names = frozenset(word for words in data.not_names.values() for word in words)
    return PeopleLexicon(
        nouns=nouns, modifiers=modifiers, things=things, not_names=not_names,
        bodies=frozenset(data.not_names["bodies"]),
        collective=frozenset(word for words in data.collective.values() for word in words),
        names={name: frozenset(words) for name, words in data.names.items()},
        jargon={name: frozenset(words) for name, words in data.jargon.items()},
        multiples=data.multiples,
    )  # fmt: skip
