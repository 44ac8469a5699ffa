"""What people decided about links, in the form that linking takes: pairs held together, pairs held apart."""

from __future__ import annotations

import msgspec


class Judgements(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions in force, as pairs of telling ids. A pair stands in one of the two at most: a later decision
    supersedes."""

    same: frozenset[tuple[str, str]] = frozenset()
    """A person linked these: they are one cluster, whatever they score, unless filings or `not_same` stand
    against it."""
    not_same: frozenset[tuple[str, str]] = frozenset()
    """A person said that these are not one event: never in one cluster."""


NO_JUDGEMENTS = Judgements()
