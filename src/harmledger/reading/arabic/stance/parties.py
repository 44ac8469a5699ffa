"""The words of a sentence in, the parties that they name out, by name or by adjective ("Ruritanian warplanes")."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harmledger.reading.arabic.stance.actors import arabic_actors
from harmledger.reading.arabic.stance.lexicon import blame_lexicon
from harmledger.reading.arabic.words.split import Word, look_up

ADJECTIVES = 3
"""Words between an attack and the adjective or name of who did it ("an artillery and missile strike by …")."""
CLAUSE_ENDS = frozenset(".،؛\n!؟:")


class Party(NamedTuple):
    """A party named by words `first` to `last`, both included."""

    first: int
    last: int
    canonical: str
    acts: bool
    """Whether its own words already say that it acted ("a Ruritanian raid")."""


def parties_in(words: Sequence[Word], occupier: str | None = None) -> Iterator[Party]:
    """The parties in order, none inside another. `occupier` is whom "the occupation" alone means in this text."""
    at = 0
    while at < len(words):
        party = _named(words, at, occupier) or _by_adjective(words, at)
        if party is not None:
            yield party
        at = party.last + 1 if party is not None else at + 1


def occupier_of(words: Sequence[Word]) -> str | None:
    """The party that a text calls "the Ruritanian occupation" most often, and then "the occupation"; null where it
    calls none so. Several armies are called by this word, each by its own adversaries."""
    named = Counter(
        found[1]
        for word, behind in itertools.pairwise(words)
        if look_up(word.text, blame_lexicon().occupation) and (found := _adjective(behind)) is not None
    )
    return min(named, key=lambda party: (-named[party], party), default=None)


def _named(words: Sequence[Word], at: int, occupier: str | None) -> Party | None:
    found = arabic_actors().names.at(words, at)
    canonical, last = (found[0], at + found[1] - 1) if found is not None else (None, at)
    if look_up(words[last].text, blame_lexicon().occupation):
        by_adjective = _adjective(words[last + 1]) if last + 1 < len(words) else None
        if by_adjective is not None:
            return Party(at, last + 1, by_adjective[1], acts=False)
        canonical = occupier or canonical
    return None if canonical is None else Party(at, last, canonical, acts=False)


def _adjective(word: Word) -> tuple[bool, str] | None:
    """Whether the word is joined by "and", and the party that it is the adjective of."""
    found = look_up(word.text, arabic_actors().adjectives)
    return None if found is None or found[0].preposition else (bool(found[0].conjunction), found[1])


def _by_adjective(words: Sequence[Word], at: int) -> Party | None:
    """ "A Ruritanian raid", "Ruritanian warplanes", "the Ruritanian forces": behind what the adjective is of."""
    found = _adjective(words[at])
    if found is None:
        return None
    lexicon = blame_lexicon()
    for before in range(at - 1, max(-1, at - 2 - ADJECTIVES), -1):
        text = words[before].text
        is_hit = look_up(text, lexicon.not_doers) is not None
        if text in CLAUSE_ENDS or (is_hit and text not in lexicon.bodies):
            return None  # "a strike on a Ruritanian convoy"
        if look_up(text, lexicon.attacks):
            return Party(at, at, found[1], acts=True)
        if look_up(text, lexicon.engines):
            by = text.startswith("ب")  # "a car was hit *by* a Ruritanian drone"
            hit = before > 0 and words[before - 1].text in lexicon.not_doers and not by
            return Party(at if found[0] else before, at, found[1], acts=not hit)
        if look_up(text, lexicon.bodies):
            return Party(at if found[0] else before, at, found[1], acts=False)
    return None
