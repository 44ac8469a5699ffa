"""InputRefused to Refusal; in: the exception and the place; out: the row that the ledger keeps."""

from __future__ import annotations

from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal, make_refusal


def refusal(refused: InputRefused, location: str) -> Refusal:
    """The refusal at `location`, or at the finer place that `refused` names."""
    return make_refusal(
        stage="capture", location=refused.where or location, code=refused.code, params=dict(refused.params)
    )
