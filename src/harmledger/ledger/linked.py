"""What links the tellings of a record: what linking made goes in; what it asks, when others come, comes out."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import (
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from harmledger.ledger import crowds, tables
from harmledger.ledger.truth import chunks
from harmledger.linking.held import Place
from harmledger.linking.link import Cluster, Footing, Linked, Tie
from harmledger.linking.near import Likeness
from harmledger.linking.stands import At, Stand
from harmledger.linking.touched import Touched
from harmledger.records.canonical import canonical_json
from harmledger.records.incident import Incident

_BATCH = 2000


def put_linked(connection: Connection, linked: Linked) -> None:
    """Keeps what a whole record was linked by, over tables that are empty."""
    _put_stands(connection, linked.stands, linked.footings)
    _insert(connection, tables.crowds, _crowd_rows(linked.stands))
    _insert(connection, tables.ties, map(_tie_row, linked.ties))
    _insert(connection, tables.likenesses, map(_likeness_row, linked.likenesses))


def patch_linked(connection: Connection, gone: Collection[str], touched: Touched) -> None:
    """Puts what has changed in place of what was there; `gone`: the tellings that left, for ever or to come again."""
    left = list(_stands(connection, gone).values())
    _delete(connection, tables.crowds, _crowd_rows(left))
    for chunk in chunks(sorted(gone)):
        connection.execute(delete(tables.stands).where(tables.stands.c.telling_id.in_(chunk)))
    _put_stands(connection, touched.stands, touched.footings)
    _insert(connection, tables.crowds, _crowd_rows(touched.stands))
    _move(connection, touched.footings)
    _delete(connection, tables.ties, ({"left": left, "right": right} for left, right in touched.untied))
    _insert(connection, tables.ties, map(_tie_row, touched.tied))
    _delete(connection, tables.likenesses, ({"one": one, "other": other} for one, other in touched.unlike))
    _insert(connection, tables.likenesses, map(_likeness_row, touched.alike))


class HeldLinks:
    """What linking asks of a record, but for the tellings themselves."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def stands(self, ids: Collection[str]) -> Mapping[str, Stand]:
        """Those of these tellings that are held."""
        return _stands(self.connection, ids)

    def before(self, at: At, most: Mapping[int, int]) -> Mapping[int, Sequence[At]]:
        """As `crowds.before`."""
        return crowds.before(self.connection, at, most)

    def after(self, at: At, most: Mapping[int, int]) -> Mapping[int, Sequence[At]]:
        """As `crowds.after`."""
        return crowds.after(self.connection, at, most)

    def ties(self, ids: Collection[str]) -> list[Tie]:
        """Those with an end among these tellings."""
        table = tables.ties
        found: dict[tuple[str, str], Tie] = {}
        for chunk in chunks(sorted(ids)):
            for end in (table.c.left, table.c.right):
                for row in self.connection.execute(select(table).where(end.in_(chunk))):
                    found[row.left, row.right] = Tie(row.left, row.right, row.score)
        return list(found.values())

    def places(self, ids: Collection[str]) -> dict[str, Place]:
        """All tellings in the pieces of these."""
        table = tables.stands
        pieces: set[str] = set()
        for chunk in chunks(sorted(ids)):
            pieces.update(self.connection.scalars(select(table.c.piece).where(table.c.telling_id.in_(chunk))))
        return {
            row.telling_id: Place(Footing(row.piece, row.filed_under), row.incident_id)
            for chunk in chunks(sorted(pieces))
            for row in self.connection.execute(_PLACES.where(table.c.piece.in_(chunk)))
        }

    def filed(self, keys: Collection[str]) -> list[str]:
        """All tellings filed under these."""
        table = tables.stands
        return [
            id
            for chunk in chunks(sorted(keys))
            for id in self.connection.scalars(
                select(table.c.telling_id).where(table.c.filed_under.in_(chunk))
            )
        ]

    def likenesses(self, firsts: Collection[str]) -> list[Likeness]:
        """Those of the clusters with these first tellings, with any other."""
        table = tables.likenesses
        found: dict[tuple[str, str], Likeness] = {}
        for chunk in chunks(sorted(firsts)):
            for end in (table.c.one, table.c.other):
                for payload in self.connection.scalars(select(table.c.payload).where(end.in_(chunk))):
                    each = msgspec.json.decode(payload, type=Likeness)
                    found[each.one, each.other] = each
        return list(found.values())

    def clusters(self, ids: Collection[str]) -> list[Cluster]:
        """The clusters with these first tellings, `near` left empty."""
        return [_cluster(incident) for incident in self._incidents(ids)]

    def _incidents(self, ids: Collection[str]) -> Iterator[Incident]:
        held = tables.incidents.join(tables.tellings, tables.incidents.c.id == tables.tellings.c.incident_id)
        query = select(tables.incidents.c.payload).select_from(held)
        for chunk in chunks(sorted(ids)):
            for payload in self.connection.scalars(query.where(tables.tellings.c.id.in_(chunk))):
                yield msgspec.json.decode(payload, type=Incident)


