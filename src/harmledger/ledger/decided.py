"""Decisions out of the truth: an open connection goes in; those in force come out, and what they say of claims.

A decision is in force unless a later Undo of it is. Of the verdicts on one claim the last in force counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select

from harmledger.ledger.kinds import KINDS, decode
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import behind, chunks, present, stream
from harmledger.records.decision import VERDICTS, Decision, DecisionKind


def decisions(
    connection: Connection, *, after: int = 0, owners: Iterable[str] | None = None
) -> list[Decision]:
    """The decisions behind row `after` of the truth, or those whose first id is one of `owners`; oldest first."""
    query = behind(after, ["decision"]) if after else present("decision").order_by(truth.c.seq)
    if owners is None:
        return [decision for _, decision in _decoded(connection, query)]
    found: list[tuple[int, Decision]] = []
    for chunk in chunks(dict.fromkeys(owners)):
        found += _decoded(connection, query.where(truth.c.owner.in_(chunk)))
    return [decision for _, decision in sorted(found, key=lambda row: row[0])]


def decisions_called(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[int, Decision]]:
    """The decisions of these ids, each with the number of its row."""
    for chunk in chunks(sorted(set(ids))):
        yield from _decoded(connection, present("decision").where(truth.c.id.in_(chunk)))


def story(connection: Connection, owners: Iterable[str]) -> list[tuple[int, Decision]]:
    """The decisions whose first id is one of `owners`, with every undoing of them, each with the number of its row,
    oldest first."""
    query = present("decision").order_by(truth.c.seq)
    found: dict[str, tuple[int, Decision]] = {}
    waiting = list(dict.fromkeys(owners))
    while waiting:
        newest: list[str] = []
        for chunk in chunks(waiting):
            for seq, decision in _decoded(connection, query.where(truth.c.owner.in_(chunk))):
                if decision.id not in found:
                    found[decision.id] = (seq, decision)
                    newest.append(decision.id)
        waiting = newest
    return sorted(found.values(), key=lambda row: row[0])


def with_undoings(connection: Connection, found: Sequence[Decision]) -> list[Decision]:
    """`found` followed by every Undo of them, and every Undo of those."""
    whole, newest = list(found), list(found)
    while newest:
        newest = [
            each
            for each in decisions(connection, owners=[decision.id for decision in newest])
            if each.kind == "undo"
        ]
        whole += newest
    return whole


def undone(found: Sequence[Decision]) -> set[str]:
    """The ids that an Undo in force, among `found`, takes out of force."""
    gone: set[str] = set()
    for decision in reversed(found):  # an Undo always comes behind what it undoes
        if decision.kind == "undo" and decision.id not in gone:
            gone.add(decision.on[0])
    return gone


def in_force(found: Sequence[Decision]) -> list[Decision]:
    """Those of `found` that no Undo in force takes away, in their order, the undoings left out."""
    gone = undone(found)
    return [each for each in found if each.id not in gone and each.kind != "undo"]


def decisions_in_force(connection: Connection, owners: Iterable[str] | None = None) -> list[Decision]:
    """The decisions in force, oldest first: all, or those whose first id is one of `owners`."""
    found = decisions(connection, owners=owners)
    return in_force(found if owners is None else with_undoings(connection, found))


class Verdicts:
    """What decisions in force say of claims."""

    def __init__(self, found: Iterable[Decision]) -> None:
        self._last: dict[str, Decision] = {}
        self._made: dict[str, list[Decision]] = defaultdict(list)
        self._cleared: dict[str, Decision] = {}
        for decision in found:
            self._take(decision)

    def _take(self, decision: Decision) -> None:
        if decision.kind in VERDICTS:
            self._last[decision.on[0]] = decision
        if decision.kind in ("correct", "add"):
            self._made[decision.on[-1]].append(decision)
        if decision.kind == "clear_quote":
            self._cleared[decision.on[0]] = decision

    def on(self, claim_id: str) -> Decision | None:
        """The verdict on this claim."""
        return self._last.get(claim_id)

    def kind_on(self, claim_id: str) -> DecisionKind | None:
        """The kind of the verdict on this claim."""
        found = self._last.get(claim_id)
        return None if found is None else found.kind

    def cleared(self, claim_id: str) -> Decision | None:
        """The clearing of this claim's quote."""
        return self._cleared.get(claim_id)

    def maker(self, claim_id: str) -> Decision | None:
        """The decision by which this claim of a person stands; None if it does not stand, or no person made it.

        A correction stands while it is the last verdict on what it corrects, an addition while it is in force.
        """
        makers = (
            made
            for made in reversed(self._made.get(claim_id, ()))
            if made.kind == "add" or self._last[made.on[0]] is made
        )
        return next(makers, None)

    def corrected(self) -> Iterator[Decision]:
        """The corrections that are the last word on what they correct."""
        return (decision for decision in self._last.values() if decision.kind == "correct")

    def root(self, claim_id: str) -> str:
        """The claim that was there before this one's correction, and before that one's, to the first."""
        seen = {claim_id}
        while (made := self.maker(claim_id)) is not None and made.on[0] not in seen:
            claim_id = made.on[0]
            seen.add(claim_id)
        return claim_id


NO_VERDICTS = Verdicts(())


def verdicts(connection: Connection, claim_ids: Iterable[str] | None = None) -> Verdicts:
    """What is decided on these claims (null: on all)."""
    return Verdicts(decisions_in_force(connection, claim_ids))


def _decoded(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[tuple[int, Decision]]:
    for row in stream(connection, query):
        decision = decode(KINDS["decision"], row.version, row.payload)
        if isinstance(decision, Decision):
            yield row.seq, decision
