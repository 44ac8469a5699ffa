"""A record in, its totals out, by the dimensions asked for; tolls of more than one incident stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import msgspec

from harmledger.errors import UsageError
from harmledger.estimating.beside import WiderToll, wider_tolls
from harmledger.estimating.counted import Dimension, counted, is_reviewed
from harmledger.estimating.model import default_model
from harmledger.estimating.totals import WHOLE_AND_GRADES, Total, Totals
from harmledger.flow.house import house_rules
from harmledger.ledger.queries import assessed_incidents, told_claims
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings


class RecordTotals(msgspec.Struct, frozen=True, kw_only=True):
    """The totals of a record under its convention."""

    convention: str
    model: str
    """Name and version of what the intervals reckon with."""
    lines: tuple[Total, ...]
    beside: tuple[WiderToll, ...]
    """Tolls of a whole conflict or of several incidents, as said: in none of the lines."""


def totals(record: Path, *, settings: Settings, by: Sequence[str] = ()) -> RecordTotals:
    """The totals of the record at `record`: by all of `by` at once; without any, the whole and by grade.

    Raises NotInRecord if there is no record, UsageError for a dimension that there is not.
    """
    breakdowns = (_dimensions(by),) if by else WHOLE_AND_GRADES
    convention = house_rules(record, settings)
    sums = Totals(breakdowns)
    with Ledger.open(record) as ledger:
        reviewed = {each.incident_id for each in standings(ledger) if is_reviewed(each)}
        for incident, assessment in assessed_incidents(ledger, convention.title):
            sums.add(counted(incident, assessment, reviewed=incident.id in reviewed))
        beside = tuple(
            toll for told in told_claims(ledger) for toll in wider_tolls(told.claim, told.resolution)
        )
    model = f"documented-harm {default_model().version}"
    return RecordTotals(convention=convention.title, model=model, lines=tuple(sums.lines()), beside=beside)


def _dimensions(names: Sequence[str]) -> tuple[Dimension, ...]:
    known = get_args(Dimension)
    for name in names:
        if name not in known:
            raise UsageError(f"no totals by {name!r}", to_do=f"one or more of: {', '.join(known)}")
    return msgspec.convert(tuple(dict.fromkeys(names)), tuple[Dimension, ...])