_PLACES = select(
    tables.stands.c.telling_id,
    tables.stands.c.piece,
    tables.stands.c.filed_under,
    tables.tellings.c.incident_id,
).select_from(tables.stands.join(tables.tellings, tables.stands.c.telling_id == tables.tellings.c.id))


def filings_held(connection: Connection, ids: Collection[str]) -> dict[str, str | None]:
    """Where these tellings are filed, as people left them."""
    table = tables.stands
    query = select(table.c.telling_id, table.c.filed_under)
    return {
        row.telling_id: row.filed_under
        for chunk in chunks(sorted(ids))
        for row in connection.execute(query.where(table.c.telling_id.in_(chunk)))
    }


def _stands(connection: Connection, ids: Collection[str]) -> dict[str, Stand]:
    table = tables.stands
    return {
        row.telling_id: msgspec.msgpack.decode(row.payload, type=Stand)
        for chunk in chunks(sorted(ids))
        for row in connection.execute(
            select(table.c.telling_id, table.c.payload).where(table.c.telling_id.in_(chunk))
        )
    }


def _put_stands(connection: Connection, stands: Iterable[Stand], footings: Mapping[str, Footing]) -> None:
    _insert(
        connection,
        tables.stands,
        (
            {
                "telling_id": stand.id,
                **msgspec.structs.asdict(footings[stand.id]),
                "payload": msgspec.msgpack.encode(stand),
            }
            for stand in stands
        ),
    )


def _move(connection: Connection, footings: Mapping[str, Footing]) -> None:
    """Gives tellings that are there the footing that they have now."""
    statement = update(tables.stands).where(tables.stands.c.telling_id == bindparam("telling"))
    rows = ({"telling": id, **msgspec.structs.asdict(each)} for id, each in footings.items())
    for batch in chunks(rows, _BATCH):
        connection.execute(statement, batch)


def _crowd_rows(stands: Sequence[Stand]) -> Iterator[dict[str, Any]]:
    """In order of the table's key, so that a large record is written from one end to the other."""
    ordered = sorted(stands, key=lambda stand: stand.at)
    keys, whose = array("q"), array("q")
    for nth, stand in enumerate(ordered):
        own = list(stand.held_keys())
        keys.extend(own)
        whose.extend([nth] * len(own))
    for at in np.argsort(np.frombuffer(keys, "q") if keys else np.empty(0, "q"), kind="stable"):
        stand = ordered[whose[at]]
        yield {"key": keys[at], "day": stand.day, "telling_id": stand.id}


def _tie_row(tie: Tie) -> dict[str, Any]:
    return {"left": tie.left, "right": tie.right, "score": tie.score}


def _likeness_row(each: Likeness) -> dict[str, Any]:
    return {"one": each.one, "other": each.other, "payload": canonical_json(each)}


def _cluster(incident: Incident) -> Cluster:
    return Cluster(
        tellings=incident.tellings,
        filed_under=incident.key,
        links=incident.links,
        origins=incident.origins,
        origins_low=incident.origins_low,
        origins_high=incident.origins_high,
    )


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for batch in chunks(rows, _BATCH):
        connection.execute(insert(table), batch)


def _delete(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Takes out the rows of these keys."""
    for batch in chunks(rows, _BATCH):
        own = [table.c[name] == bindparam(f"its_{name}") for name in batch[0]]
        named = [{f"its_{name}": value for name, value in row.items()} for row in batch]
        connection.execute(delete(table).where(and_(*own)), named)
