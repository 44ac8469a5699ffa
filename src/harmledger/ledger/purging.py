"""The last step of an erasure: a ledger whose rows were emptied goes in; files that no longer hold the words
come out."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select

from harmledger.ledger.archive import Archive
from harmledger.ledger.database import database_under
from harmledger.ledger.tables import about, truth
from harmledger.ledger.truth import ERASED_BYTES


def mark(connection: Connection) -> None:
    """Notes, in the transaction that empties the rows, that the files have still to be cleared."""
    if not is_pending(connection):
        connection.execute(insert(about), {"name": "purge", "value": "pending"})


def is_pending(connection: Connection) -> bool:
    """Whether erased words may still lie in the files."""
    return connection.scalar(select(about.c.value).where(about.c.name == "purge")) is not None


def finish(engine: Engine, archive: Archive) -> None:
    """Clears the files if an erasure left that to be done; whoever is killed here, the next writer goes on.

    Raises LedgerBusy if another program is reading.
    """
    database = database_under(engine)
    with database.snapshot(engine) as connection:
        if not is_pending(connection):
            return
        digests = erased_bytes(connection)
    for digest in digests:
        archive.remove(digest)
    database.purge(engine)
    with database.locked(engine) as connection:
        connection.execute(delete(about).where(about.c.name == "purge"))


def erased_bytes(connection: Connection) -> list[str]:
    """The SHA-256 of all captured bytes that were erased."""
    query = select(truth.c.owner).where(truth.c.kind == "erasure", truth.c.owner.startswith(ERASED_BYTES))
    return [target.removeprefix(ERASED_BYTES) for target in connection.scalars(query)]
