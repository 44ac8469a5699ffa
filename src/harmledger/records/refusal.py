"""Refusal: an input that was not kept, and why (law 4)."""

from __future__ import annotations

import msgspec

from harmledger.records.canonical import mint


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """One input, or one part of it, that could not be taken in or read."""

    id: str
    stage: str
    """`capture` or `reading`."""
    location: str
    """File, and line, row or record in it; for a reading, the text's id."""
    code: str
    """A key of the message catalogs: `refused.<code>`."""
    params: dict[str, str | int] = {}


def make_refusal(*, stage: str, location: str, code: str, params: dict[str, str | int]) -> Refusal:
    """A refusal whose id follows from what was refused and why: refused twice, it is one row."""
    return Refusal(
        id=mint("ref", stage, location, code, params),
        stage=stage,
        location=location,
        code=code,
        params=params,
    )
