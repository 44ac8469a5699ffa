"""Parties to a conflict by their Arabic names and adjectives: look-ups at a word of a text."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from harmledger.reading.actors import Actor, listed_actors
from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.phrases import Phrases


class ArabicActors(msgspec.Struct, frozen=True):
    """The parties of `data/actors.toml` as Arabic names them."""

    names: Phrases[str]
    adjectives: dict[str, str]
    """Folded, without the article, in either gender → canonical name."""


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
    return ArabicActors(Phrases(names), adjectives)


def _names(actor: Actor) -> Iterator[str]:
    yield from (alias for alias in actor.aliases if not alias[0].isascii())
    yield from actor.arabic
