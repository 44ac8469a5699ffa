"""PersonMention: a person named in a report. Internal: never in public output (law 11)."""

from __future__ import annotations

import msgspec

from harmledger.records.figure import Outcome, Who
from harmledger.records.span import Span


class PersonMention(msgspec.Struct, frozen=True, kw_only=True):
    """A victim named at a span, with what is said of them."""

    name: str
    span: Span
    outcome: Outcome
    who: Who
    age_years: int | None = None
