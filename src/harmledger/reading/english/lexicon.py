"""The English harm and people lexicons in, look-ups by word form out."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

import msgspec

from harmledger.records.claim import Means
from harmledger.records.figure import Outcome, Who

REACH = 6
"""Most words between a word and the one that makes it a word of harm ("*taken* by ambulance to a
*hospital*")."""
TriggerKind = Literal["verb", "intransitive", "state", "event", "person"]


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which a word form says that people were harmed."""

    kind: TriggerKind
    outcome: Outcome
    means: Means | None = None
    label: str | None = None
    needs: str | None = None
    """A particle without which the word says something else ("gunned *down*")."""
    after: frozenset[str] = frozenset()
    """One of these must follow within a few words ("*taken* to *hospital*")."""
    before: frozenset[str] = frozenset()
    """One of these must stand right before ("*critical* condition")."""
    of_only: bool = False
    """Counts only with its victims named after "of" (a "shooting" is not a person)."""


class _Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    forms: list[str]
    outcome: Outcome
    means: Means | None = None
    label: str | None = None
    needs: str | None = None
    after: str | None = None
    before: str | None = None
    of_only: bool = False


class _HarmFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    verbs: list[_Entry]
    intransitive: list[_Entry]
    states: list[_Entry]
    events: list[_Entry]
    people: list[_Entry]
    lives: dict[str, list[str]]
    injuries: dict[str, list[str]]
    charges: dict[str, list[str]]
    modifiers: dict[str, list[str]]
    beside: dict[str, list[str]]
    ties: dict[str, list[str]]


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
    things: dict[str, list[str]]
    not_names: dict[str, list[str]]


class HarmLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Triggers by lower-case form, word lists by name (`lives.taken_by`), and the pattern that finds any
    trigger."""

    triggers: dict[str, tuple[Trigger, ...]]
    words: dict[str, frozenset[str]]
    gate: re.Pattern[str]


class PeopleLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """What nouns for people, and the words before them, say on the four axes."""

    nouns: dict[str, Who]
    modifiers: dict[str, tuple[tuple[str, str], ...]]
    """word → ((axis, value), …)"""
    things: frozenset[str]
    """Nouns that words of harm are said of, and that are not people."""
    not_names: frozenset[str]
    """Capitalised words that belong to places, bodies and days."""
    collective: frozenset[str]
    """Singular in form, several people by themselves ("staff")."""
    jargon: dict[str, frozenset[str]]
    """How aid organisations speak of their people ("national staff")."""


def _load(name: str) -> bytes:
    return files("harmledger.reading.data").joinpath(name).read_bytes()


@functools.cache
def harm_lexicon() -> HarmLexicon:
    """The words that say harm, from `data/english_harm.toml`."""
    data = msgspec.convert(tomllib.loads(_load("english_harm.toml").decode()), _HarmFile)
    kinds: list[tuple[TriggerKind, list[_Entry]]] = [
        ("verb", data.verbs), ("intransitive", data.intransitive), ("state", data.states),
        ("event", data.events), ("person", data.people),
    ]  # fmt: skip
    triggers: dict[str, tuple[Trigger, ...]] = {}
    for kind, entries in kinds:
        for entry in entries:
            for form in entry.forms:
                triggers[form] = (*triggers.get(form, ()), _trigger(kind, entry, data.beside))
    tables = {
        "lives": data.lives, "injuries": data.injuries, "charges": data.charges, "modifiers": data.modifiers,
        "ties": data.ties,
    }  # fmt: skip
    words = {f"{table}.{name}": frozenset(w) for table, lists in tables.items() for name, w in lists.items()}
    return HarmLexicon(triggers=triggers, words=words, gate=_gate(triggers))


def _trigger(kind: TriggerKind, entry: _Entry, beside: dict[str, list[str]]) -> Trigger:
    return Trigger(
        kind=kind, outcome=entry.outcome, means=entry.means, label=entry.label, needs=entry.needs,
        of_only=entry.of_only, after=frozenset(beside[entry.after] if entry.after else ()),
        before=frozenset(beside[entry.before] if entry.before else ()),
    )  # fmt: skip


def _gate(triggers: dict[str, tuple[Trigger, ...]]) -> re.Pattern[str]:
    """A pattern for any word that may say harm by itself; those that need another word need it in the
    sentence."""
    alone = [form for form, ways in triggers.items() if any(not way.after for way in ways)]
    helped: dict[frozenset[str], list[str]] = {}
    for form, ways in triggers.items():
        if form not in alone:
            helped.setdefault(ways[0].after, []).append(form)
    parts = [_words([*alone, "life", "lives"])]
    parts += [
        rf"{_words(forms)}(?=(?:\W{{1,3}}\w{{1,30}}){{0,{REACH}}}?\W{{1,3}}{_words(after)})"
        for after, forms in helped.items()
    ]
    return re.compile("|".join(parts), re.IGNORECASE)


def _words(forms: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))})\b"


@functools.cache
def people_lexicon() -> PeopleLexicon:
    """The words for people, from `data/english_people.toml`."""
    data = msgspec.convert(tomllib.loads(_load("english_people.toml").decode()), _PeopleFile)
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
        collective=frozenset(word for words in data.collective.values() for word in words),
        jargon={name: frozenset(words) for name, words in data.jargon.items()},
    )  # fmt: skip
