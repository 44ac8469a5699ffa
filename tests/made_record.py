"""A made war in, the rows of a record out: each report with its text and what a reader would have read in it."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.ledger.kinds import Appendable
from harmledger.records.reading import Method, Reading
from made_war import War

READER = Method(name="made", version="1", code_sha256="", data_sha256="", gazetteer_sha256="")


def rows_of(war: War, method: Method = READER) -> Iterator[tuple[Appendable, ...]]:
    """The rows of each report whose tellings the war has, in the order in which they were made."""
    for report_id in dict.fromkeys(telling.report_id for telling in war.tellings):
        report, text = war.reports[report_id]
        yield report, text, _reading(war, report_id, method)


def _reading(war: War, report_id: str, method: Method) -> Reading:
    """What is told of the event, then what is mentioned beside it."""
    claims = tuple(
        claim
        for telling_id in (report_id, f"{report_id}-2")
        if telling_id in war.event_of
        for claim in war.matter[telling_id].claims
    )
    return Reading(
        text_id=report_id, method=method, claims=claims,
        resolutions=tuple(war.resolutions[claim.id] for claim in claims),
    )  # fmt: skip
