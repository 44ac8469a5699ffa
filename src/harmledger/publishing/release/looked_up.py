"""A release and ids in; its lines of these incidents out, without reading the others: its file is in order of id."""

from __future__ import annotations

from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec

from harmledger.publishing.release.contract import ReleasedIncident


class _Named(msgspec.Struct, frozen=True):
    id: str


_ID = msgspec.json.Decoder(_Named)
_LINE = msgspec.json.Decoder(ReleasedIncident)


def incidents_in(release: Path, ids: Iterable[str]) -> dict[str, ReleasedIncident]:
    """Those of the incidents with these public ids that the release in this folder holds, by id."""
    path = release / "incidents.jsonl"
    if path.stat().st_size == 0:
        return {}
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as lines:
        found = {id: _line_of(lines, id) for id in ids}
    return {id: _LINE.decode(line) for id, line in found.items() if line is not None}


def _line_of(lines: mmap, id: str) -> bytes | None:
    low, high = 0, len(lines)
    while low < high:
        begin = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.find(b"\n", begin)
        there = _ID.decode(lines[begin:end]).id
        if there == id:
            return lines[begin:end]
        low, high = (end + 1, high) if there < id else (low, begin)
    return None
