"""Claims with all around them: readings go in; each claim with its resolution, report, telling and incident
comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from harmledger.ledger import tables, truth
from harmledger.ledger.readings import records
from harmledger.records.claim import Claim
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.report import Report


class ToldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what its words were resolved to, whose report it is from, and where it belongs."""

    claim: Claim
    resolution: Resolution
    method: Method
    """What read its text."""
    report_id: str
    report_key: str
    telling_id: str | None
    incident_id: str | None
    """Null for what was linked to nothing: tolls of a whole conflict, rates."""


def told(connection: Connection, readings: Sequence[Reading]) -> Iterator[ToldClaim]:
    """The claims of `readings`, in their order."""
    report_of = _reports(connection, [reading.text_id for reading in readings])
    tellings = _tellings(connection, [claim.id for reading in readings for claim in reading.claims])
    for reading in readings:
        report = report_of[reading.text_id]
        for claim, resolution in zip(reading.claims, reading.resolutions, strict=True):
            telling_id, incident_id = tellings.get(claim.id, (None, None))
            yield ToldClaim(
                claim=claim,
                resolution=resolution,
                method=reading.method,
                report_id=report.id,
                report_key=report.key,
                telling_id=telling_id,
                incident_id=incident_id,
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
