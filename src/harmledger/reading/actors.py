"""Words of a report in, parties to a conflict out: as said, where, and under which neutral canonical name."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from harmledger.errors import SettingsError
from harmledger.records.span import Span

ActorKind = Literal["army", "coalition", "armed_group", "militia", "police", "government", "generic"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_MOST_BETWEEN = 2
"""Words that may stand between an adjective and the word for forces ("Ruritanian *naval special* forces")."""


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party to a conflict under its canonical name."""

    name: str
    kind: ActorKind
    adjectives: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """Forms that several parties share."""
    context: tuple[str, ...] = ()
    arabic: tuple[str, ...] = ()
    """Further names in Arabic, looked up by the Arabic reader alone."""
    arabic_adjectives: tuple[str, ...] = ()
    theatre: str | None = None
    """The country (ISO 3166-1 alpha-2) of a party that fights in one."""


class ActorMention(NamedTuple):
    """A party named in a text."""

    as_said: str
    span: Span
    canonical: str
    kind: ActorKind


class _Words(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    forces: str
    attacks: str


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    words: _Words
    actors: list[Actor]


class _Word(NamedTuple):
    text: str
    lower: str
    span: Span


class _Form(NamedTuple):
    """A name as a row of words."""

    words: tuple[str, ...]
    actor: Actor
    exact: bool
    """Matched with its capitals ("SDF", not "sdf")."""
    shared: bool


class Actors:
    """The list of parties, ready for look-up. Look-up takes time in proportion to the words looked at."""

    def __init__(self, actors: list[Actor], forces: frozenset[str], attacks: frozenset[str]) -> None:
        """Raises SettingsError where two parties share an alias or an adjective."""
        self._forces = forces
        self._attacks = attacks
        self._forms: dict[str, list[_Form]] = {}
        self._adjectives: dict[tuple[str, ...], Actor] = {}
        self._beginnings: set[str] = set()
        """First words of names and adjectives: no other word is looked at twice."""
        self._by_alias: dict[str, Actor] = {}
        self._contexts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for actor in actors:
            self._add(actor)
        for forms in self._forms.values():
            forms.sort(key=lambda f: (-len(f.words), f.shared, f.actor.kind == "generic"))

    @classmethod
    def load(cls) -> Actors:
        """The parties of `data/actors.toml`."""
        return _load()

    @property
    def forces(self) -> frozenset[str]:
        """Words for those who do it ("warplanes"), lower case."""
        return self._forces

    @property
    def attacks(self) -> frozenset[str]:
        """Words for what is done ("airstrike"), lower case."""
        return self._attacks

    def canonical(self, name: str) -> str | None:
        """The canonical name of the party that `name` is an alias of; null where the list does not know
        it."""
        words = tuple(word.lower for word in _words(name, Span(0, len(name))))
        words = words[1:] if words[:1] == ("the",) else words
        alias = " ".join(words)
        actor = self._by_alias.get(alias) or self._by_alias.get(f"the {alias}") or self._adjectives.get(words)
        return None if actor is None else actor.name

    def find(self, content: str, span: Span | None = None) -> tuple[ActorMention, ...]:
        """The parties named within `span` of `content` (null: all of it), in order, none inside another."""
        return tuple(self._scan(content, list(_words(content, span or Span(0, len(content))))))

    def _add(self, actor: Actor) -> None:
        for alias in (actor.name, *actor.aliases):
            key = self._add_form(alias, actor, shared=False)
            if self._by_alias.setdefault(key, actor) is not actor:
                raise SettingsError(f"{alias!r} stands for two parties", where="actors.toml")
        for short in actor.short:
            self._add_form(short, actor, shared=True)
        for adjective in actor.adjectives:
            self._beginnings.add(adjective.split()[0])
            if self._adjectives.setdefault(tuple(adjective.split()), actor) is not actor:
                raise SettingsError(f"{adjective!r} names two parties", where="actors.toml")
        for phrase in (*actor.context, *actor.aliases, *actor.adjectives):
            words = tuple(word.lower for word in _words(phrase, Span(0, len(phrase))))
            self._contexts.setdefault(words[0], []).append((words, actor.name))

    def _add_form(self, alias: str, actor: Actor, *, shared: bool) -> str:
        exact = alias.isupper() and alias.isascii() and " " not in alias
        found = list(_words(alias, Span(0, len(alias))))
        words = tuple(word.text if exact else word.lower for word in found)
        lower = tuple(word.lower for word in found)
        self._beginnings.add(lower[0])
        self._forms.setdefault(lower[0], []).append(_Form(words, actor, exact, shared))
        return " ".join(lower)

    def _scan(self, content: str, words: list[_Word]) -> Iterator[ActorMention]:
        at = 0
        while at < len(words):
            if words[at].lower not in self._beginnings:
                at += 1
                continue
            found = self._named(content, words, at) or self._by_adjective(words, at)
            if found is None:
                at += 1
                continue
            actor, length = found
            span = Span(words[at].span.start, words[at + length - 1].span.end)
            yield ActorMention(span.of(content), span, actor.name, actor.kind)
            at += length

    def _named(self, content: str, words: list[_Word], at: int) -> tuple[Actor, int] | None:
        fitting = [form for form in self._forms.get(words[at].lower, ()) if _stands_at(form, words, at)]
        if not fitting:
            return None
        longest = [form for form in fitting if len(form.words) == len(fitting[0].words)]
        own = next((form for form in longest if not form.shared and form.actor.kind != "generic"), None)
        if own is None:
            meant = {f.actor.name: f for f in longest if f.shared and f.actor.name in _around(self, content)}
            if len(meant) == 1:
                own = next(iter(meant.values()))
        own = own or next((form for form in fitting if not form.shared), None)
        return None if own is None else (own.actor, len(own.words))

    def _by_adjective(self, words: list[_Word], at: int) -> tuple[Actor, int] | None:
        for length in (2, 1):
            actor = self._adjectives.get(tuple(word.lower for word in words[at : at + length]))
            if actor is None or not (words[at].text[0].isupper() or actor.kind == "generic"):
                continue
            alone = False  # in "Ruritanian and Syldavian jets" the jets are not Ruritanian alone
            for step, word in enumerate(words[at + length : at + length + _MOST_BETWEEN + 1]):
                if word.lower in self._forces:
                    end = self._end_of_force(words, at + length + step)
                    return actor, length if end is None or alone else end - at
                alone = alone or word.lower == "and"
                if word.lower in self._attacks:
                    return actor, length
        return None

    def _end_of_force(self, words: list[_Word], at: int) -> int | None:
        """Where a row of words for forces ends ("air force", "border guards"); null before an attack ("drone
        strike")."""
        while at < len(words) and words[at].lower in self._forces:
            at += 1
        return None if at < len(words) and words[at].lower in self._attacks else at

    def context_of(self, content: str) -> frozenset[str]:
        """Canonical names of the parties whose conflict `content` is about, by the words that show it."""
        words = list(_words(content, Span(0, len(content))))
        return frozenset(
            name
            for at, word in enumerate(words)
            for phrase, name in self._contexts.get(word.lower, ())
            if tuple(w.lower for w in words[at : at + len(phrase)]) == phrase
        )


@functools.cache
def listed_actors() -> tuple[Actor, ...]:
    """The parties of `data/actors.toml`, as they stand there."""
    return tuple(_file().actors)


@functools.cache
def _file() -> _File:
    raw = files("harmledger.reading.data").joinpath("actors.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(raw), _File)


@functools.cache
def _load() -> Actors:
    data = _file()
    return Actors(data.actors, frozenset(data.words.forces.split()), frozenset(data.words.attacks.split()))


@functools.lru_cache(maxsize=4)
def _around(actors: Actors, content: str) -> frozenset[str]:
    return actors.context_of(content)


def _stands_at(form: _Form, words: list[_Word], at: int) -> bool:
    if len(form.words) > len(words) - at:
        return False
    return all(
        expected == (found.text if form.exact else found.lower)
        for expected, found in zip(form.words, words[at : at + len(form.words)], strict=True)
    )


def _words(content: str, span: Span) -> Iterator[_Word]:
    for found in _WORD.finditer(content, span.start, span.end):
        text = found[0]
        yield _Word(text, text.lower().replace("’", "'"), Span(*found.span()))
