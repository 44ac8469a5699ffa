"""Rows of incidents in; of those told of only in passing, what is said of them and no number counts, in words, out."""

from __future__ import annotations

from collections.abc import Iterable

from harmledger.ledger.browse import IncidentRow
from harmledger.ledger.passing import told_in_passing
from harmledger.ledger.store import Ledger
from harmledger.publishing.site.passing import InPassing, said_in_passing
from harmledger.publishing.site.words import Words


def passing_of(ledger: Ledger, rows: Iterable[IncidentRow], words: Words) -> dict[str, InPassing]:
    """By incident; no entry for one of which some report tells by itself."""
    return {id: said_in_passing(claims, words) for id, claims in told_in_passing(ledger, rows).items()}
