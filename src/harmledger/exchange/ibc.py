"""An incident in, a row of the table of Iraq Body Count out: its mapping fills all of it but open upper ends."""

from __future__ import annotations

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.losses import Tally
from harmledger.exchange.table_format import Cells, table_format


def ibc_cells(bundle: Bundle, tally: Tally) -> Cells:
    """Nothing of its own; counts the injured, for whom the public table has no column."""
    if bundle.incident.injured:
        tally.add("injured")
    return {}


FORMAT = table_format("ibc", ibc_cells)
