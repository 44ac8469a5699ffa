"""The words of a sentence in, who is said to have done it out: by attack, by verb, by accusation."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.reading.arabic.stance.actors import arabic_actors
from harmledger.reading.arabic.words.letters import Folded, fold
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.claim import Blame, Firmness

_ADJECTIVES = 3
"""Words between an attack and the adjective or name of who did it ("an artillery and missile strike by …")."""
_VERB_REACH = 3
_THROUGH = 2
_ENDS = frozenset(".،؛\n!؟:")


class BlameReading(NamedTuple):
    """Blame in the voice's own words, and the party of the actor list that they name."""

    blame: Blame
    canonical: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attacks: tuple[str, ...]
    engines: tuple[str, ...]
    bodies: tuple[str, ...]
    verbs: tuple[str, ...]
    through: tuple[str, ...]
    not_doers: tuple[str, ...]
    accusing: tuple[str, ...]
    suspecting: tuple[str, ...]


class _Lexicon(msgspec.Struct, frozen=True):
    attacks: dict[str, bool]
    engines: dict[str, bool]
    bodies: dict[str, bool]
    verbs: dict[str, bool]
    through: Phrases[bool]
    not_doers: frozenset[str]
    accusing: dict[str, bool]
    suspecting: dict[str, bool]


class _Party(NamedTuple):
    """A party named by words `first` to `last`, both included."""

    first: int
    last: int
    canonical: str
    acts: bool
    """Whether its own words already say that it acted ("a Ruritanian raid")."""


@functools.cache
def _lexicon() -> _Lexicon:
    raw = files("harmledger.reading.data").joinpath("arabic_blame.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return _Lexicon(
        attacks=_table(data.attacks), engines=_table(data.engines), bodies=_table(data.bodies),
        verbs=_table(data.verbs), through=Phrases(dict.fromkeys(data.through, True)),
        not_doers=frozenset(map(fold, data.not_doers)), accusing=_table(data.accusing),
        suspecting=_table(data.suspecting),
    )  # fmt: skip


@functools.cache
def deeds() -> frozenset[str]:
    """The words for attacks, for what does them and for who does them, folded."""
    lexicon = _lexicon()
    return frozenset((*lexicon.attacks, *lexicon.engines, *lexicon.bodies, *lexicon.verbs))


def _table(words: Sequence[str]) -> dict[str, bool]:
    return {fold(word): True for word in words}


def blame_in(text: Folded, words: Sequence[Word]) -> tuple[BlameReading, ...]:
    """Who is blamed, in order, each party once."""
    found: dict[str, BlameReading] = {}
    last: tuple[_Party, Firmness | None] | None = None
    for party in _parties(words):
        firmness = _firmness(words, party)
        if firmness is None and last is not None and _is_joined(words, last[0], party):
            firmness = last[1]
        if firmness is not None and party.canonical not in found:
            span = text.span(words[party.first].start, words[party.last].end)
            blame = Blame(as_said=span.of(text.content), span=span, firmness=firmness)
            found[party.canonical] = BlameReading(blame, party.canonical)
        last = party, firmness
    return tuple(found.values())


def _is_joined(words: Sequence[Word], before: _Party, party: _Party) -> bool:
    """Whether a party stands right behind another, joined by "and": they did it together."""
    return party.first == before.last + 1 and words[party.first].text.startswith("و")


def _parties(words: Sequence[Word]) -> Iterator[_Party]:
    at = 0
    while at < len(words):
        party = _named(words, at) or _by_adjective(words, at)
        if party is not None:
            yield party
        at = party.last + 1 if party is not None else at + 1


def _named(words: Sequence[Word], at: int) -> _Party | None:
    found = arabic_actors().names.at(words, at)
    return None if found is None else _Party(at, at + found[1] - 1, found[0], acts=False)


def _by_adjective(words: Sequence[Word], at: int) -> _Party | None:
    """ "A Ruritanian raid", "Ruritanian warplanes", "the Ruritanian forces": behind what the adjective is of."""
    found = look_up(words[at].text, arabic_actors().adjectives)
    if found is None or found[0].preposition:
        return None
    lexicon = _lexicon()
    for before in range(at - 1, max(-1, at - 2 - _ADJECTIVES), -1):
        text = words[before].text
        is_hit = look_up(text, dict.fromkeys(lexicon.not_doers, True)) is not None
        if text in _ENDS or (is_hit and text not in lexicon.bodies):
            return None  # "a strike on a Ruritanian convoy"
        if look_up(text, lexicon.attacks):
            return _Party(at, at, found[1], acts=True)
        if look_up(text, lexicon.engines):
            hit = before > 0 and words[before - 1].text in _lexicon().not_doers
            return _Party(before, at, found[1], acts=not hit)
        if look_up(text, lexicon.bodies):
            return _Party(before, at, found[1], acts=False)
    return None


def _firmness(words: Sequence[Word], party: _Party) -> Firmness | None:
    if not party.acts and not _does_it(words, party):
        return "accused" if _is_accused(words, party) else None
    near = words[max(0, party.first - 8) : party.last + 8]
    return "suspected" if any(look_up(word.text, _lexicon().suspecting) for word in near) else "fact"


def _does_it(words: Sequence[Word], party: _Party) -> bool:
    return _through(words, party.first) or _by_attack(words, party) or _by_verb(words, party)


def _through(words: Sequence[Word], first: int) -> bool:
    """ "By", "at the hands of", "whose source is" stand directly before, or before a body of the party."""
    for start in range(max(0, first - 2 - _THROUGH), first):
        found = _lexicon().through.at(words, start)
        if found is not None and first - _THROUGH <= start + found[1] <= first:
            return True
    return False


def _by_attack(words: Sequence[Word], party: _Party) -> bool:
    """ "The shelling of the forces of …", "artillery shelling *by* the forces": an attack directly before."""
    first = words[party.first].text
    of = first.startswith("ل")
    for before in range(party.first - 1, max(-1, party.first - 2 - _ADJECTIVES), -1):
        text = words[before].text
        if text in _ENDS or (text in _lexicon().not_doers):
            return False
        if look_up(text, _lexicon().attacks) or look_up(text, _lexicon().engines):
            between = party.first - before - 1
            return of or between <= 1
    return False


def _by_verb(words: Sequence[Word], party: _Party) -> bool:
    """A verb of attack just before the party, or just behind it."""
    before = words[max(0, party.first - 2) : party.first]
    if before and before[-1].text in _lexicon().not_doers:
        return False
    if any(look_up(word.text, _lexicon().verbs) for word in before[-1:]):
        return True
    if (
        len(before) == 2
        and look_up(before[0].text, _lexicon().verbs)
        and look_up(before[1].text, _lexicon().bodies)
    ):
        return True
    for word in words[party.last + 1 : party.last + 1 + _VERB_REACH]:
        if word.text in _ENDS:
            return False
        if look_up(word.text, _lexicon().verbs):
            reading = look_up(words[party.first].text, {words[party.first].text: True})
            return reading is not None and not words[party.first].text.startswith(("لل", "بال"))
    return False


def _is_accused(words: Sequence[Word], party: _Party) -> bool:
    before = words[max(0, party.first - 5) : party.first]
    return any(look_up(word.text, _lexicon().accusing) for word in before)
