"""Identities as they were minted and the tellings that are told now in; where each incident's id stands, out (law 9).

An id is minted from a subject: a telling's id, or `filed:<key>`. Its anchor is that subject, or `<telling id>~2` and
`filed~2:<key>` where the ids minted from it before redirect for ever. It stands at the first of the tellings in
`Identity.held` that is still told, by its id or by most of its words: so it outlives a newer reader and an erasure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from harmledger.records.canonical import mint
from harmledger.records.incident import Identity
from harmledger.records.telling import Refs, TellingRef

HELD = 3
"""Tellings by which an incident is found again: a newer reader that tells none of three otherwise is hardly one."""
_FILED = "filed"

Find = Callable[[TellingRef], str | None]
"""The telling of now that a telling was, if any is."""


def by_id_alone(ref: TellingRef) -> str | None:
    """Finds tellings where none has changed."""
    return ref.id


class _Stand(NamedTuple):
    """Where an id stands: `exact` where that is what it was held by, not something told in the same words."""

    subject: str
    exact: bool


class Anchors:
    """The incidents' ids, by where they stand."""

    def __init__(
        self,
        rows: Iterable[Identity] = (),
        find: Find = by_id_alone,
        kept: Mapping[str, str] | None = None,
    ) -> None:
        """`rows`: oldest first. `kept`: incidents whose anchor left them by a person's decision, with the telling at
        which they stand instead."""
        self.find = find
        self._kept = kept or {}
        latest = _latest(rows)
        self._age = {id: nth for nth, id in enumerate(latest)}
        self._minted = Counter(_subject(identity.anchor) for identity in latest.values())
        self._at: dict[str, list[Identity]] = defaultdict(list)
        self._inexact: set[str] = set()
        for identity in latest.values():
            self._set(identity)

    def at(self, subject: str) -> Sequence[Identity]:
        """The ids that stand there, those given up among them, oldest first."""
        return self._at.get(subject, ())

    def live(self, subjects: Iterable[str]) -> list[Identity]:
        """The ids that stand at any of these and were not given up: the oldest first, behind all others those that
        are found by words alone where another one stands by its own telling."""
        found: list[tuple[bool, int, Identity]] = []
        for subject in subjects:
            there = [identity for identity in self.at(subject) if identity.redirects_to is None]
            own = any(identity.id not in self._inexact for identity in there)
            found += (
                (own and identity.id in self._inexact, self._age[identity.id], identity) for identity in there
            )
        return [identity for *_, identity in sorted(found, key=lambda each: each[:2])]

    def new(self, subject: str) -> Identity:
        """An identity that was never minted."""
        nth = 1 + self._minted[subject]
        return Identity(id=nth_id(subject, nth), anchor=nth_anchor(subject, nth))

    def held_from_now_on(
        self, identity: Identity, tellings: Sequence[str], ref_of: Callable[[str], TellingRef]
    ) -> Refs:
        """By which of its tellings an incident with these is found: those by which it was, then others by id."""
        members, known = set(tellings), dict[str, TellingRef]()
        for ref in identity.held:
            found = self.find(ref)
            if found in members:
                known.setdefault(found, ref)
        missing = min(HELD, len(tellings)) - len(known)
        others = [id for id in tellings if id not in known][: max(0, missing)]
        return (*known.values(), *map(ref_of, others))

    def _set(self, identity: Identity) -> None:
        stand = self._stand(identity)
        if stand is not None:
            self._at[stand.subject].append(identity)
            if not stand.exact:
                self._inexact.add(identity.id)

    def _stand(self, identity: Identity) -> _Stand | None:
        subject = _subject(identity.anchor)
        if is_filing(subject):
            return _Stand(subject, exact=True)
        if identity.id in self._kept:
            return _Stand(self._kept[identity.id], exact=True)
        for ref in identity.held or (TellingRef(id=subject, report_id=""),):
            if (found := self.find(ref)) is not None:
                return _Stand(found, exact=found == ref.id)
        return None


def filing(key: str) -> str:
    """The subject that an analyst's filing is."""
    return f"{_FILED}:{key}"


def is_filing(subject: str) -> bool:
    """Whether it is a filing, not a telling."""
    return subject.startswith(f"{_FILED}:")


def nth_id(subject: str, nth: int) -> str:
    """The id that is minted from a subject for the nth time, from 1."""
    of = (_FILED, subject.partition(":")[2]) if is_filing(subject) else ("telling", subject)
    return mint("inc", *of, *([nth] if nth > 1 else []))


def nth_anchor(subject: str, nth: int) -> str:
    """The anchor of that id."""
    if nth == 1:
        return subject
    return f"{_FILED}~{nth}:{subject.partition(':')[2]}" if is_filing(subject) else f"{subject}~{nth}"


def earlier_ids(anchor: str) -> tuple[str, ...]:
    """The ids that were minted from the same telling or filing before the one with this anchor, oldest first."""
    subject, nth = _subject_and_nth(anchor)
    return tuple(nth_id(subject, earlier) for earlier in range(1, nth))


def _subject(anchor: str) -> str:
    return _subject_and_nth(anchor)[0]


def _subject_and_nth(anchor: str) -> tuple[str, int]:
    """An analyst's key may hold any character; before its colon there is but the number."""
    head, colon, key = anchor.partition(":")
    kind, _, nth = head.partition("~")
    if colon and kind == _FILED:
        return filing(key), int(nth or 1)
    subject, _, nth = anchor.partition("~")
    return subject, int(nth or 1)


def _latest(rows: Iterable[Identity]) -> dict[str, Identity]:
    """What all rows of each id come to, oldest id first."""
    latest: dict[str, Identity] = {}
    for row in rows:
        before = latest.setdefault(row.id, row)
        says = row if row.redirects_to is None else before
        latest[row.id] = msgspec.structs.replace(
            before, redirects_to=row.redirects_to or before.redirects_to, held=says.held, nth=says.nth
        )
    return latest


NO_ANCHORS = Anchors()
