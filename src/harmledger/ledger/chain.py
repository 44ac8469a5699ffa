"""The hash chain: a row goes in, its digest and its link come out; and the head of the chain, kept outside
the database.

A row's digest is SHA-256(salt ‖ payload). Its link is SHA-256 over the link before it and all that the row
says except payload and salt, which may be erased. The link of the last row is the head.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from harmledger.errors import LedgerBroken
from harmledger.ledger.kinds import Entry
from harmledger.records.canonical import canonical_json, sha256

HEAD_FILE = "ledger.head"
_ASIDE = f".{HEAD_FILE}."
SALT_BYTES = 32


class Head(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """How long the chain is and the link of its last row: whoever holds a Head can tell if what it covers was
    changed."""

    seq: int
    link: str
    """SHA-256 in hex."""


GENESIS = Head(seq=0, link=sha256(b"harmledger 1"))
"""The head of an empty ledger."""


def row_digest(salt: bytes, payload: bytes) -> bytes:
    """SHA-256(salt ‖ payload), 32 bytes. Salted, so that an erased payload cannot be confirmed by
    guessing."""
    return bytes.fromhex(sha256(salt + payload))


def next_head(head: Head, entry: Entry, digest: bytes) -> Head:
    """The head after `entry` has been put behind `head`. Reads no payload."""
    seq = head.seq + 1
    said = [head.link, seq, entry.kind, entry.id, entry.owner, entry.version, digest.hex()]
    return Head(seq=seq, link=sha256(canonical_json(said)))


def read_head(folder: Path) -> Head:
    """The head as kept beside the database, GENESIS if none was. Raises LedgerBroken if it cannot be read."""
    try:
        return msgspec.json.decode((folder / HEAD_FILE).read_bytes(), type=Head)
    except FileNotFoundError:
        return GENESIS
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        where = str(folder / HEAD_FILE)
        raise LedgerBroken(f"not a head: {error}", where=where, to_do="run `harmledger verify`") from error


def write_head(folder: Path, head: Head) -> None:
    """Keeps `head` beside the database, unless a later one is there already. Whole or not at all."""
    if read_head(folder).seq >= head.seq:
        return
    aside = folder / f"{_ASIDE}{os.getpid()}"
    with aside.open("wb") as file:
        file.write(canonical_json(head))
        file.flush()
        os.fsync(file.fileno())
    # Another program may have cleared it as a leftover; a head that lags is harmless, the next append moves
    # it on.
    with contextlib.suppress(FileNotFoundError):
        aside.replace(folder / HEAD_FILE)


def clear_leftovers(folder: Path) -> None:
    """Removes heads that killed writers left half written."""
    for leftover in folder.glob(f"{_ASIDE}*"):
        leftover.unlink(missing_ok=True)
