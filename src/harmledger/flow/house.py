"""A record and settings in, the convention that its draft follows out."""

from __future__ import annotations

from pathlib import Path

import msgspec

from harmledger.assessing.convention import DEFAULT, Convention, load_convention
from harmledger.errors import LedgerError
from harmledger.settings import Settings


class _House(msgspec.Struct, frozen=True):
    name: str


class _Stated(msgspec.Struct, frozen=True):
    convention: _House


def house_rules(record: Path, settings: Settings) -> Convention:
    """The convention asked for, else the one that the record's draft states, else the default.

    A record keeps its house: adding a report to it must not change by whose rules it counts.
    """
    return load_convention(settings.convention or _stated(record / "release" / "manifest.json") or DEFAULT)


def _stated(manifest: Path) -> str | None:
    if not manifest.exists():
        return None
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=_Stated).convention.name
    except msgspec.DecodeError as fault:
        raise LedgerError(
            f"is not the manifest of a draft: {fault}", where=str(manifest),
            to_do="delete the folder `release` and build again",
        ) from fault  # fmt: skip
