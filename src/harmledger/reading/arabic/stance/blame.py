"""The words of a sentence in, who is said to have done it out: by attack, by verb, by accusation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from harmledger.reading.arabic.stance.lexicon import blame_lexicon
from harmledger.reading.arabic.stance.parties import ADJECTIVES, CLAUSE_ENDS, Party, parties_in
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.claim import Blame, Firmness

_QUOTES = frozenset("\"'")
_OF = "ل"
""" "Of", joined to the name or, before a name in marks or Latin letters, written apart."""
_FROM = "من"
""" "Shelling *from*": who did it; behind other words, of whom somebody is one."""
_VERB_REACH = 3
_THROUGH = 2
_ACCUSED_REACH = 7
"""Words between "accused" and whom: the accuser's name stands there."""


class BlameReading(NamedTuple):
    """Blame in the voice's own words, and the party of the actor list that they name."""

    blame: Blame
    canonical: str


class Accusation(NamedTuple):
    """Who accuses: the words from `start` to before `end`; whom, stands right behind."""

    start: int
    end: int


def blame_in(text: Folded, words: Sequence[Word], occupier: str | None = None) -> tuple[BlameReading, ...]:
    """Who is blamed, in order, each party once. `occupier` is whom "the occupation" alone means in this text."""
    found: dict[str, BlameReading] = {}
    last: tuple[Party, Firmness | None] | None = None
    words = [word for word in words if word.text not in _QUOTES]
    accusers = {n for one in accusations_in(words) for n in range(one.start, one.end)}
    for party in parties_in(words, occupier):
        firmness = None if party.first in accusers else _firmness(words, party)
        if firmness is None and last is not None and _is_joined(words, last[0], party):
            firmness = last[1]
        if firmness is not None and party.canonical not in found:
            span = text.span(words[party.first].start, words[party.last].end)
            blame = Blame(as_said=span.of(text.content), span=span, firmness=firmness)
            found[party.canonical] = BlameReading(blame, party.canonical)
        last = party, firmness
    return tuple(found.values())


def accusations_in(words: Sequence[Word]) -> list[Accusation]:
    """Who accuses a party, in order: what stands between the verb and the party that is accused; where two parties
    stand behind the verb, the first accuses the second."""
    found = []
    for at, word in enumerate(words):
        reading = look_up(word.text, blame_lexicon().accusing)
        if reading is None or reading[0].preposition or reading[0].article:
            continue
        behind = words[at + 1 : at + 1 + _ACCUSED_REACH]
        stop = next((n for n, one in enumerate(behind) if one.text in CLAUSE_ENDS), len(behind))
        parties = [party for party in parties_in(behind) if party.first < stop]
        accused = next((party for party in parties if party.first > 0), None)
        if accused is not None and not _is_joined(behind, parties[0], accused):
            found.append(Accusation(at + 1, at + 1 + accused.first))
    return found


def _is_joined(words: Sequence[Word], before: Party, party: Party) -> bool:
    """Whether a party, or a body of it, stands right behind another, joined by "and": they did it together."""
    joint = words[before.last + 1].text if before.last + 1 < len(words) else ""
    body = party.first == before.last + 2 and look_up(joint, blame_lexicon().bodies) is not None
    return (party.first == before.last + 1 or body) and joint.startswith("و")


def _firmness(words: Sequence[Word], party: Party) -> Firmness | None:
    if _only_flies_over(words, party):
        return None
    if not party.acts and not _does_it(words, party):
        return "accused" if _is_accused(words, party) else None
    near = words[max(0, party.first - 8) : party.last + 8]
    return "suspected" if any(look_up(word.text, blame_lexicon().suspecting) for word in near) else "fact"


def _only_flies_over(words: Sequence[Word], party: Party) -> bool:
    """Whether the nearest deed before the party is a flight over the place ("the shelling came while warplanes of …
    flew over"), and none stands behind it."""
    lexicon = blame_lexicon()
    for word in reversed(words[: party.last + 1]):
        if word.text in CLAUSE_ENDS:
            return False
        if look_up(word.text, lexicon.overflights):
            return True
        if look_up(word.text, lexicon.attacks) or look_up(word.text, lexicon.verbs):
            return False
    return False


def _does_it(words: Sequence[Word], party: Party) -> bool:
    return _through(words, party.first) or _by_attack(words, party) or _by_verb(words, party)


def _through(words: Sequence[Word], first: int) -> bool:
    """ "By", "at the hands of", "whose source is" stand directly before, or before a body of the party."""
    for start in range(max(0, first - 2 - _THROUGH), first):
        found = blame_lexicon().through.at(words, start)
        if found is not None and not _belongs(words, start) and first - _THROUGH <= start + found[1] <= first:
            return True
    return False


def _belongs(words: Sequence[Word], at: int) -> bool:
    """Whether "belonging to" tells of whom somebody is, or whose car was hit, and not of who did it."""
    text = words[at].text
    hit = at > 0 and words[at - 1].text in blame_lexicon().not_doers
    return text.startswith("ال") or (hit and text.startswith("تابع"))


def _by_attack(words: Sequence[Word], party: Party) -> bool:
    """ "The shelling of the forces of …", "artillery shelling *by* the forces": an attack directly before."""
    lexicon = blame_lexicon()
    apart = party.first > 0 and words[party.first - 1].text == _OF
    of = apart or words[party.first].text.startswith(_OF)
    for before in range(party.first - 1 - apart, max(-1, party.first - 2 - apart - ADJECTIVES), -1):
        text = words[before].text
        if text == _FROM and before > 0 and look_up(words[before - 1].text, lexicon.attacks):
            return True
        if text in CLAUSE_ENDS or text in lexicon.not_doers:
            return False
        if look_up(text, lexicon.attacks) or look_up(text, lexicon.engines):
            between = party.first - before - 1 - apart
            return of or between <= 1
    return False


def _by_verb(words: Sequence[Word], party: Party) -> bool:
    """A verb of attack just before the party, or just behind it."""
    before = words[max(0, party.first - 2) : party.first]
    if before and before[-1].text in blame_lexicon().not_doers:
        return False
    if any(_is_verb(word) for word in before[-1:]):
        return True
    if len(before) == 2 and _is_verb(before[0]) and look_up(before[1].text, blame_lexicon().bodies):
        return True
    return _verb_behind(words, party)


def _verb_behind(words: Sequence[Word], party: Party) -> bool:
    """ "The forces of … shelled": a verb, and not the noun that many verbs are spelled like ("in the shelling")."""
    previous = words[party.last]
    for word in words[party.last + 1 : party.last + 1 + _VERB_REACH]:
        if word.text in CLAUSE_ENDS or previous.text in blame_lexicon().before_nouns:
            return False
        if _is_verb(word):
            return not words[party.first].text.startswith(("لل", "بال"))
        previous = word
    return False


def _is_verb(word: Word) -> bool:
    found = look_up(word.text, blame_lexicon().verbs)
    return found is not None and not found[0].preposition and not found[0].article


def _is_accused(words: Sequence[Word], party: Party) -> bool:
    before = words[max(0, party.first - _ACCUSED_REACH) : party.first]
    return any(look_up(word.text, blame_lexicon().accusing) for word in before)
