"""The lexicon of harm in (data/english_harm.toml), look-ups by word form out."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.records.claim import Means
from harmledger.records.figure import Outcome

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
    by: frozenset[str] = frozenset()
    """One of these must be its subject ("*shrapnel* hit two men")."""
    of: frozenset[str] = frozenset()
    """Its object must be somebody's own people of these ("lost *his wife*"); `after` may stand anywhere behind."""
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
    by: str | None = None
    of: str | None = None
    of_only: bool = False


class _HarmFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    verbs: list[_Entry]
    intransitive: list[_Entry]
    states: list[_Entry]
    events: list[_Entry]
    people: list[_Entry]
    lives: dict[str, list[str]]
    injuries: dict[str, list[str]]
    bodies: dict[str, list[str]]
    charges: dict[str, list[str]]
    causes: dict[str, list[str]]
    modifiers: dict[str, list[str]]
    beside: dict[str, list[str]]
    ties: dict[str, list[str]]


class HarmLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Triggers by lower-case form, word lists by name (`lives.taken_by`), and the pattern that finds any
    trigger."""

    triggers: dict[str, tuple[Trigger, ...]]
    words: dict[str, frozenset[str]]
    gate: re.Pattern[str]


@functools.cache
def harm_lexicon() -> HarmLexicon:
    """The words that say harm, from `data/english_harm.toml`."""
    raw = files("harmledger.reading.data").joinpath("english_harm.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _HarmFile)
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
        "lives": data.lives, "injuries": data.injuries, "bodies": data.bodies, "charges": data.charges,
        "causes": data.causes, "modifiers": data.modifiers, "ties": data.ties,
    }  # fmt: skip
    words = {f"{table}.{name}": frozenset(w) for table, lists in tables.items() for name, w in lists.items()}
    return HarmLexicon(triggers=triggers, words=words, gate=_gate(triggers))


def _trigger(kind: TriggerKind, entry: _Entry, beside: dict[str, list[str]]) -> Trigger:
    return Trigger(
        kind=kind, outcome=entry.outcome, means=entry.means, label=entry.label, needs=entry.needs,
        of_only=entry.of_only, after=frozenset(beside[entry.after] if entry.after else ()),
        before=frozenset(beside[entry.before] if entry.before else ()),
        by=frozenset(beside[entry.by] if entry.by else ()), of=frozenset(beside[entry.of] if entry.of else ()),
    )  # fmt: skip


def _gate(triggers: dict[str, tuple[Trigger, ...]]) -> re.Pattern[str]:
    """A pattern for any word that may say harm by itself; those that need another word need it in the
    sentence."""
    alone: list[str] = []
    helped: dict[frozenset[str], list[str]] = {}
    led: dict[frozenset[str], list[str]] = {}
    behind: dict[frozenset[str], list[str]] = {}
    for form, ways in triggers.items():
        for way in ways:
            if way.by:
                led.setdefault(way.by, []).append(form)
            elif way.before:
                behind.setdefault(way.before, []).append(form)
        needed = [_needed(way) for way in ways if not (way.by or way.before)]
        if not needed:
            continue
        if all(needed):
            helped.setdefault(frozenset().union(*needed), []).append(form)
        else:
            alone.append(form)
    parts = [_words([*alone, "life", "lives"])]
    parts += [
        rf"{_words(forms)}(?=(?:\W{{1,3}}\w{{1,30}}){{0,{REACH}}}?\W{{1,3}}{_words(after)})"
        for after, forms in (*helped.items(), *((frozenset(forms), [*by]) for by, forms in led.items()))
    ]
    parts += [rf"{_words(before)}\W{{1,3}}{_words(forms)}" for before, forms in behind.items()]
    return re.compile("|".join(parts))


def _needed(way: Trigger) -> frozenset[str]:
    return way.of or way.after or frozenset(way.needs.split() if way.needs else ())


def _words(forms: Iterable[str]) -> str:
    return rf"\b{any_of(forms)}\b"
