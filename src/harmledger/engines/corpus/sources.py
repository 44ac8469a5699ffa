"""Paths and URIs in, the shards behind them out, each of which can be opened on any machine that sees it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import quote, unquote

import msgspec
from pyarrow import ArrowException, fs

from harmledger.capture.body import Body
from harmledger.capture.gather import file_body
from harmledger.capture.limits import MIB
from harmledger.capture.naming import file_name
from harmledger.errors import UsageError

_AHEAD_BYTES = MIB
"""Fetched at once from where a question costs time whatever it asks for."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An archive or table of reports: where it lies, and the key that a build would give it."""

    uri: str
    """A URI that a Hadoop file system, an object store or this machine reads; a path is absolute."""
    key: str
    """Its name below the folder that was given, or its own."""

    @property
    def shown(self) -> str:
        """The URI without what only opens it: a password, the options of a file system. Kept and compared."""
        if not _is_remote(self.uri):
            return self.uri
        scheme, _, rest = self.uri.partition("?")[0].partition("://")
        authority, slash, path = rest.partition("/")
        secret, _, host = authority.rpartition("@")
        return f"{scheme}://{host if ':' in secret else authority}{slash}{path}"


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A source that was read through once: now its bytes are known."""

    source: Source
    sha256: str
    size_bytes: int

    @property
    def shown(self) -> Shard:
        """The shard as a manifest may name it."""
        return msgspec.structs.replace(
            self, source=msgspec.structs.replace(self.source, uri=self.source.shown)
        )


def find_sources(given: str) -> Iterator[Source]:
    """Every file that a path or a URI names, those of a folder by name; hidden ones are left out.

    Raises UsageError if there is nothing, or no file system for such a URI.
    """
    system, path = _located(given)
    info = system.get_file_info(path)
    if info.type == fs.FileType.File:
        yield Source(uri=_uri(given, path, ""), key=file_name(Path(path).name))
    elif info.type == fs.FileType.Directory:
        found = system.get_file_info(fs.FileSelector(path, recursive=True))
        for file in sorted(one.path for one in found if one.type == fs.FileType.File):
            key = file.removeprefix(path).lstrip("/")
            if not any(part.startswith(".") for part in key.split("/")):
                yield Source(uri=_uri(given, file, key), key=file_name(key))
    else:
        raise UsageError("no such file or folder", where=given, to_do="check the path")


def weigh(sources: list[Source]) -> list[Shard]:
    """Each source with the digest and the size of its bytes."""
    return [_weighed(source) for source in sources]


def body_of(source: Source) -> Body:
    """The bytes of a source, opened anew each time, named as a build names them."""
    if not _is_remote(source.uri):
        return file_body(Path(source.uri), source.key)
    return Body(
        open=lambda: _opened(source.uri),
        name=file_name(unquote(source.shown.rpartition("/")[2])),
        location=source.shown,
        key=source.key,
    )


def _weighed(source: Source) -> Shard:
    digest, size = hashlib.sha256(), 0
    with body_of(source).open() as stream:
        while block := stream.read(MIB):
            digest.update(block)
            size += len(block)
    return Shard(source=source, sha256=digest.hexdigest(), size_bytes=size)


def _is_remote(uri: str) -> bool:
    return "://" in uri


def _located(given: str) -> tuple[fs.FileSystem, str]:
    if not _is_remote(given):
        return fs.LocalFileSystem(), str(Path(given).absolute())
    try:
        return cast(tuple[fs.FileSystem, str], fs.FileSystem.from_uri(given))
    except (ArrowException, ValueError, OSError) as fault:
        raise UsageError(
            f"cannot be opened: {str(fault).splitlines()[0]}", where=given,
            to_do="a path, or a URI of s3, gs, abfs, hdfs or file",
        ) from fault  # fmt: skip


def _uri(given: str, path: str, key: str) -> str:
    """The URI of the file `key` below the folder `given`, with what opens that; of `given` itself where it is a file.
    Of what lies on this machine the absolute path."""
    if not _is_remote(given):
        return path
    folder, mark, options = given.partition("?")
    return f"{folder.rstrip('/')}/{quote(key)}{mark}{options}" if key else given


def _opened(uri: str) -> BinaryIO:
    system, path = _located(uri)
    whole = cast(io.RawIOBase, system.open_input_file(path))  # reads and seeks, but knows no lines
    return io.BufferedReader(whole, _AHEAD_BYTES)
