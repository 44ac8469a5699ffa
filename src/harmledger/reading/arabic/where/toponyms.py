"""A folded Arabic text in, the places that it names out: spotted, resolved together, with written coordinates."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from harmledger.places.coordinates import find_coordinates
from harmledger.places.gazetteer import Gazetteer
from harmledger.places.resolve import Mention, resolve
from harmledger.reading.arabic.stance.actors import theatre_of
from harmledger.reading.arabic.where.spotting import AROUND, Spotted, spot_places, toponym_words
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import Word
from harmledger.records.place import Level, Place
from harmledger.records.span import Span

_MOST_BETWEEN = 4
_HEAD_MARKS = frozenset(":|/")


class NamedPlace(NamedTuple):
    """A place, and whether the words let it be where something happened."""

    place: Place
    scene: bool


def find_places(text: Folded, words: Sequence[Word], gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    """The places named in `words`, in order; each is decided by all of them. Linear in `words`."""
    spotted = spot_places(words, gazetteer)
    heads = [n for n, one in enumerate(spotted) if _is_head(text, words, one, gazetteer)]
    mentions = []
    for n, one in enumerate(spotted):
        levels = AROUND if n in heads else _levels(words, spotted, n)
        container = _container(words, spotted, n)
        if container is None and one.sure and not gazetteer.knows(one.name):
            container = _head_of(text, spotted, heads, n)
        mentions.append(Mention(one.name, text.span(one.start, one.end), levels, container))
    said = [_said(text, mention) for mention in mentions]
    resolved = resolve(said, gazetteer, home_country=theatre_of(words))
    named = [
        NamedPlace(place, one.scene)
        for place, one in zip(resolved, spotted, strict=True)
        if place is not None
    ]
    written = [NamedPlace(place, scene=True) for place in find_coordinates(text.content)]
    return tuple(sorted((*named, *written), key=lambda one: one.place.span or Span(0, 0)))


def _levels(words: Sequence[Word], spotted: Sequence[Spotted], n: int) -> frozenset[Level]:
    """The levels that the words beside a name allow. "The village of A, south of B" is not in the town B: B stands for
    the area around it."""
    one = spotted[n]
    if one.levels or n == 0 or _container(words, spotted, n - 1) != n:
        return one.levels
    between = words[spotted[n - 1].last + 1 : one.first]
    around = any(word.text in toponym_words().directions for word in between)
    return AROUND if around and spotted[n - 1].levels else one.levels


def _is_head(text: Folded, words: Sequence[Word], one: Spotted, gazetteer: Gazetteer) -> bool:
    """Whether the name of a province heads a line ("X: a shell …"): it stands for all that lies in it."""
    if one.levels or one.last + 1 >= len(words) or words[one.last + 1].text not in _HEAD_MARKS:
        return False
    before = words[one.first - 1].start if one.first else 0
    begins = one.first == 0 or "\n" in text.words[before : words[one.first].start]
    return begins and any(match.candidate.level == "province" for match in gazetteer.matches(one.name))


def _head_of(text: Folded, spotted: Sequence[Spotted], heads: Sequence[int], n: int) -> int | None:
    """The province that heads the line of a name which no gazetteer lists."""
    at = bisect.bisect_left(heads, n) - 1
    if at < 0 or "\n" in text.words[spotted[heads[at]].end : spotted[n].start]:
        return None
    return heads[at]


def _said(text: Folded, mention: Mention) -> Mention:
    return mention._replace(said=mention.span.of(text.content))


def _container(words: Sequence[Word], spotted: Sequence[Spotted], n: int) -> int | None:
    """The next place, where only words like "in the countryside of" stand between ("X, in the Y district")."""
    if n + 1 >= len(spotted):
        return None
    between = words[spotted[n].last + 1 : spotted[n + 1].first]
    beside = toponym_words().beside
    led = 0 < len(between) <= _MOST_BETWEEN and all(word.text in beside for word in between)
    in_it = not between and words[spotted[n + 1].first].text.startswith("ب")
    return n + 1 if led or in_it else None
