"""JSONL tables; in: a body; out: an item a line, each line's own bytes kept."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap
from harmledger.capture.gathered import Gathered
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.refusing import refusal
from harmledger.capture.rows import take_row
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal

_decoder = msgspec.json.Decoder(dict[str, object])
_JSON_FAULTS = (
    msgspec.DecodeError,  # no JSON, no object, a lone surrogate, bytes that are no UTF-8
    RecursionError,  # nested beyond what msgspec follows
    UnicodeDecodeError,  # a ValueError of its own in some places of msgspec
)


def jsonl_rows(table: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Gathered | Body | Refusal]:
    """Each line of a JSONL table; blank lines are none. A bad line never stops the others."""
    with table.open() as stream:
        for number, line in _lines(stream, limits.row_bytes_max):
            place = f"{table.location}#line {number}"
            try:
                cells = _cells(line, limits)
            except InputRefused as refused:
                yield refusal(refused, place)
                continue
            yield take_row(table, place, number, cells, line, columns)


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines without their ends; of a line longer than `longest`, its first `longest` + 1 bytes."""
    number = 0
    while line := stream.readline(longest + 2):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(longest + 2)):
            line = line[: longest + 1]
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        if line.strip():
            yield number, line


def _cells(line: bytes, limits: CaptureLimits) -> dict[str, object]:
    """The object on a line. Raises InputRefused for a line that is too long or holds no JSON object."""
    if len(line) > limits.row_bytes_max:
        raise InputRefused("row_too_long", limit=limits.row_bytes_max)
    try:
        return _decoder.decode(line)
    except _JSON_FAULTS as fault:
        raise InputRefused("row_not_json") from fault
