"""The stands that a record holds, and those that leave and come; who meets whom then, and whom they jostle, out.

Everything here agrees with `blocking.candidate_pairs` of all stands together, without a look at all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from harmledger.linking import blocking
from harmledger.linking.blocking import Meeting
from harmledger.linking.stands import At, Stand

IdPair = tuple[str, str]

_ALL = 1_000_000
"""More than stand under any key of a cell."""
_NOBODY: tuple[int, Sequence[At]] = (-1, ())


class Crowd(Protocol):
    """What a record keeps of stands, by key."""

    def stands(self, ids: Collection[str]) -> Mapping[str, Stand]:
        """Those of these tellings that are held."""
        ...

    def before(self, at: At, most: Mapping[int, int]) -> Mapping[int, Sequence[At]]:
        """For each of these keys its last holders before a place in the order of days, the nearest first, as many as
        are asked for; nothing for a key that nobody holds there."""
        ...

    def after(self, at: At, most: Mapping[int, int]) -> Mapping[int, Sequence[At]]:
        """For each of these keys its first holders behind a place, the nearest first, as `before`."""
        ...


class _Side:
    """The holders of keys on one side of places, those of a record's asked for once and many keys at a time."""

    def __init__(self, ask: Callable[[At, Mapping[int, int]], Mapping[int, Sequence[At]]]) -> None:
        self._ask = ask
        self._seen: dict[tuple[At, int], tuple[int, Sequence[At]]] = {}

    def look(self, at: At, most: Mapping[int, int]) -> None:
        """Has as many holders as these at hand."""
        absent = {key: many for key, many in most.items() if self._seen.get((at, key), _NOBODY)[0] < many}
        if absent:
            found = self._ask(at, absent)
            self._seen |= {(at, key): (many, found.get(key, ())) for key, many in absent.items()}

    def of(self, key: int, at: At, most: int) -> Sequence[At]:
        """The nearest holders of a key."""
        self.look(at, {key: most})
        return self._seen[at, key][1][:most]


class ShiftedCrowd:
    """A crowd after some have left and others come."""

    def __init__(self, held: Crowd, gone: Iterable[Stand], new: Iterable[Stand]) -> None:
        self._held = held
        self._before, self._after = _Side(held.before), _Side(held.after)
        self._gone = {stand.id: stand for stand in gone}
        self._new = {stand.id: stand for stand in new}
        self._left: Counter[int] = Counter(key for stand in self._gone.values() for key in stand.held_keys())
        self._come: dict[int, list[At]] = defaultdict(list)
        for stand in self._new.values():
            for key in stand.held_keys():
                self._come[key].append(stand.at)

    def stands(self, ids: Collection[str]) -> dict[str, Stand]:
        """Those of these tellings that are there now."""
        new = {id: self._new[id] for id in ids if id in self._new}
        there = self._held.stands([id for id in ids if id not in new and id not in self._gone])
        return {**there, **new}

    def look_around(self, stand: Stand) -> None:
        """Has at hand whoever may meet this one, or be jostled by it: a record is asked once, not for each key."""
        before: Counter[int] = Counter()
        after: Counter[int] = Counter()
        for meeting in blocking.MEETINGS:
            before |= Counter(dict.fromkeys(meeting.sought(stand), meeting.window))
            for key, followers in meeting.followed(stand):
                reach = meeting.window + self.moved(key)
                before[key], after[key] = max(before[key], reach), max(after[key], reach)
                after |= Counter(dict.fromkeys(followers, _ALL if len(followers) > 1 else reach))
        for side, most in ((self._before, before), (self._after, after)):
            side.look(stand.at, {key: many + self._left[key] for key, many in most.items()})

    def before(self, key: int, at: At, most: int) -> list[At]:
        """The last holders of a key before a place in the order of days, the nearest first."""
        held = self._before.of(key, at, most + self._left[key])
        come = [other for other in self._come.get(key, ()) if other < at]
        return sorted([*self._stayed(held), *come], reverse=True)[:most]

    def after(self, key: int, at: At, most: int) -> list[At]:
        """The first holders of a key behind a place, the nearest first."""
        held = self._after.of(key, at, most + self._left[key])
        come = [other for other in self._come.get(key, ()) if other > at]
        return sorted([*self._stayed(held), *come])[:most]

    def moved(self, key: int) -> int:
        """How many have left and come under this key."""
        return self._left[key] + len(self._come.get(key, ()))

    def _stayed(self, held: Iterable[At]) -> Iterator[At]:
        return (at for at in held if at.id not in self._gone)


