"""Stands in, the pairs worth comparing out: near in place and days, or sharing rare names, rare words, streets
or copied text.

Pairs are left out only in crowds: of more than `window` stands under one key, each is met by those behind it for whom
it is among the last `window`, so that cost grows with the number of tellings, not its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from harmledger.linking.stands import Stand, cells_around, cells_held

Pair = tuple[int, int]

ANY_DAYS = 4_000_000
"""More than all days of the calendar."""
_NAMES, _BANDS, _RAREST, _RARE, _STREETS = range(5)
"""As `Stand.words` has them."""


class Meeting(NamedTuple):
    """A way to meet: `least` shared keys within `days` of each other, among the last `window` under a key."""

    held: Callable[[Stand], Iterable[int]]
    """Under which keys a stand is found."""
    sought: Callable[[Stand], Iterable[int]]
    """Under which keys it looks for those before it."""
    followed: Callable[[Stand], Iterable[tuple[int, Sequence[int]]]]
    """For each key that it holds, the keys of those behind it who look there."""
    least: int
    days: int
    window: int


def _words_of(nth: int, stand: Stand) -> tuple[int, ...]:
    return stand.words[nth]


def _followers(nth: int, stand: Stand) -> Iterator[tuple[int, Sequence[int]]]:
    return ((key, (key,)) for key in stand.words[nth])


def _cells_sought(stand: Stand) -> Iterator[int]:
    return (key for _, near in cells_around(stand, later=False) for key in near)


def _by_words(nth: int, *, least: int, days: int, window: int) -> Meeting:
    held = partial(_words_of, nth)
    return Meeting(held, held, partial(_followers, nth), least, days, window)


MEETINGS = (
    Meeting(cells_held, _cells_sought, partial(cells_around, later=True), least=1, days=ANY_DAYS, window=150),
    _by_words(_NAMES, least=1, days=ANY_DAYS, window=150),
    _by_words(_BANDS, least=1, days=ANY_DAYS, window=150),
    _by_words(_RAREST, least=2, days=ANY_DAYS, window=30),
    _by_words(_RAREST, least=1, days=3, window=30),
    _by_words(_RARE, least=2, days=12, window=100),
    _by_words(_STREETS, least=1, days=ANY_DAYS, window=30),
)


def candidate_pairs(stands: Sequence[Stand]) -> Iterator[Pair]:
    """Pairs (i, j), i < j, of positions in `stands`; each once, in ascending order."""
    mates: dict[int, set[int]] = defaultdict(set)
    order = sorted(range(len(stands)), key=lambda nth: stands[nth].at)
    for meeting in MEETINGS:
        for i, j in _meeting_pairs(stands, order, meeting):
            mates[min(i, j)].add(max(i, j))
    for i in sorted(mates):
        for j in sorted(mates.pop(i)):
            yield i, j


def _meeting_pairs(stands: Sequence[Stand], order: Sequence[int], meeting: Meeting) -> Iterator[Pair]:
    """Walks through the stands in order of days, each looking back at those under the keys that it seeks."""
    recent: dict[int, deque[int]] = {}
    for at in order:
        first_day = stands[at].day - meeting.days
        shared: Counter[int] = Counter()
        for key in meeting.sought(stands[at]):
            for earlier in reversed(recent.get(key, ())):
                if stands[earlier].day < first_day:
                    break
                shared[earlier] += 1
        for key in meeting.held(stands[at]):
            recent.setdefault(key, deque(maxlen=meeting.window)).append(at)
        for earlier, count in shared.items():
            if count >= meeting.least:
                yield earlier, at
