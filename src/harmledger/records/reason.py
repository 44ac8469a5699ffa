"""Reason: why a number, a grade or a link is as it is: a code and its parameters, worded only at the edge."""

from __future__ import annotations

import msgspec


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A reason that the message catalogs put into words, in each language."""

    code: str
    """A key of the message catalogs: `reason.<code>`."""
    params: dict[str, str | int] = {}
    claims: tuple[str, ...] = ()
    """Ids of the claims it rests on."""
