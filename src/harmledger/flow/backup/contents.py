"""The file of a backup in; what it holds, each part checked, out."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath

import msgspec

from harmledger.errors import HarmledgerError, LedgerBroken, LedgerError, UsageError
from harmledger.flow.backup.parts import ABOUT, FORMAT, KEY, PARTS, ROWS, SUMS, About, Hashed
from harmledger.flow.backup.sealed import Key
from harmledger.ledger.chain import GENESIS, Head
from harmledger.ledger.copying import followed

_PIECE = 1024 * 1024
_ANOTHER = "use another backup"


class Contents:
    """What a backup holds, read once and in this order: `about`, `rows`, `files`."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members = _members(tar)
        self._sums: list[str] = []
        self._behind_rows: list[tarfile.TarInfo] = []
        self.about = self._read_about()

    def rows(self) -> Iterator[bytes]:
        """The rows of the truth, a line each."""
        for member in self._members:
            if not member.name.startswith(ROWS):
                self._behind_rows.append(member)
                return
            yield from self._whole(member).splitlines(keepends=True)

    def files(self) -> Iterator[tuple[PurePosixPath, Hashed]]:
        """The files with their places in a record, each to be read to its end before the next.

        Raises LedgerBroken behind the last if any part is missing or is not what was put in.
        """
        for member in chain(self._behind_rows, self._members):
            if member.name == SUMS:
                self._check_sums(member)
                return
            content = self._open(member)
            yield _place(member), content
            self._sums.append(f"{content.sha256()}  {member.name}\n")
        raise LedgerBroken("is not whole", where=SUMS, to_do=_ANOTHER)

    def _read_about(self) -> About:
        first = next(self._members, None)
        if first is None or first.name != ABOUT:
            raise UsageError("is no backup", to_do="give a file that `harmledger backup` made")
        about = msgspec.json.decode(self._whole(first), type=About)
        if about.format != FORMAT:
            raise LedgerError(f"a backup of format {about.format}", to_do="use the harmledger that made it")
        return about

    def _whole(self, member: tarfile.TarInfo) -> bytes:
        content = self._open(member)
        whole = content.read()
        self._sums.append(f"{content.sha256()}  {member.name}\n")
        return whole

    def _open(self, member: tarfile.TarInfo) -> Hashed:
        file = self._tar.extractfile(member) if member.isreg() else None
        if file is None:
            raise LedgerBroken("is no file", where=member.name, to_do=_ANOTHER)
        return Hashed(file)

    def _check_sums(self, member: tarfile.TarInfo) -> None:
        stated = self._open(member).read().decode("utf-8", "replace").splitlines(keepends=True)
        for said, found in zip(stated, self._sums, strict=False):
            if said != found:
                raise LedgerBroken("was altered", where=found[66:].strip(), to_do=_ANOTHER)
        if len(stated) != len(self._sums):
            raise LedgerBroken("is not whole", where=SUMS, to_do=_ANOTHER)


@contextmanager
def contents_of(path: Path, key: Key | None) -> Iterator[Contents]:
    """What the backup at `path` holds; `key` is what `key_of` gives. Raises UsageError where it is no backup,
    LedgerBroken where a byte of it was altered or is missing."""
    try:
        with zipfile.ZipFile(path) as whole, ExitStack() as stack:
            source = stack.enter_context(whole.open(PARTS if key is None else f"{PARTS}.age"))
            plain = source if key is None else stack.enter_context(key.opening(source))
            packed = stack.enter_context(gzip.GzipFile(fileobj=plain))
            tar = stack.enter_context(tarfile.open(fileobj=packed, mode="r|"))
            yield Contents(tar)
            while packed.read(_PIECE):  # its own sum stands at its end
                pass
    except HarmledgerError as error:
        error.where = error.where or str(path)
        raise
    except (KeyError, zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise LedgerBroken(f"cannot be read: {error}", where=str(path), to_do=_ANOTHER) from error
    except msgspec.DecodeError as error:
        raise LedgerBroken(f"cannot be read: {error}", where=str(path), to_do=_ANOTHER) from error


def is_sealed(path: Path) -> bool:
    """Whether it takes a passphrase to read this backup. Raises UsageError if it is none."""
    return _sealed_key(path) is not None


def key_of(path: Path, passphrase: str | None) -> Key | None:
    """The key of a sealed backup, null for another. Raises UsageError if the passphrase does not open it."""
    sealed = _sealed_key(path)
    if sealed is None:
        return None
    if passphrase is None:
        raise UsageError("is sealed", where=str(path), to_do="give its passphrase")
    return Key.opened(sealed, passphrase)


def check(path: Path, key: Key | None) -> About:
    """Reads a backup to its end, and gives what it is of. Raises as `contents_of`, and LedgerBroken where the chain of
    its rows does not hold; nothing is written."""
    with contents_of(path, key) as contents:
        head = GENESIS
        for line in contents.rows():
            _, head = followed(line, head)
        check_head(contents.about, head)
        for _, content in contents.files():
            while content.read(_PIECE):
                pass
    return contents.about


def check_head(about: About, head: Head) -> None:
    """Raises LedgerBroken unless the rows go as far as the backup says."""
    if head != about.head:
        raise LedgerBroken(f"holds {head.seq} rows of {about.head.seq}", to_do=_ANOTHER)


def _sealed_key(path: Path) -> bytes | None:
    try:
        with zipfile.ZipFile(path) as whole:
            return whole.read(KEY) if KEY in whole.namelist() else None
    except zipfile.BadZipFile as error:
        raise UsageError(
            "is no backup", where=str(path), to_do="give a whole file that `harmledger backup` made"
        ) from error


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (member := tar.next()) is not None:
        yield member
        tar.members.clear()  # type: ignore[attr-defined]  # it keeps a million names in memory, for nobody


def _place(member: tarfile.TarInfo) -> PurePosixPath:
    """Where in a record a file belongs: never outside it."""
    place = PurePosixPath(member.name)
    if place.is_absolute() or ".." in place.parts or not place.parts or "\\" in member.name:
        raise LedgerBroken("leads out of the record", where=member.name, to_do=_ANOTHER)
    return place