def mates(stand: Stand, crowd: ShiftedCrowd) -> set[str]:
    """The tellings that this one, which is in the crowd, meets."""
    crowd.look_around(stand)
    found: set[str] = set()
    for meeting in blocking.MEETINGS:
        shared = Counter(at.id for at in _met_before(stand, meeting, crowd))
        shared.update(at.id for at in _met_after(stand, meeting, crowd))
        found.update(id for id, count in shared.items() if count >= meeting.least)
    return found


def jostled(stand: Stand, crowd: ShiftedCrowd) -> set[IdPair]:
    """Pairs of others, the earlier first, which may meet no more since this one came, or may meet since it left.

    Under each of its keys it stands between those behind it and the last that they could see.
    """
    crowd.look_around(stand)
    found: set[IdPair] = set()
    for meeting in blocking.MEETINGS:
        for key, followers in meeting.followed(stand):
            reach = meeting.window + crowd.moved(key)
            ahead = crowd.before(key, stand.at, reach)
            if not ahead:
                continue
            between = crowd.after(key, stand.at, reach)
            for follower in _followers(stand.at, followers, between, reach, crowd):
                nearer = bisect_left(between, follower) + 1
                edge = meeting.window - nearer
                last = ahead[max(0, edge - crowd.moved(key)) : max(0, edge + crowd.moved(key) + 1)]
                found.update((at.id, follower.id) for at in last if follower.day - at.day <= meeting.days)
    return found


def meet(left: Stand, right: Stand, crowd: ShiftedCrowd) -> bool:
    """Whether these two, who are in the crowd, meet."""
    earlier, later = sorted((left, right), key=lambda stand: stand.at)
    return any(_meet(earlier, later, meeting, crowd) for meeting in blocking.MEETINGS)


def _meet(earlier: Stand, later: Stand, meeting: Meeting, crowd: ShiftedCrowd) -> bool:
    if later.day - earlier.day > meeting.days:
        return False
    shared = set(meeting.held(earlier)).intersection(meeting.sought(later))
    if len(shared) < meeting.least:
        return False
    seen = sum(earlier.at in crowd.before(key, later.at, meeting.window) for key in shared)
    return seen >= meeting.least


def _met_before(stand: Stand, meeting: Meeting, crowd: ShiftedCrowd) -> Iterator[At]:
    """Those before it that it sees, once for each key."""
    for key in meeting.sought(stand):
        for at in crowd.before(key, stand.at, meeting.window):
            if stand.day - at.day > meeting.days:
                break
            yield at


def _met_after(stand: Stand, meeting: Meeting, crowd: ShiftedCrowd) -> Iterator[At]:
    """Those behind it that see it, once for each key."""
    for key, followers in meeting.followed(stand):
        between = crowd.after(key, stand.at, meeting.window)
        for at in _followers(stand.at, followers, between, meeting.window, crowd):
            if at.day - stand.day <= meeting.days:
                yield at


def _followers(
    place: At, keys: Sequence[int], between: Sequence[At], reach: int, crowd: ShiftedCrowd
) -> Iterator[At]:
    """Those under `keys` behind a place with fewer than `reach` of those `between` it and them."""
    for key in keys:
        for at in crowd.after(key, place, _ALL if len(keys) > 1 else reach):
            if bisect_left(between, at) >= reach:
                break
            yield at
