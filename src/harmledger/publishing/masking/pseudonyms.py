"""A record's key and an internal id or name in, the id or mark that stands for it in public out."""

from __future__ import annotations

import functools
import hmac
import os
import secrets
from pathlib import Path

from harmledger.errors import SettingsError
from harmledger.records.canonical import ID_HEX_DIGITS, canonical_json, sha256

KEY_FILE = "release.key"
"""Beside the ledger. Whoever has it can confirm guesses at what a release withholds; without it, ids
change."""
_KEY_BYTES = 32
_REMEMBERED = 65_536
_MARK_HEX_DIGITS = 6
"""Marks tell voices of one record apart; they are no ids, and two may meet once in millions of pairs."""


class Pseudonyms:
    """Stands in for ids and names: the same for the same record for ever, and no guess can be checked
    without its key.

    A plain hash would not do: keys, names and short quotes can be listed and hashed by anybody.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._ids = functools.lru_cache(maxsize=_REMEMBERED)(self._make_id)

    def id(self, internal: str) -> str:
        """The public id of an internal one, of the same kind: `clm-…` stays `clm-…`."""
        return self._ids(internal)

    def _make_id(self, internal: str) -> str:
        kind = internal.partition("-")[0]
        return f"{kind}-{self._digest('id', internal)[:ID_HEX_DIGITS]}"

    def mark(self, *name: str) -> str:
        """A few letters that tell one hidden name from another."""
        return self._digest("mark", *name)[:_MARK_HEX_DIGITS]

    def salt(self, claim_id: str) -> str:
        """The salt of one claim's quote, in hex: told with the quote, it proves that quote and no other."""
        return self._digest("salt", claim_id)

    def commitment(self, claim_id: str, quote: str) -> str:
        """What a release says of a quote that it withholds."""
        return commitment(self.salt(claim_id), quote)

    def _digest(self, *parts: str) -> str:
        return hmac.digest(self._key, canonical_json(parts), "sha256").hex()


def commitment(salt: str, quote: str) -> str:
    """SHA-256 over the salt (its hex digits) and the quote, as UTF-8, in hex."""
    return sha256(salt.encode() + quote.encode())


def record_pseudonyms(record: Path) -> Pseudonyms:
    """Those of the record in this folder; its key is made at the first call and readable by its owner alone.

    Raises SettingsError if the key there is none.
    """
    path = record / KEY_FILE
    if not path.exists():
        _make_key(path)
    try:
        key = bytes.fromhex(path.read_text("ascii"))
    except ValueError as error:
        raise SettingsError("is not a key", where=str(path), to_do="restore it from a backup") from error
    if len(key) != _KEY_BYTES:
        raise SettingsError(
            f"is a key of {len(key)} bytes", where=str(path), to_do="restore it from a backup"
        )
    return Pseudonyms(key)


def _make_key(path: Path) -> None:
    aside = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_hex(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
