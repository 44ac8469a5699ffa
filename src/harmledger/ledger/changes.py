"""What came into the truth since the views were made: an open connection and a watermark go in; which reports and
which decisions come out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from harmledger.ledger.decided import decisions
from harmledger.ledger.readings import owned_by, records
from harmledger.ledger.tables import truth
from harmledger.ledger.truth import chunks, last_head
from harmledger.records.decision import VERDICTS, Decision
from harmledger.records.report import Filing

_OF_REPORT = ("text", "filing")
_OF_TEXT = ("reading",)
_CHANGING = frozenset(("correct", "add"))


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What views made before row `behind` do not know yet."""

    head: int
    """The last row that was looked at."""
    reports: frozenset[str]
    """That may be linked otherwise now: with a new text, filing or reading, or with verdicts that change which
    claims stand."""
    decisions: tuple[Decision, ...]
    """And, where they undo one, the one that is undone."""
    erased: bool

    @property
    def none(self) -> bool:
        """Whether the views show all that is there."""
        return not (self.reports or self.decisions or self.erased)


def changes(connection: Connection, behind: int) -> Changes:
    """What came in after row `behind`."""
    reports: set[str] = set()
    texts: set[str] = set()
    erased = False
    for row in connection.execute(
        select(truth.c.kind, truth.c.id, truth.c.owner).where(truth.c.seq > behind)
    ):
        erased |= row.kind == "erasure"
        if row.kind == "report":
            reports.add(row.id)
        elif row.kind in _OF_REPORT:
            reports.add(row.owner)
        elif row.kind in _OF_TEXT:
            texts.add(row.owner)
    found = _with_undone(connection, decisions(connection, after=behind))
    texts |= _texts_that_change(connection, found)
    return Changes(
        head=last_head(connection).seq,
        reports=frozenset(reports | _owners(connection, "text", texts)),
        decisions=tuple(found),
        erased=erased,
    )


def reports_of_claims(connection: Connection, claim_ids: Iterable[str]) -> set[str]:
    """The reports in whose words these claims are; other ids are passed over."""
    return _owners(connection, "text", _owners(connection, "claim", claim_ids))


def filings_of(connection: Connection, report_ids: Iterable[str]) -> set[str]:
    """The keys under which these reports are filed."""
    return {filing.incident_key for filing in owned_by(connection, Filing, report_ids)}


def _texts_that_change(connection: Connection, found: Iterable[Decision]) -> set[str]:
    """The texts of which something else stands after these decisions.

    To accept or reject a claim, or to be unsure of it, leaves the same claims standing, unless it was corrected
    before, or its text has been read more than once, so that it might have given way to a newer reader's.
    """
    claims = {id for decision in found if decision.kind in VERDICTS for id in decision.on}
    history = decisions(connection, owners=claims)
    changed = {id for decision in history if decision.kind in _CHANGING for id in decision.on}
    texts = _owners(connection, "claim", claims)
    read_again: set[str] = set()
    for chunk in chunks(sorted(texts)):
        often = select(truth.c.owner).where(truth.c.kind == "reading", truth.c.owner.in_(chunk))
        read_again.update(connection.scalars(often.group_by(truth.c.owner).having(func.count() > 1)))
    return _owners(connection, "claim", changed) | read_again


def _owners(connection: Connection, kind: str, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(set(ids))):
        found.update(
            connection.scalars(select(truth.c.owner).where(truth.c.kind == kind, truth.c.id.in_(chunk)))
        )
    return found


def _with_undone(connection: Connection, found: list[Decision]) -> list[Decision]:
    """The decisions, with those that they undo, and those that these undo, to the first."""
    whole = {decision.id: decision for decision in found}
    newest = found
    while newest:
        targets = [d.on[0] for d in newest if d.kind == "undo" and d.on[0] not in whole]
        newest = list(records(connection, Decision, targets))
        whole |= {decision.id: decision for decision in newest}
    return list(whole.values())
