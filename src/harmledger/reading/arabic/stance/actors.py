"""Parties to a conflict by their Arabic names and adjectives: look-ups at a word of a text."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.actors import Actor, listed_actors
from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word


class ArabicActors(msgspec.Struct, frozen=True):
    """The parties of `data/actors.toml` as Arabic names them."""

    names: Phrases[str]
    adjectives: dict[str, str]
    """Folded, without the article, in either gender → canonical name."""
    theatres: dict[str, str]
    """Canonical name → the country of a party that fights in one."""


@functools.cache
def arabic_actors() -> ArabicActors:
    """The list, ready for look-up."""
    names = {name: actor.name for actor in listed_actors() for name in _names(actor)}
    adjectives = {
        fold(form): actor.name
        for actor in listed_actors()
        for adjective in actor.arabic_adjectives
        for form in (adjective, f"{adjective}ة", f"{adjective}ا", f"{adjective}ين")
    }
    theatres = {actor.name: actor.theatre for actor in listed_actors() if actor.theatre is not None}
    return ArabicActors(Phrases(names), adjectives, theatres)


def theatre_of(words: Sequence[Word]) -> str | None:
    """The country in which the parties that `words` name most fight; null where none is named that fights in one."""
    named = (
        found[0] for at in range(len(words)) if (found := arabic_actors().names.at(words, at)) is not None
    )
    countries = Counter(
        country for name in named if (country := arabic_actors().theatres.get(name)) is not None
    )
    return min(countries, key=lambda country: (-countries[country], country), default=None)


def _names(actor: Actor) -> Iterator[str]:
    """Arabic names, and the initials that Arabic pages write in Latin letters."""
    yield from (alias for alias in actor.aliases if not alias[0].isascii() or alias.isupper())
    yield from actor.arabic
