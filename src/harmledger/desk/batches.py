"""Uploaded files in, a batch out: a folder inside the record where they wait until they are taken in or dropped."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import msgspec

from harmledger.capture import ColumnMap
from harmledger.errors import NotInRecord, UsageError

INCOMING = "incoming"
NAME_CHARACTERS_MAX = 120
_ID = re.compile(r"[0-9a-f]{24}")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\:]+")
_CHUNK = 1024 * 1024


class Upload(msgspec.Struct, frozen=True):
    """One uploaded file: the name that its browser gave, and its bytes."""

    name: str
    content: IO[bytes]


class Batch:
    """Files handed in together. What they hold gives the id: handed in twice, they are one batch."""

    def __init__(self, record: Path, id: str) -> None:
        self.id = id
        self.home = record / INCOMING / id

    @property
    def files(self) -> Path:
        """The folder that holds nothing but the files."""
        return self.home / "files"

    @property
    def told(self) -> Path:
        """Where the work on it says how far it is."""
        return self.home / "progress.json"

    @property
    def columns(self) -> ColumnMap:
        """The column map that was chosen for its tables."""
        path = self.home / "columns.json"
        return msgspec.json.decode(path.read_bytes(), type=ColumnMap) if path.exists() else ColumnMap()

    def map_columns(self, columns: ColumnMap) -> None:
        """Keeps the column map of its tables."""
        (self.home / "columns.json").write_bytes(msgspec.json.encode(columns))

    def drop(self) -> None:
        """Forgets the batch; what was taken in of it stays in the record."""
        shutil.rmtree(self.home)

    def drop_files(self) -> None:
        """Forgets the files, which the archive holds once they are taken in."""
        shutil.rmtree(self.files, ignore_errors=True)


def keep(record: Path, uploads: Sequence[Upload]) -> Batch:
    """A batch of these files. Raises UsageError where there is none, or two have one name."""
    named = {file_name(upload.name): upload for upload in uploads}
    if not named or len(named) < len(uploads):
        raise UsageError("no file, or two of one name", to_do="choose files with names of their own")
    incoming = record / INCOMING
    incoming.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=incoming, prefix=".") as aside:
        files = Path(aside) / "batch" / "files"
        files.mkdir(parents=True)
        digests = sorted(f"{name}\0{_copy(upload, files / name)}" for name, upload in named.items())
        batch = Batch(record, hashlib.sha256("\0".join(digests).encode()).hexdigest()[:24])
        if not batch.home.exists():
            files.parent.rename(batch.home)
    return batch


def _copy(upload: Upload, to: Path) -> str:
    digest = hashlib.sha256()
    upload.content.seek(0)
    with to.open("wb") as file:
        while chunk := upload.content.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def find(record: Path, id: str) -> Batch:
    """The batch of this id. Raises NotInRecord where there is none: no id leads to another folder."""
    batch = Batch(record, id)
    if _ID.fullmatch(id) is None or not batch.home.is_dir():
        raise NotInRecord("these files are not here any more", to_do="hand them in again")
    return batch


def file_name(given: str) -> str:
    """A plain name for an uploaded file: no folder, nothing hidden, its ending kept."""
    plain = _NOT_IN_A_NAME.sub(" ", given.replace("\\", "/").rpartition("/")[2]).strip().lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    if not stem:
        return (plain or "file")[:NAME_CHARACTERS_MAX]
    return f"{stem[:NAME_CHARACTERS_MAX]}{dot}{ending[:20]}"
