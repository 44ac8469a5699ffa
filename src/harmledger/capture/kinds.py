"""What kind of document bytes are; in: a body; out: its media type, or a refusal where the name lies."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from pathlib import PurePosixPath

from harmledger.capture.body import EXPANSION_FAULTS, HEAD_BYTES, Body
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.media import (
    CSV,
    DOCX,
    HTML,
    JSONL,
    MAIL,
    MARKDOWN,
    MBOX,
    PARQUET,
    PDF,
    PLAIN,
    WACZ,
    WARC,
    XLSX,
    ZIP,
)  # fmt: skip
from harmledger.capture.zipped import kind_of_zip
from harmledger.errors import InputRefused

_OLE = "application/x-ole-storage"
_UNKNOWN = "unknown"
_NAME_CHARACTERS_MAX = 100
"""Of a kind that is only quoted back."""

_BY_SUFFIX = {
    ".txt": PLAIN, ".text": PLAIN, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".shtml": HTML,
    ".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".xlsm": XLSX, ".eml": MAIL, ".mbox": MBOX,
    ".jsonl": JSONL, ".ndjson": JSONL, ".csv": CSV, ".tsv": CSV,
    ".warc": WARC, ".wacz": WACZ, ".zip": ZIP, ".parquet": PARQUET,
}  # fmt: skip
_BY_DECLARED = {
    "text/plain": PLAIN, "text/markdown": MARKDOWN, "text/html": HTML, "application/xhtml+xml": HTML,
    "application/pdf": PDF, DOCX: DOCX, XLSX: XLSX, MAIL: MAIL,
}  # fmt: skip
_TEXTUAL = frozenset({PLAIN, MARKDOWN, HTML, MAIL, MBOX, JSONL, CSV})
_READABLE = frozenset({*_BY_SUFFIX.values()})

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"), (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"RIFF", "audio or video"),
    (b"\x00\x00\x00\x18ftyp", "video/mp4"), (b"\x00\x00\x00\x20ftyp", "video/mp4"), (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"), (b"\x1aE\xdf\xa3", "video/webm"), (b"wOFF", "font/woff"), (b"wOF2", "font/woff2"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"7z\xbc\xaf", "application/x-7z"),
    (b"Rar!\x1a\x07", "application/vnd.rar"), (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\x7fELF", "a program"),
    (b"BZh", "application/x-bzip2"), (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"SQLite format 3\x00", "a database"),
)  # fmt: skip
"""First bytes of what is no text; a text that begins with `BM` or `RIFF` holds no control characters."""

_PDF_MARK = b"%PDF-"
_HTML_START = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def kind_of(body: Body, limits: CaptureLimits) -> str:
    """The media type of `body`, read from its first bytes and checked against its name.

    Raises InputRefused: empty, encrypted, not what its name says, or of a kind that holds no report for us.
    """
    head = body.head()
    if not head:
        raise InputRefused("empty")
    named, sniffed = _named(body), _sniffed(body, head, limits)
    if named == PDF and _PDF_MARK in head[:1024]:
        sniffed = PDF  # readers of PDF forgive what stands before the mark
    if sniffed == _OLE:
        sniffed = _told_ole(body, named, limits)
    if sniffed is None:
        return _told_by_name(body, named, head)
    if named is not None and sniffed != named and not _may_stand_for(sniffed, named, body):
        raise InputRefused("not_what_its_name_says", named=named, found=sniffed)
    if sniffed not in _READABLE:
        raise InputRefused("unknown_kind", found=sniffed)
    return sniffed


def declared_charset(media_type: str | None) -> str | None:
    """The charset parameter of a media type."""
    found = re.search(r"charset\s?=\s?[\"']?([A-Za-z0-9._:-]{1,40})", media_type or "", re.IGNORECASE)
    return found[1] if found else None


def bare_type(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def _named(body: Body) -> str | None:
    """The kind that the name says; null where the name says nothing we know."""
    path = PurePosixPath(body.name.lower())
    suffix = PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix
    if path.suffix == ".gz" and suffix != ".warc":
        return None
    return _BY_SUFFIX.get(suffix)


def _sniffed(body: Body, head: bytes, limits: CaptureLimits) -> str | None:
    """The kind that the first bytes prove; null for text of any kind and for what cannot be told."""
    if head.lstrip().startswith(_PDF_MARK):
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return kind_of_zip(body, limits)
    if head.startswith(b"\x1f\x8b"):
        return WARC if _unpacked_start(head).startswith(b"WARC/") else "application/gzip"
    if head.startswith(b"WARC/"):
        return WARC
    if head.startswith(b"PAR1"):
        return PARQUET
    return HTML if _starts_as_html(head) else _foreign(head)


def _foreign(head: bytes) -> str | None:
    """The kind of bytes that are no text and no document of ours, where their signature is known."""
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    if not _has_control(head):
        return None
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)


def _told_by_name(body: Body, named: str | None, head: bytes) -> str:
    """The kind of bytes without a signature: what the name says, then what was declared, if that is text."""
    if named is not None and named not in _TEXTUAL:
        raise InputRefused("not_what_its_name_says", named=named, found=_UNKNOWN)
    if named is not None:
        return named
    declared = bare_type(body.declared_type or "")
    if declared:
        kind = _BY_DECLARED.get(declared)
        if kind not in _TEXTUAL or kind is None:
            raise InputRefused("unknown_kind", found=declared[:_NAME_CHARACTERS_MAX])
        return kind
    suffix = PurePosixPath(body.name).suffix
    if suffix or _has_control(head):
        raise InputRefused("unknown_kind", found=suffix[:_NAME_CHARACTERS_MAX] or _UNKNOWN)
    return PLAIN


def _may_stand_for(sniffed: str, named: str, body: Body) -> bool:
    """Whether bytes of one kind may bear the name of another without deceit.

    Addresses of the web end as they like, so in archives the content alone tells.
    """
    return body.declared_type is not None and sniffed in _READABLE and named in _READABLE


def _told_ole(body: Body, named: str | None, limits: CaptureLimits) -> str:
    """Old Office files and encrypted new ones share a container, told apart by an `EncryptedPackage`."""
    if named in (DOCX, XLSX) and "EncryptedPackage".encode("utf-16-le") in body.read(limits):
        raise InputRefused("encrypted")
    return "application/msword"


def _unpacked_start(head: bytes) -> bytes:
    """The first bytes inside a gzip stream, or none where it is damaged."""
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, 64)
    except (*EXPANSION_FAULTS, gzip.BadGzipFile):
        return b""


def _starts_as_html(head: bytes) -> bool:
    """Whether the first words, comments and declarations aside, open an HTML page."""
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")
    text = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n\f")
    while text.startswith(("<!--", "<?")):
        _, closed, text = text.partition("-->" if text.startswith("<!--") else ">")
        if not closed:
            return False
        text = text.lstrip()
    return _HTML_START.match(text) is not None


def _has_control(head: bytes) -> bool:
    """Whether bytes stand there that no text in an eight-bit encoding or UTF-8 holds."""
    return any(byte < 9 or 14 <= byte < 27 for byte in head[:HEAD_BYTES])
