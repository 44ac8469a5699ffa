"""WARC archives; in: a body; out: a body for each archived response, in order, or why not."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from harmledger.capture.body import EXPANSION_FAULTS, Allowance, Body, expanding, in_memory
from harmledger.capture.gathered import Given
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.naming import one_line
from harmledger.capture.refusing import refusal
from harmledger.capture.zipped import allowance_of
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal

_WARC_FAULTS = (
    OSError,  # what fastwarc raises for headers, chunks and packed bodies that do not hold
    EOFError,
    *EXPANSION_FAULTS,
)
_HOLDS_DOCUMENT = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_HTTP_OK = 200


class _Peeled:
    """Bytes of a WARC, unpacked where they are gzip members, as fastwarc wants them."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        start = stream.read(2)
        inner = _Rejoined(start, stream)
        packed = start == b"\x1f\x8b"
        self._stream = expanding(_Members(inner) if packed else inner, allowance)

    def read(self, size: int = -1) -> bytes:
        return self._stream.read1(size)  # type: ignore[attr-defined, no-any-return]

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, _offset: int, _whence: int = 0, /) -> int:
        raise OSError("a stream that is read once")

    def close(self) -> None:
        self._stream.close()


class _Members:
    """Gzip members unpacked bit by bit: what came before a cut is given out before the fault is raised."""

    def __init__(self, packed: _Rejoined) -> None:
        self._file = gzip.GzipFile(fileobj=cast(BinaryIO, packed))

    def read(self, size: int = -1) -> bytes:
        return self._file.read1(size)


class _Rejoined:
    """A stream with its first bytes put back."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        if self._start:
            start, self._start = self._start, b""
            return start
        return self._rest.read(size)


def warc_bodies(archive: Body, limits: CaptureLimits) -> Iterator[Body | Refusal]:
    """Each response, resource and conversion record; requests and notes of the crawler are no documents.

    A damaged or cut record ends the archive: those before it are kept, and the rest is refused in one row.
    """
    allowance = allowance_of(archive, limits)
    with archive.open() as stream:
        records = iter(ArchiveIterator(_Peeled(stream, allowance), parse_http=False))
        number = 0
        while True:
            number += 1
            place = f"{archive.location}#record {number}"
            try:
                record = next(records)
                body = _body(record, archive, place, allowance, limits)
            except StopIteration:
                return
            except _Unfit as unfit:
                yield refusal(unfit, place)
                continue
            except InputRefused as refused:
                yield refusal(refused, place)
                return
            except _WARC_FAULTS:
                yield refusal(InputRefused("archive_damaged_from_here"), place)
                return
            if body is not None:
                yield body


class _Unfit(InputRefused):
    """One record that cannot be taken in, in an archive that can be read on."""


def _body(
    record: WarcRecord, archive: Body, place: str, allowance: Allowance, limits: CaptureLimits
) -> Body | None:
    """The document of a record; null for a record that never holds one."""
    if record.record_type == WarcRecordType.revisit:
        raise _Unfit("revisit_record")
    if not record.record_type & _HOLDS_DOCUMENT or record.record_type == WarcRecordType.unknown:
        _check_whole(record)
        return None
    content, media_type = _payload(record, _block(record, limits), limits)
    url = one_line(record.headers.get("WARC-Target-URI"))
    return Body(
        open=in_memory(content),
        name=_last_part(url),
        location=place,
        key=url or f"{archive.key}#{place.rpartition(' ')[2]}",
        depth=archive.depth + 1,
        given=Given(url=url),
        declared_type=media_type,
        allowance=allowance,
    )


def _check_whole(record: WarcRecord) -> None:
    """Raises InputRefused for a record without a length: it is the cut end of an archive."""
    if record.headers.get("Content-Length") is None:
        raise InputRefused("truncated")


def _block(record: WarcRecord, limits: CaptureLimits) -> bytes:
    """The bytes of a record as they were archived, checked against its length and its digest."""
    if record.content_length > limits.content_bytes_max:
        raise _Unfit("too_many_bytes", limit=limits.content_bytes_max)
    _check_whole(record)
    length = record.content_length
    record.freeze()
    if record.content_length != length:
        raise InputRefused("truncated")
    if record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        raise _Unfit("digest_mismatch")
    return record.reader.read()


def _payload(record: WarcRecord, block: bytes, limits: CaptureLimits) -> tuple[bytes, str | None]:
    """The document in a record and its declared media type; of HTTP only a good answer, with its packing
    undone.

    The HTTP part is read in a record of its own: a fault there would end the walk through the archive.
    """
    declared = record.headers.get("Content-Type") or ""
    if not declared.lower().startswith("application/http"):
        return block, declared or None
    answer = WarcRecord()
    answer.set_bytes_content(block)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode="all")
        status = answer.http_headers.status_code if answer.http_headers else None
        body = answer.reader.read(limits.content_bytes_max + 1)
    except _WARC_FAULTS as fault:
        raise _Unfit("damaged") from fault
    if status is None:
        raise _Unfit("damaged")
    if status != _HTTP_OK:
        raise _Unfit("http_status", status=status)
    if len(body) > limits.content_bytes_max:
        raise _Unfit("too_many_bytes", limit=limits.content_bytes_max)
    return body, one_line(answer.http_headers.get("Content-Type"))


def _last_part(url: str | None) -> str:
    """The last part of the path of a URL, which may end as a file name does."""
    try:
        return PurePosixPath(urlsplit(url or "").path).name
    except ValueError:
        return ""
