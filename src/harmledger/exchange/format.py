"""Format: the seam between the standards: what each offers for leaving, and for coming in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

import msgspec

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.losses import Tally


class Piece(NamedTuple):
    """Bytes that belong at the end of one file."""

    file: str
    content: bytes


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What is being exported: a draft, which says so wherever the format has room, or a release."""

    draft: bool
    convention: str
    """`name version`."""
    title: str
    """What the house calls its record."""

    def drafts(self, bundle: Bundle) -> bool:
        """Whether the incident is to be marked as a draft."""
        return self.draft or bundle.unreviewed


class Exporter(Protocol):
    """Writes one format: what it wants at the beginning, for each incident, and at the end."""

    def begin(self) -> Iterable[Piece]:
        """The heads of all its files: each file is begun here."""
        ...

    def add(self, bundle: Bundle) -> Iterable[Piece]:
        """What one incident adds."""
        ...

    def end(self) -> Iterable[Piece]:
        """The ends of its files."""
        ...


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One standard of the field."""

    name: str
    convention: str | None
    """The house rules that its numbers follow; null: those of the record."""
    cannot_say: tuple[str, ...]
    """Codes of what it has no place for."""
    exporter: Callable[[Edition, Tally], Exporter]


def pieces(exporter: Exporter, bundles: Iterable[Bundle]) -> Iterator[Piece]:
    """All that `exporter` makes of `bundles`, in order."""
    yield from exporter.begin()
    for bundle in bundles:
        yield from exporter.add(bundle)
    yield from exporter.end()
