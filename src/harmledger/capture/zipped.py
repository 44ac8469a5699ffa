"""ZIP files; in: a seekable body; out: what kind of ZIP it is, and its members as bodies, within limits."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

import msgspec

from harmledger.capture.body import EXPANSION_FAULTS, Allowance, Body, expanding, in_memory, size_of
from harmledger.capture.limits import MIB, CaptureLimits
from harmledger.capture.media import DOCX, WACZ, XLSX, ZIP
from harmledger.capture.naming import file_name
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal

_ENCRYPTED_FLAG = 0x1
_MARKS = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("datapackage.json", WACZ),
)
"""The member that tells what a ZIP is."""
_IN_MEMORY_BYTES = 16 * MIB
"""Nested archives above this are unpacked to a temporary file."""
_OPENING_FAULTS = (*EXPANSION_FAULTS, EOFError, KeyError, IndexError)
"""What ZipFile raises for damaged members, and for directories cut inside an entry (the last two)."""


@contextmanager
def opened_zip(body: Body, limits: CaptureLimits) -> Iterator[ZipFile]:
    """The ZIP in `body`. Raises InputRefused where its directory is cut, damaged or too long."""
    with body.open() as stream:
        try:
            archive = ZipFile(stream)
        except _OPENING_FAULTS as fault:
            raise InputRefused("truncated_or_damaged") from fault
        with archive:
            if len(archive.infolist()) > limits.members_max:
                raise InputRefused("too_many_members", limit=limits.members_max)
            yield archive


def kind_of_zip(body: Body, limits: CaptureLimits) -> str:
    """The media type of a ZIP, told by its members."""
    with opened_zip(body, limits) as archive:
        names = set(archive.namelist())
    return next((kind for mark, kind in _MARKS if mark in names), ZIP)


def check_office_zip(content: bytes, limits: CaptureLimits) -> None:
    """Raises InputRefused where a DOCX or XLSX is encrypted or would expand too far.

    The sizes of the directory are an upper bound: zipfile gives out no more than they say.
    """
    body = Body(open=in_memory(content), name="", location="", key="")
    with opened_zip(body, limits) as archive:
        allowance = Allowance(packed_bytes=len(content), limits=limits)
        for member in archive.infolist():
            _check_open(member)
            allowance.spend(member.file_size)
        if sum(member.file_size for member in archive.infolist()) > limits.office_bytes_max:
            raise InputRefused("expands_too_far", limit=limits.office_bytes_max)


def zip_members(body: Body, limits: CaptureLimits) -> Iterator[Body | Refusal]:
    """Each file in a ZIP as a body of its own, by name; hidden ones are left out as in folders."""
    allowance = allowance_of(body, limits)
    with opened_zip(body, limits) as archive:
        for member in sorted(archive.infolist(), key=lambda info: info.filename):
            path = PurePosixPath(member.filename)
            if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in path.parts):
                continue
            yield member_body(archive, member, outer=body, allowance=allowance)


def allowance_of(body: Body, limits: CaptureLimits) -> Allowance:
    """The allowance under which `body` may expand: that of the archive it lies in, or one of its own."""
    return body.allowance or Allowance(packed_bytes=size_of(body), limits=limits)


def member_body(archive: ZipFile, member: ZipInfo, *, outer: Body, allowance: Allowance) -> Body:
    """One member as a body; what is damaged in it shows when it is opened or read."""
    name = file_name(member.filename)
    return Body(
        open=lambda: open_member(archive, member, allowance),
        name=PurePosixPath(name).name,
        location=f"{outer.location}#member {name}",
        key=f"{outer.key}/{name}",
        depth=outer.depth + 1,
        allowance=allowance,
    )


def open_member(archive: ZipFile, member: ZipInfo, allowance: Allowance | None = None) -> BinaryIO:
    """A stream of a member. Raises InputRefused where it is under a password or damaged."""
    _check_open(member)
    try:
        return expanding(cast(BinaryIO, archive.open(member)), allowance)
    except _OPENING_FAULTS as fault:
        raise InputRefused("damaged") from fault


@contextmanager
def seekable(body: Body) -> Iterator[Body]:
    """`body` unpacked once, so that it can be read back and forth without expanding it again each time."""
    with body.open() as stream:
        if stream.seekable():
            yield body
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as unpacked:
            shutil.copyfileobj(stream, unpacked, MIB)
            yield _over(body, cast(BinaryIO, unpacked))


def _over(body: Body, unpacked: BinaryIO) -> Body:
    """`body` read from `unpacked`."""

    def open_again() -> BinaryIO:
        unpacked.seek(0)
        return cast(BinaryIO, io.BufferedReader(_Shared(unpacked)))

    return msgspec.structs.replace(body, open=open_again)


class _Shared(io.RawIOBase):
    """A seekable view of a file that stays open when the view is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def _check_open(member: ZipInfo) -> None:
    """Raises InputRefused where a member is under a password."""
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise InputRefused("encrypted")
