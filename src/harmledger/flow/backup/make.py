"""A record in, one file that holds all of it out: what was captured, read and decided, and what was published.

Nobody has to stop working. Rows come from one reading transaction, and the archive only ever grows, so that the file is
the record as it was at one moment. Views are not in it: they follow from the rows.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from harmledger.accounts.tables import accounts_copied, has_users
from harmledger.errors import LedgerBroken, LedgerError, UsageError
from harmledger.flow.backup.contents import check, key_of
from harmledger.flow.backup.parts import ABOUT, FORMAT, ROWS, USERS, About, Parts, parts_written, seal_of
from harmledger.flow.house import house_rules
from harmledger.flow.look import views_there
from harmledger.ledger.archive import Archive
from harmledger.ledger.copying import captured_digests, copied_rows
from harmledger.ledger.store import ARCHIVE, Ledger
from harmledger.ledger.truth import last_head
from harmledger.records.canonical import canonical_json
from harmledger.settings import Settings

_BLOCK_BYTES = 8 * 1024 * 1024
"""Of rows in one part: what is held in memory at a time."""
_ELSEWHERE = frozenset((ARCHIVE, "database.toml", "release", "site", "incoming"))
"""What comes from the rows, is made anew, or is not taken in yet."""
_NOT_COPIED = (".", "ledger.", USERS)
"""What names begin with that are the ledger's own, half written, or asked for by name."""


class BackedUp(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that was made."""

    file: Path
    rows: int
    files: int
    size_bytes: int
    link: str
    """Of the last row: whoever keeps it elsewhere can tell if anything before it was changed."""
    sealed: bool


def backup(
    record: Path, out: Path, *, settings: Settings, passphrase: str | None = None, accounts: bool = False
) -> BackedUp:
    """Write all that the record holds to the file `out`, sealed by the passphrase if there is one, then read it back
    and check every part.

    Accounts go along only if asked for, without anybody's session. Raises UsageError where `out` is there already, lies
    in the record, or the passphrase is short; LedgerBroken where something in the record or the file does not hold.
    """
    _check_out(record, out)
    kept = list(_kept_files(record))  # before the rows: a release that is made meanwhile is of later ones
    with (
        Ledger.open(record) as ledger,
        ledger.snapshot() as connection,
        parts_written(out, seal_of(passphrase), language=settings.language) as parts,
    ):
        about = _about(connection, record, settings)
        parts.add(ABOUT, canonical_json(about))
        for number, block in enumerate(_blocks(copied_rows(connection))):
            parts.add(f"{ROWS}{number:06}.jsonl", block)
        files = _put_archive(parts, connection, ledger.archive) + _put_files(parts, record, kept)
        if accounts and has_users(record):
            parts.add(USERS, accounts_copied(record))
    check(out, key_of(out, passphrase))
    return BackedUp(
        file=out, rows=about.head.seq, files=files, size_bytes=out.stat().st_size, link=about.head.link,
        sealed=passphrase is not None,
    )  # fmt: skip


def _check_out(record: Path, out: Path) -> None:
    if out.exists():
        raise UsageError("is there already", where=str(out), to_do="name another file")
    if out.resolve().is_relative_to(record.resolve()):
        raise UsageError(
            "lies in the record", where=str(out), to_do="keep a backup elsewhere, best on another disk"
        )


def _about(connection: Connection, record: Path, settings: Settings) -> About:
    views = views_there(record, settings)
    return About(
        format=FORMAT,
        made_at=dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        head=last_head(connection),
        convention=house_rules(record, settings).name,
        site=views.site,
        report_pages=views.report_pages,
    )


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _BLOCK_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _put_archive(parts: Parts, connection: Connection, archive: Archive) -> int:
    put = 0
    for digest in captured_digests(connection):
        path = archive.path(digest)
        try:
            found = parts.add_file(f"{ARCHIVE}/{digest[:2]}/{digest[2:4]}/{digest}", path)
        except FileNotFoundError as error:
            raise LedgerError(
                "captured bytes are gone: erased while this ran, or lost", where=str(path),
                to_do="run this again; if it says so again, run `harmledger verify`",
            ) from error  # fmt: skip
        if found != digest:
            raise LedgerBroken(
                "captured bytes were altered", where=str(path), to_do="run `harmledger verify`"
            )
        put += 1
    return put


def _put_files(parts: Parts, record: Path, kept: Sequence[Path]) -> int:
    for path in kept:
        parts.add_file(path.relative_to(record).as_posix(), path)
    return len(kept)


def _kept_files(record: Path) -> Iterator[Path]:
    """What people and releases put beside the ledger, in order of their names; nothing that is hidden, half written or
    a link to elsewhere."""
    for top in sorted(record.iterdir()):
        if top.name in _ELSEWHERE or top.name.startswith(_NOT_COPIED) or top.is_symlink():
            continue
        below = (Path(folder, name) for folder, _, names in os.walk(top) for name in names)
        for path in [top] if top.is_file() else sorted(below):
            if path.is_file() and not path.is_symlink():
                yield path
