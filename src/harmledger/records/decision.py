"""Decision and Erasure: what a person did, and why."""

from __future__ import annotations

from typing import Literal

import msgspec

DecisionKind = Literal[
    "accept", "correct", "reject", "unsure", "link", "not_same", "merge", "split", "override", "clear_quote",
]  # fmt: skip


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided: who, when, why, on what. A later decision supersedes; nothing is edited."""

    id: str
    kind: DecisionKind
    on: tuple[str, ...]
    """Ids decided upon."""
    by: str
    at: str
    why: str
    value: str | None = None
    """JSON of the corrected value, where there is one."""


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """A payload taken out for law or safety: its salted digest, who and why stay."""

    id: str
    target: str
    """Id of the row whose payload was erased, or `sha256:<hex>` of archived bytes."""
    salted_sha256: str
    """Digest of salt and payload, as the chain holds it. The salt is erased with the payload, so that nobody can
    confirm a guess."""
    by: str
    at: str
    why: str
