"""Erasing, the one exception to law 1: what to erase, who, why and when go in; the words are gone from the
record.

Ids stay, and are unsalted digests by law 9: who holds a whole captured document can still tell that it once
was here. What lies outside the folder (backups, copies, blocks that a disk has freed) is out of reach; so are
`releases/`, which were published: they are named, for a person to withdraw.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, delete, select, update

from harmledger.ledger import chain, purging, search, truth
from harmledger.ledger.changed import note_all_changed
from harmledger.ledger.kinds import entry
from harmledger.ledger.reach import Reach, reach_of
from harmledger.ledger.store import Ledger
from harmledger.ledger.tables import VIEW_TABLES, views
from harmledger.ledger.tables import truth as rows
from harmledger.records.canonical import mint
from harmledger.records.decision import Erasure

DRAFTS = ("release", "site")
"""Folders that may hold the words until they are built again."""
PUBLISHED = "releases"


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased, what still holds the words, and what has to be built again."""

    rows: tuple[str, ...]
    """Ids of the rows that lost their payload now, sorted."""
    sha256s: tuple[str, ...]
    """Digests of the captured bytes that were taken away."""
    same_bytes: tuple[str, ...]
    """Reports with the same bytes that were not erased, so that these stay in the archive."""
    to_rebuild: tuple[str, ...]
    """`views`, which are empty now, and the folders of the present draft, which still hold the words."""
    to_withdraw: tuple[str, ...]
    """Published releases, which may hold the words and are not changed here."""


def erase(ledger: Ledger, target: str, *, by: str, why: str, at: str) -> Erased:
    """Takes the words of `target` out of the record: rows first, then the files.

    `target`: a report's key or id, or the id of one of its texts or claims (each of them takes the whole
    report, whose bytes hold the same words); `sha256:<hex>` or the id of a capture (every report of these
    bytes); or the id of a refusal, filing, identity or decision. Erasing twice changes nothing. Raises
    NotInRecord if it is none of these; LedgerBusy if another program is reading: the rows are erased then,
    and the next writer clears the files.
    """
    with ledger.locked() as connection:
        reach = reach_of(connection, target)
        erasures = list(_erasures(connection, reach, by=by, why=why, at=at))
        head, added = truth.add(connection, [entry(erasure) for erasure in erasures])
        if added:
            _empty(connection, reach.ids)
    chain.write_head(ledger.folder, head)
    purging.finish(ledger.engine, ledger.archive)
    return Erased(
        rows=tuple(sorted(erasure.target for erasure in erasures if erasure.target in reach.ids)),
        sha256s=tuple(sorted(reach.digests)),
        same_bytes=tuple(sorted(reach.same_bytes)),
        to_rebuild=("views", *(name for name in DRAFTS if (ledger.folder / name).exists())),
        to_withdraw=tuple(sorted(path.name for path in (ledger.folder / PUBLISHED).glob("*"))),
    )


def erasure_id(target: str) -> str:
    """The id of the erasure of one row or of archived bytes: there is at most one."""
    return mint("era", target)


def _erasures(connection: Connection, reach: Reach, *, by: str, why: str, at: str) -> Iterator[Erasure]:
    """One for each row that still has its payload, and one for the bytes, of which the chain holds no salted
    digest."""
    digests: dict[str, str] = {}
    for chunk in truth.chunks(sorted(reach.ids)):
        query = select(rows.c.id, rows.c.digest).where(rows.c.id.in_(chunk), rows.c.payload.is_not(None))
        digests |= {row.id: row.digest.hex() for row in connection.execute(query)}
    digests |= {truth.ERASED_BYTES + sha256: "" for sha256 in reach.digests}
    for target, salted in sorted(digests.items()):
        yield Erasure(id=erasure_id(target), target=target, salted_sha256=salted, by=by, at=at, why=why)


def _empty(connection: Connection, ids: set[str]) -> None:
    """Takes payload and salt of the rows, and all views and the index of words, since they quote them; notes that
    files are still to clear."""
    for chunk in truth.chunks(sorted(ids)):
        connection.execute(update(rows).where(rows.c.id.in_(chunk)).values(payload=None, salt=None))
    for table in (*VIEW_TABLES, views):
        connection.execute(delete(table))
    note_all_changed(connection)
    search.forget(connection)
    purging.mark(connection)
