"""Keys and a place in the order of days in; who stands nearest to it under each of them, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Integer,
    Select,
    bindparam,
    func,
    select,
    tuple_,
)

from harmledger.ledger.tables import crowds
from harmledger.linking.stands import At

_PLACE = tuple_(bindparam("day"), bindparam("id"))
_OWN = tuple_(crowds.c.day, crowds.c.telling_id)


def before(connection: Connection, at: At, most: Mapping[int, int]) -> dict[int, list[At]]:
    """The last holders of each of these keys before a place, the nearest first, as many as are asked for."""
    return _nearest(connection, at, most, later=False)


def after(connection: Connection, at: At, most: Mapping[int, int]) -> dict[int, list[At]]:
    """The first holders of each of these keys behind a place, the nearest first, as many as are asked for."""
    return _nearest(connection, at, most, later=True)


def _nearest(connection: Connection, at: At, most: Mapping[int, int], *, later: bool) -> dict[int, list[At]]:
    found: dict[int, list[At]] = defaultdict(list)
    place = {"day": at.day, "id": at.id}
    if connection.dialect.name == "postgresql":
        asked = {"keys": list(most), "most": list(most.values())}
        for row in connection.execute(_OF_ALL[later], {**place, **asked}):
            found[row.key].append(At(row.day, row.telling_id))
        return {key: sorted(holders, reverse=not later) for key, holders in found.items()}
    for key, many in most.items():
        rows = connection.execute(_OF_ONE[later], {**place, "key": key, "most": many})
        found[key] += [At(row.day, row.telling_id) for row in rows]
    return found


def _of_one(later: bool) -> Select[tuple[int, str]]:
    """The nearest holders of one key."""
    query = select(crowds.c.day, crowds.c.telling_id).limit(bindparam("most"))
    return _in_order(query.where(crowds.c.key == bindparam("key")), later)


def _of_all(later: bool) -> Select[tuple[int, int, str]]:
    """The nearest holders of all keys in one statement, since a server is asked over a network: SQLite, which is
    asked in this process, has no such join."""
    asked = (
        func.unnest(bindparam("keys", type_=ARRAY(BigInteger)), bindparam("most", type_=ARRAY(Integer)))
        .table_valued("key", "most")
        .render_derived()
    )
    its = select(crowds.c.day, crowds.c.telling_id).where(crowds.c.key == asked.c.key).limit(asked.c.most)
    near = _in_order(its, later).lateral()
    return select(asked.c.key, near.c.day, near.c.telling_id)


def _in_order(query: Select[tuple[int, str]], later: bool) -> Select[tuple[int, str]]:
    if later:
        return query.where(_OWN > _PLACE).order_by(crowds.c.day, crowds.c.telling_id)
    return query.where(_OWN < _PLACE).order_by(crowds.c.day.desc(), crowds.c.telling_id.desc())


_OF_ONE = {later: _of_one(later) for later in (False, True)}
_OF_ALL = {later: _of_all(later) for later in (False, True)}
