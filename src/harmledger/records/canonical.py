"""Canonical JSON and the ids made from it: the same value gives the same bytes and the same id, anywhere."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted", decimal_format="string")

ID_HEX_DIGITS = 24
"""96 bits: two different values among a hundred million share an id with a chance below 1 in 10¹²."""


def canonical_json(value: Any) -> bytes:
    """`value` as UTF-8 JSON without blanks, keys sorted: one spelling for one value."""
    return _encoder.encode(value)


def sha256(content: bytes) -> str:
    """The SHA-256 of `content` in lower-case hex (64 digits)."""
    return hashlib.sha256(content).hexdigest()


def mint(kind: str, *parts: Any) -> str:
    """An id `kind-<24 hex digits>` that is a function of `parts` alone.

    The parts are hashed as one JSON array, so that no two different tuples of parts can be confused.
    """
    return f"{kind}-{sha256(canonical_json([kind, *parts]))[:ID_HEX_DIGITS]}"
