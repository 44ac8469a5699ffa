"""Decisions in force that bear on more than what they are made on: which they are, by what they bear on, without a
look at any other. Linking decisions bear on what they speak of, assignments on each of their reports, and a
publication on all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from harmledger.ledger import tables, truth
from harmledger.ledger.decided import decisions_called, in_force, story, with_undoings
from harmledger.linking.concern import Node, spoken_of
from harmledger.records.decision import LINKING, Decision, Links, value_of

_EVERYTHING: Node = ("publication", "")


def put_bearing(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Notes what these decisions bear on."""
    rows = [
        {"kind": kind, "subject": subject, "decision_id": decision.id}
        for decision in decisions
        for kind, subject in dict.fromkeys(_nodes(decision))
    ]
    for chunk in truth.chunks(rows):
        connection.execute(insert(tables.bearing), chunk)


def bring_bearing_up(connection: Connection, news: Sequence[Decision]) -> None:
    """Notes what is new: `news` are decisions that came, and those that they undo."""
    for chunk in truth.chunks(decision.id for decision in news):
        connection.execute(delete(tables.bearing).where(tables.bearing.c.decision_id.in_(chunk)))
    ids = {decision.id for decision in news}
    still = in_force(with_undoings(connection, news))
    put_bearing(connection, {each.id: each for each in still if each.id in ids}.values())


def bearing_on(connection: Connection, nodes: Collection[Node]) -> dict[int, Decision]:
    """The decisions that bear on any of these, each under its row in the truth."""
    columns = tables.bearing.c
    ids: set[str] = set()
    for kind in {kind for kind, _ in nodes}:
        for chunk in truth.chunks(sorted(subject for own, subject in nodes if own == kind)):
            query = select(columns.decision_id).where(columns.kind == kind, columns.subject.in_(chunk))
            ids.update(connection.scalars(query))
    return dict(decisions_called(connection, ids))


def links_on(connection: Connection, nodes: Collection[Node]) -> dict[int, Links]:
    """What linking decisions say that speak of any of these."""
    values = {seq: value_of(decision) for seq, decision in bearing_on(connection, nodes).items()}
    return {seq: value for seq, value in values.items() if isinstance(value, Links)}


def assignments_of(connection: Connection, report_ids: Iterable[str]) -> list[Decision]:
    """Who was given these reports, oldest first."""
    return _in_order(bearing_on(connection, [("assigned", id) for id in report_ids]))


def decisions_on(
    connection: Connection, *, owners: Iterable[str], report_ids: Iterable[str]
) -> list[Decision]:
    """The decisions in force on these claims and incidents, on how the tellings of these reports belong together, and
    the last publication; oldest first."""
    found = dict(story(connection, owners))
    found |= bearing_on(connection, [("report", id) for id in report_ids])
    published = bearing_on(connection, [_EVERYTHING])
    found |= {seq: published[seq] for seq in sorted(published)[-1:]}
    return in_force(_in_order(found))


def _in_order(found: Mapping[int, Decision]) -> list[Decision]:
    return [found[seq] for seq in sorted(found)]


def _nodes(decision: Decision) -> Iterator[Node]:
    if decision.kind == "assign":
        yield from (("assigned", report_id) for report_id in decision.on)
    elif decision.kind == "publish":
        yield _EVERYTHING
    elif decision.kind in LINKING and isinstance(value := value_of(decision), Links):
        yield from spoken_of(value)
