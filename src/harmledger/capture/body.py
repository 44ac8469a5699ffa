"""Body: bytes at a place that can be opened; in: a path, a member, a part; out: bounded streams and reads."""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol, cast
from zipfile import BadZipFile

import msgspec

from harmledger.capture.gathered import Given
from harmledger.capture.limits import CaptureLimits
from harmledger.errors import InputRefused

HEAD_BYTES = 4096
"""Enough to tell every kind by its first bytes."""

EXPANSION_FAULTS = (
    BadZipFile,  # a member's CRC or header does not hold
    gzip.BadGzipFile,  # the same for gzip (an OSError, named for the reader)
    zlib.error,  # deflate data damaged
    lzma.LZMAError,  # LZMA data damaged
    NotImplementedError,  # a way of packing that zipfile does not know
    RuntimeError,  # a member under a password, seen only when it is opened
    ValueError,  # impossible offsets and sizes
)
"""What the expanders of the standard library raise for damaged data, found by mutating archives."""


class Reads(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = ..., /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class Allowance:
    """What one archive may still expand to, with everything nested in it; checked while it is read."""

    def __init__(self, *, packed_bytes: int, limits: CaptureLimits) -> None:
        by_ratio = max(packed_bytes * limits.expansion_ratio_max, limits.expansion_free_bytes)
        self._left = min(by_ratio, limits.expanded_bytes_max)
        self._bound = self._left

    def spend(self, count: int) -> None:
        """Takes `count` bytes off. Raises InputRefused when more came out than may."""
        self._left -= count
        if self._left < 0:
            raise InputRefused("expands_too_far", limit=self._bound)


class Expanding(io.RawIOBase):
    """A readable stream that charges an allowance for each byte and turns faults into refusals."""

    def __init__(self, inner: Reads, allowance: Allowance | None) -> None:
        self._inner = inner
        self._allowance = allowance
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given so far."""
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer`. Raises InputRefused for damaged or cut data, and past the allowance."""
        try:
            block = self._inner.read(len(buffer))
        except EOFError as fault:
            raise InputRefused("truncated") from fault
        except EXPANSION_FAULTS as fault:
            raise InputRefused("damaged") from fault
        if self._allowance is not None:
            self._allowance.spend(len(block))
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes at a place, not yet read, with what is known about them from outside."""

    open: Callable[[], BinaryIO]
    """A fresh stream from the first byte, each time."""
    name: str
    """File name, member name or last part of a URL: what the content is checked against."""
    location: str
    key: str
    depth: int = 0
    """How many archives it lies in."""
    given: Given = Given()
    declared_type: str | None = None
    """Media type that an archive or a message told, with parameters."""
    folder: Path | None = None
    """Where files named by its rows may lie; null inside archives."""
    allowance: Allowance | None = None
    one_report: bool = False
    """Whether a row named it as the file of one report."""

    def head(self) -> bytes:
        """The first bytes, at most HEAD_BYTES."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def read(self, limits: CaptureLimits) -> bytes:
        """All bytes. Raises InputRefused over `content_bytes_max`."""
        with self.open() as stream:
            content = stream.read(limits.content_bytes_max + 1)
        if len(content) > limits.content_bytes_max:
            raise InputRefused("too_many_bytes", limit=limits.content_bytes_max)
        return content


def expanding(inner: Reads, allowance: Allowance | None) -> BinaryIO:
    """`inner` as a buffered stream that charges `allowance`."""
    return cast(BinaryIO, io.BufferedReader(Expanding(inner, allowance), buffer_size=65_536))


def in_memory(content: bytes) -> Callable[[], BinaryIO]:
    """An opener of bytes already read."""
    return lambda: io.BytesIO(content)


def size_of(body: Body) -> int:
    """Bytes of a seekable body, without reading it."""
    with body.open() as stream:
        return stream.seek(0, io.SEEK_END)
