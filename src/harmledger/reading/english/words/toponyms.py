"""`reading/data/english_toponyms.toml` in, the words that show what is a place in English text out."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import msgspec

from harmledger.records.place import Level


class Points(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for or against a name being a place."""

    enough: float
    strong: float
    named_before: float
    area: float
    people: tuple[tuple[int, float], ...]
    listed_by_us: float
    other_name_only: float
    several_words: float
    preposition: float
    attack: float
    of: float
    kind_before: float
    kind_after: float
    area_beside: float
    dateline: float
    list_with_place: float
    direction: float
    organisation: float
    after_capital: float
    before_capital: float
    after_title: float
    after_given_name: float
    known_person: float
    person_verb: float
    sentence_start: float
    ordinary_word: float
    never: float
    unknown: float
    party: float
    attributive: float
    of_person: float
    possessed_name: float
    least_people_of_area: int


_SELDOM_PLACES = ("never", "ordinary", "titles", "given", "organisations", "organisation_of")


class ToponymWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word lists, in lower case unless said otherwise."""

    points: Points
    kinds: dict[str, frozenset[Level]]
    """The levels that a word such as "village" allows."""
    prepositions: frozenset[str]
    attacks: frozenset[str]
    raids: frozenset[str]
    directions: frozenset[str]
    after: frozenset[str]
    dashes: frozenset[str]
    agencies: frozenset[str]
    person_verbs: frozenset[str]
    streets: frozenset[str]
    numbered: frozenset[str]
    sites: frozenset[str]
    first: frozenset[str]
    civil: frozenset[str]
    endings: frozenset[str]
    heads: frozenset[str]
    """First words of names of several words ("hill", "father of"), no name where a longer one goes on."""
    inner: frozenset[str]
    points_after: frozenset[str]
    """Words with a point inside a name: "st" in "St. Louis"."""
    initials: frozenset[str]
    """As written: "N" in "N. High Street"."""
    point_ends: frozenset[str]
    """Last words written short, with a point: "Main St."."""
    organisations: frozenset[str]
    organisation_of: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    """Words that are no place by themselves, whatever the gazetteer says."""
    ordinary: frozenset[str]
    """Words that seldom are."""
    given: frozenset[str]
    common: frozenset[str]
    """All words that are seldom places: the two lists before, titles, given names, words for bodies."""
    openers: frozenset[str]
    """Words that may stand before a name but never begin one; "north" may."""
    abbreviations: dict[str, str]
    """As written, with their points."""
    after_comma: frozenset[str]
    postal: dict[str, str]
    peoples: dict[str, str]
    """Adjective or people, singular and plural, to the name of the country."""


@functools.cache
def toponym_words() -> ToponymWords:
    """The word lists that ship with the package."""
    text = files("harmledger.reading.data").joinpath("english_toponyms.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    lists = {
        name: frozenset(words.split() if isinstance(words, str) else words)
        for group in ("cues", "patterns", "not_places")
        for name, words in raw[group].items()
    }
    lists["sites"] |= lists.pop("nature")
    lists["common"] = frozenset().union(*(lists[name] for name in _SELDOM_PLACES))
    lists["openers"] = lists["never"] - lists["directions"]
    kinds = raw["kinds"] | {plural: raw["kinds"][word] for plural, word in raw["plural_kinds"].items()}
    tables = {name: raw[name] for name in ("points", "abbreviations", "postal")}
    after_comma = raw["alone"]["after_comma"]
    peoples = _peoples(raw["peoples"])
    return msgspec.convert(
        {**lists, **tables, "kinds": kinds, "after_comma": after_comma, "peoples": peoples}, ToponymWords
    )


def _peoples(table: dict[str, str]) -> dict[str, str]:
    singular = {word.replace("_", " "): country for word, country in table.items()}
    return singular | {f"{word}s": country for word, country in singular.items()}
