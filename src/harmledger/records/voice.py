"""Voice: who says a claim, one link of the chain."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.span import Span

VoiceKind = Literal[
    "author", "outlet", "agency", "monitor", "ministry", "armed_actor", "government", "rescue_service",
    "hospital", "un_body", "witness", "person", "local_sources", "account", "police", "unknown",
]  # fmt: skip


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One speaker in a chain of voices, as named in the text."""

    name: str
    """The words for the speaker as they stand at `span`; for the author, the report's publisher or `author`."""
    span: Span | None = None
    """Null where the voice is not named at the claim (the author's own voice)."""
    kind: VoiceKind = "unknown"
    refers_to: str | None = None
    """The fuller name that a pronoun or short form stands for, within this report."""
