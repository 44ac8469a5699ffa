"""Bytes to text; in: bytes of a text file; out: its characters and the encoding found, or a refusal."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from charset_normalizer import from_bytes

from harmledger.errors import InputRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEVER = [
    "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140",  # EBCDIC: any bytes pass for it
    "hz", "utf_7", "iso2022_kr", "iso2022_jp",  # seven-bit: ASCII with odd signs passes for it
]  # fmt: skip
_WEB_NAMES = {
    "iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254",
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1259)},
}  # fmt: skip
"""Python's names to those of the WHATWG encoding standard, which reads Latin-1 as windows-1252."""
_DECLARABLE = frozenset({
    *_WEB_NAMES, *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874", "gbk", "gb18030", "gb2312", "big5",
    "euc_jp", "shift_jis", "euc_kr", "utf-16", "utf-16-le", "utf-16-be",
})  # fmt: skip
"""Codecs that a document may name for itself: those of the WHATWG standard; no other codec is run."""
_CONTROLS = "".join(map(chr, (*range(8), *range(14, 27), *range(28, 32), 127)))
_CONTROL_SHARE_MAX = 0.01
"""A stray NUL in a text is kept as it is; more control characters than this and it is no text."""


def decode(content: bytes, *, declared: Sequence[str | None] = ()) -> tuple[str, str]:
    """The characters of `content` without a byte order mark, and the name of their encoding.

    Tried in turn: byte order mark, strict UTF-8, `declared` encodings, the guess of charset-normalizer.
    Raises InputRefused: truncated inside a character, or undecodable.
    """
    text, encoding = _decoded(content, declared)
    if sum(map(text.count, _CONTROLS)) > len(text) * _CONTROL_SHARE_MAX:
        raise InputRefused("undecodable")
    return text, encoding


def encoding_of(sample: bytes) -> str:
    """The encoding of a file that begins with `sample`, which may end inside a character."""
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding
    try:
        return decode(sample)[1]
    except InputRefused:
        return "utf-8"


def _decoded(content: bytes, declared: Sequence[str | None]) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content[len(bom) :], encoding), encoding
    if b"\x00" not in content[:200]:  # UTF-16 without a mark is well-formed UTF-8 too where it is all ASCII
        try:
            return content.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as fault:
            _refuse_damaged_utf8(content, fault)
    for name in (*map(_codec, declared), _guessed(content)):
        if name is not None:
            try:
                return content.decode(name), _WEB_NAMES.get(name, name)
            except UnicodeDecodeError:
                continue
    return _strictly(content, "utf-8"), "utf-8"


def _strictly(content: bytes, encoding: str) -> str:
    """The text, or a refusal that says whether it was cut inside a character."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        cut = fault.end == len(content) and ("unexpected end" in fault.reason or "truncated" in fault.reason)
        raise InputRefused("truncated" if cut else "undecodable") from fault


def _refuse_damaged_utf8(content: bytes, fault: UnicodeDecodeError) -> None:
    """Raises InputRefused for UTF-8 text that was cut or damaged: another encoding would garble it."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text[:100_000] if character > "\x7f") - bad
    if good < bad:  # in other encodings, byte pairs that are UTF-8 by chance are far rarer than others
        return
    if fault.end == len(content) and "unexpected end" in fault.reason:
        raise InputRefused("truncated") from fault
    raise InputRefused("undecodable_at", byte=fault.start) from fault


def _codec(name: str | None) -> str | None:
    """Python's name of a declared encoding, if it is one that documents may declare."""
    if name is None or not name.isascii():
        return None
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    found = "cp1252" if found in ("iso8859-1", "ascii") else found
    return found if found in _DECLARABLE else None


def _guessed(content: bytes) -> str | None:
    """The encoding that charset-normalizer finds most likely; null where it finds none."""
    best = from_bytes(content, cp_exclusion=_NEVER).best()
    return None if best is None else codecs.lookup(best.encoding).name
