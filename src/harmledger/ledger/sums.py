"""Lines of a view go in; how many they are and the sum of their digests come out, brought up to date line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

_MODULUS = 2**256


def digest_of(lines: Iterable[bytes]) -> tuple[int, str]:
    """How many lines there are, and the sum of the SHA-256 of each, modulo 2²⁵⁶, in hex.

    A sum, so that a change to one line costs no look at the others. It finds damage; against somebody who can
    write the file only a rebuild from the truth helps, as it would with any digest kept beside the lines.
    """
    whole = Sum()
    for line in lines:
        whole.add(line)
    return whole.entries, whole.hex()


class Sum:
    """How many lines were added and taken, and the sum of their digests."""

    def __init__(self, entries: int = 0, total: int = 0) -> None:
        self.entries = entries
        self._total = total

    def add(self, line: bytes) -> None:
        """Counts a line that is put in."""
        self.entries += 1
        self._total += _number(line)

    def take(self, line: bytes) -> None:
        """Counts a line that is taken out."""
        self.entries -= 1
        self._total -= _number(line)

    def plus(self, entries: int, digest: str) -> Sum:
        """This added to what was there before."""
        return Sum(self.entries + entries, self._total + int(digest, 16))

    def hex(self) -> str:
        """The sum, 64 digits."""
        return f"{self._total % _MODULUS:064x}"

    def row(self) -> dict[str, Any]:
        """As the columns of the table of views have it."""
        return {"entries": self.entries, "digest": self.hex()}


class Sums:
    """A sum for each view."""

    def __init__(self) -> None:
        self._sums: dict[str, Sum] = defaultdict(Sum)

    def of(self, name: str) -> Sum:
        """The sum of this view."""
        return self._sums[name]


def _number(line: bytes) -> int:
    return int.from_bytes(sha256(line).digest())
