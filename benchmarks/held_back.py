"""A record and the reports that were held back from it in; what it takes to add each of some, out: all of them, and
those that hang on the longest chain of tellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from timing import Times, profiled, spread, timed

if TYPE_CHECKING:
    from harmledger.ledger.kinds import Appendable

HELD_BACK = 120
"""Reports of a made record that are kept to be added one by one once it is there."""


def hold_back(record: Path, rows: Sequence[tuple[Appendable, ...]]) -> None:
    """Keeps these reports, as read, beside the record."""
    _later(record).write_bytes(msgspec.msgpack.encode(rows))


def add_each(record: Path, ledger: Any, times: int, *, profile: bool) -> dict[str, Times]:
    """Adds `times` of the reports that are left, each with all that follows from it, on the disk; nothing where all
    have been added."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.update import update
    from harmledger.records.reading import Reading
    from harmledger.records.report import Report, Text

    rules, took = load_convention(), {}
    left = msgspec.msgpack.decode(_later(record).read_bytes(), type=list[tuple[Report, Text, Reading]])
    hold_back(record, left[times:])
    with profiled(profile):
        for rows in left[:times]:
            took[rows[0].id] = timed(lambda rows=rows: (ledger.append(rows), update(ledger, rules)))  # type: ignore[misc]
    chained = [took[id] for id in in_longest_chain(ledger, took)]
    pages = {"one report added": [*took.values()], "one report added to the longest chain": chained}
    return {page: spread(each) for page, each in pages.items() if each}


def in_longest_chain(ledger: Any, reports: Collection[str]) -> set[str]:
    """Those of these reports that tell something that ties join, however many lie between, to the most tellings."""
    from sqlalchemy import select

    from harmledger.ledger.tables import tellings

    own = select(tellings.c.id, tellings.c.report_id).where(tellings.c.report_id.in_(sorted(reports)))
    with ledger.snapshot() as connection:
        report_of = {row.id: row.report_id for row in connection.execute(own)}
        end_of = dict(_ends(connection))
    longest = Counter(end_of.values()).most_common(1)
    return {report_of[id] for id in report_of if longest and end_of.get(id) == longest[0][0]}


def _ends(connection: Any) -> Iterator[tuple[str, int]]:
    """Each telling that a tie joins to another, with the number of its chain."""
    from sqlalchemy import select

    from harmledger.ledger.tables import ties
    from harmledger.ledger.truth import stream
    from harmledger.linking.components import Groups

    number: dict[str, int] = {}
    joined = [
        (number.setdefault(row.left, len(number)), number.setdefault(row.right, len(number)))
        for row in stream(connection, select(ties.c.left, ties.c.right))
    ]
    groups = Groups(range(len(number)))
    for left, right in joined:
        groups.unite(left, right)
    yield from ((id, groups.find(nth)) for id, nth in number.items())


def _later(record: Path) -> Path:
    return record.with_suffix(".later")
