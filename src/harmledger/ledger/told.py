"""Claims with all around them: what stands of readings goes in; each claim with its resolution, report, telling,
incident and what people decided on it comes out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from harmledger.ledger import tables, truth
from harmledger.ledger.decided import Verdicts, verdicts
from harmledger.ledger.readings import records
from harmledger.ledger.standing import Said, Standing
from harmledger.records.claim import Claim
from harmledger.records.decision import Decision, DecisionKind
from harmledger.records.reading import Method, Resolution
from harmledger.records.report import Report
from harmledger.records.standing import ClaimStanding, Verdict

_VERDICT: dict[DecisionKind, Verdict] = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}


class ToldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what its words were resolved to, whose report it is from, and where it belongs."""

    claim: Claim
    resolution: Resolution
    method: Method
    """What made it: a reader, or a person."""
    report_id: str
    report_key: str
    telling_id: str | None
    incident_id: str | None
    """Null for what was linked to nothing: tolls of a whole conflict, rates."""
    standing: ClaimStanding = ClaimStanding()


def told(connection: Connection, standings: Sequence[Standing]) -> list[ToldClaim]:
    """The claims that stand, in their order."""
    return told_and_replaced(connection, standings)[0]


def told_and_replaced(
    connection: Connection, standings: Sequence[Standing]
) -> tuple[list[ToldClaim], list[ToldClaim]]:
    """The claims that stand, in their order; and those in whose place another one stands, which stay visible."""
    joined = _Joined(connection, standings)
    stand = [
        joined.told(said, standing.text_id, joined.on(said, standing.roots.get(said.claim.id)))
        for standing in standings
        for said in standing.said
    ]
    set_back = [
        joined.told(said, standing.text_id, joined.replaced(said, by))
        for standing in standings
        for said, by in standing.replaced
    ]
    return stand, set_back


class _Joined:
    """What is known around the claims of some texts, asked for once."""

    def __init__(self, connection: Connection, standings: Sequence[Standing]) -> None:
        claims = [said.claim.id for standing in standings for said in standing.said]
        claims += [said.claim.id for standing in standings for said, _ in standing.replaced]
        self._report_of = _reports(connection, [standing.text_id for standing in standings])
        self._tellings = _tellings(connection, claims)
        self._verdicts: Verdicts = verdicts(connection, claims)

    def told(self, said: Said, text_id: str, standing: ClaimStanding) -> ToldClaim:
        report = self._report_of[text_id]
        telling_id, incident_id = self._tellings.get(said.claim.id, (None, None))
        return ToldClaim(
            claim=said.claim,
            resolution=said.resolution,
            method=said.method,
            report_id=report.id,
            report_key=report.key,
            telling_id=telling_id,
            incident_id=incident_id,
            standing=standing,
        )

    def on(self, said: Said, root: str | None) -> ClaimStanding:
        """What stands of decisions on a claim that stands."""
        decision = self._verdicts.on(said.claim.id)
        verdict = _VERDICT.get(decision.kind, "person") if decision is not None else "proposed"
        if said.method.is_person and verdict == "proposed":
            decision, verdict = self._verdicts.maker(said.claim.id), "person"
        cleared = self._verdicts.cleared(said.claim.id)
        return _standing(verdict, decision, replaces=root, cleared_by=cleared.by if cleared else None)

    def replaced(self, said: Said, by: str) -> ClaimStanding:
        """What stands of decisions on a claim that was replaced."""
        decision = self._verdicts.on(said.claim.id) or self._verdicts.maker(by)
        return _standing("replaced", decision, replaced_by=by)


def _standing(verdict: Verdict, decision: Decision | None, **beside: str | None) -> ClaimStanding:
    if decision is None:
        return ClaimStanding(verdict=verdict, **beside)
    return ClaimStanding(
        verdict=verdict, by=decision.by, at=decision.at, why=decision.why, decision=decision.id, **beside
    )


def _reports(connection: Connection, text_ids: Sequence[str]) -> dict[str, Report]:
    """The report of each text, the text itself left where it is: it may be long."""
    owners: dict[str, str] = {}
    for chunk in truth.chunks(text_ids):
        query = select(tables.truth.c.id, tables.truth.c.owner)
        rows = connection.execute(query.where(tables.truth.c.kind == "text", tables.truth.c.id.in_(chunk)))
        owners |= {row.id: row.owner for row in rows}
    reports = {report.id: report for report in records(connection, Report, sorted(set(owners.values())))}
    return {text_id: reports[report_id] for text_id, report_id in owners.items()}


def _tellings(connection: Connection, claim_ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """The telling and the incident of each claim; of several tellings the first by id."""
    found: dict[str, tuple[str | None, str | None]] = {}
    join = tables.told.join(tables.tellings, tables.told.c.telling_id == tables.tellings.c.id)
    query = select(
        tables.told.c.claim_id, tables.told.c.telling_id, tables.tellings.c.incident_id
    ).select_from(join)
    for chunk in truth.chunks(claim_ids):
        ordered = query.where(tables.told.c.claim_id.in_(chunk)).order_by(tables.told.c.telling_id)
        for row in connection.execute(ordered):
            found.setdefault(row.claim_id, (row.telling_id, row.incident_id))
    return found
