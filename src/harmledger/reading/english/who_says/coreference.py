"""A short form or pronoun for a speaker in, the fuller name in the same report out; null rather than a
guess."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from harmledger.reading.english.who_says.saying import Saying
from harmledger.reading.english.who_says.voice_kinds import kind_of, voice_lexicon
from harmledger.records.span import Span

_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:(?:of|for|the|al|bin|de) ){0,2}[A-Z][\w’'.-]*)+")
_NEAR = 400
"""Code points back to the saying whose speaker a pronoun can mean: about two sentences."""
_WORD = re.compile(r"\w[\w’'-]*")
_DAY = r"(?:(?:late |early |earlier )?(?:on )?[A-Z][a-z]+day(?: \w+)?,? )"
_WRITING = r"(?:in an? (?:\w+ ){0,3}(?:statement|report|post|briefing|letter),? )"
_UP_TO_SUBJECT = re.compile(rf"(?:that )?{_DAY}?{_WRITING}?(?:that )?")
"""What may stand between a verb of saying and the subject of what is said: "said *on Tuesday that* it had …"."""


class Names:
    """The full names of one text, by their words. Built in one pass."""

    def __init__(self, content: str) -> None:
        """Takes the text whose names are wanted."""
        self._by_word: dict[str, list[tuple[int, str]]] = {}
        for found in _NAME.finditer(content):
            name = found[0].rstrip(".")
            for word in {word.lower() for word in _WORD.findall(name)}:
                self._by_word.setdefault(word, []).append((found.start(), name))

    def only_one_with(self, word: str, before: int) -> str | None:
        """The one full name that holds `word` and stands before that place; null where there are none or
        several."""
        places = self._by_word.get(word.lower(), [])
        names = {name for _, name in places[: bisect.bisect_left(places, (before, ""))][:_MOST_LOOKED_AT]}
        return _longest_of_one(names)


_MOST_LOOKED_AT = 200
"""Occurrences of a name that are compared; a text that names so many bodies alike settles nothing."""


def _longest_of_one(names: set[str]) -> str | None:
    """The fullest of `names` if all the others are parts of it."""
    if not names:
        return None
    fullest = max(sorted(names), key=len)
    return fullest if all(name in fullest for name in names) else None


def refers_to(index: int, speaker: Span, sayings: Sequence[Saying], content: str, names: Names) -> str | None:
    """The fuller name that the words at `speaker`, of the saying at `index`, stand for within this report."""
    saying = sayings[index]
    words = speaker.of(content)
    lower = words.lower()
    if saying.antecedent is not None:
        return saying.antecedent.of(content)
    lexicon = voice_lexicon()
    if lower in lexicon.speakers_themselves:
        return _whose_words(saying, sayings, content, names)
    if lower in lexicon.persons:
        return _same_speaker(index, sayings, content, names) or _speaker_before(
            index, sayings, content, names, person=True
        )
    if lower in lexicon.bodies:
        return _same_speaker(index, sayings, content, names) or _speaker_before(
            index, sayings, content, names, person=False
        )
    return _fuller(words, speaker.start, names)


def _same_speaker(index: int, sayings: Sequence[Saying], content: str, names: Names) -> str | None:
    """ "The monitor said *it* could not …": what is said begins with the pronoun, which is its speaker."""
    saying = sayings[index]
    if saying.parent is None or saying.source is None:
        return None
    outer = sayings[saying.parent]
    before = [p.start for p in outer.content if p.start <= saying.source.start]
    if outer.form != "verb" or not before or len(outer.speakers) != 1:
        return None
    if _UP_TO_SUBJECT.fullmatch(content, before[-1], saying.source.start) is None:
        return None
    outer_words = outer.speakers[0].of(content)
    if (saying.source.of(content).lower() in voice_lexicon().persons) != (kind_of(outer_words) == "person"):
        return None
    return _whose_words(saying, sayings, content, names)


def _whose_words(saying: Saying, sayings: Sequence[Saying], content: str, names: Names) -> str | None:
    """ "'*We* counted nine,' the envoy said": who says "we" is whoever is quoted."""
    if saying.parent is None or len(sayings[saying.parent].speakers) != 1:
        return None
    speaker = sayings[saying.parent].speakers[0]
    return refers_to(saying.parent, speaker, sayings, content, names) or speaker.of(content)


def _speaker_before(
    index: int, sayings: Sequence[Saying], content: str, names: Names, *, person: bool
) -> str | None:
    """The speaker of the saying just before, if that is one and stands near: a named person, or a body."""
    saying = sayings[index]
    if saying.parent is not None:
        return None
    for at in range(index - 1, -1, -1):
        before = sayings[at]
        if saying.cue.start - before.cue.end > _NEAR:
            return None
        if before.source is None or before.parent is not None:
            continue
        words = before.source.of(content)
        if len(before.speakers) != 1:
            return None
        if words.lower() in (*voice_lexicon().persons, *voice_lexicon().bodies):
            continue
        full = _fuller(words, before.source.start, names) or words
        return full if (_is_person(full) if person else _is_body(full)) else None
    return None


def _is_person(words: str) -> bool:
    """ "Haddad", "minister Sara Haddad", "its spokesman, Col. Haddad": a name stands behind a first word."""
    parts = [part.split() for part in words.split(",")[:2]]
    return kind_of(words) == "person" or any(word[0].isupper() for part in parts for word in part[1:])


def _is_body(words: str) -> bool:
    """A word of its kind, and no name behind it: "the army", "the Red Cross", not "its spokesman, Col. Haddad"."""
    return "," not in words and kind_of(words) not in ("person", "unknown")


def _fuller(words: str, at: int, names: Names) -> str | None:
    """ "The ministry" → the one ministry named before; "Haddad" → the one full name before that ends so."""
    short = words.removeprefix("The ").removeprefix("the ")
    if " " in short or not short:
        return None
    if short.lower() in voice_lexicon().short_forms and short != words:
        return names.only_one_with(short, at)
    if short[0].isupper() and short == words:
        name = names.only_one_with(short, at)
        return name if name is not None and name.endswith(short) else None
    return None
