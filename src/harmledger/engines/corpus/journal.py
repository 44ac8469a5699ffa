"""Which report a worker had in hand when it died, so that a report that kills workers is refused and not tried for
ever."""

from __future__ import annotations

from pathlib import Path

import msgspec

DEATHS_MAX = 2
"""Whoever pulls the plug may hit an innocent report once; hardly twice in the same one."""


class _Noted(msgspec.Struct):
    in_hand: int | None = None
    deaths: dict[int, int] = {}


class Journal:
    """The journal of one slice, in a file that outlives its worker."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted = _read(path)
        if self._noted.in_hand is not None:
            fallen = self._noted.in_hand
            self._noted.deaths[fallen] = self._noted.deaths.get(fallen, 0) + 1
            self._noted.in_hand = None

    def is_deadly(self, number: int) -> bool:
        """Whether report `number` of the shard was in hand at `DEATHS_MAX` deaths."""
        return self._noted.deaths.get(number, 0) >= DEATHS_MAX

    def take_in_hand(self, number: int) -> None:
        """Notes it before the work on it begins."""
        self._noted.in_hand = number
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_bytes(msgspec.json.encode(self._noted))

    def close(self) -> None:
        """The slice is done: nothing is left to remember."""
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> _Noted:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Noted)
    except (FileNotFoundError, msgspec.DecodeError):  # none yet, or its writer was killed while it wrote
        return _Noted()
