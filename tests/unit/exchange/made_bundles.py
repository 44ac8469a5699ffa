"""Made-up incidents as an exporter takes them, and the way of an exported row back to an incident, in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import load_convention
from harmledger.assessing.matter import IncidentMatter, ReportFacts
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import BoundsLine, DateLine, IncidentLine, PlaceLine, ReasonLine, ReportLine
from harmledger.exchange.format import Edition, pieces
from harmledger.exchange.formats import export_format, import_format
from harmledger.exchange.losses import Tally
from harmledger.exchange.rows import RowRead, read_row
from harmledger.publishing.lines import claim_line, incident_line, report_line
from harmledger.publishing.matter import PublishedClaim, PublishedIncident
from harmledger.reading.tellings import tellings_of
from harmledger.records.canonical import mint
from harmledger.records.incident import Incident
from harmledger.records.report import make_filing

EDITION = Edition(draft=True, convention="made 1", title="Iceland, invented")
_REASON = ReasonLine(code="low.stated", params={}, claims=(), text="")
Ends = tuple[int | None, int | None]


def counted(groups: dict[str, Ends]) -> dict[str, BoundsLine]:
    """Ranges by group."""
    return {
        group: BoundsLine(low=low, best=None, high=high, low_reason=_REASON, high_reason=_REASON)
        for group, (low, high) in groups.items()
    }


def bundle(
    key: str | None = "HS-1",
    *,
    start: dt.date | None = dt.date(2014, 3, 4),
    end: dt.date | None = None,
    place: PlaceLine | None = None,
    killed: dict[str, Ends] | None = None,
    injured: dict[str, Ends] | None = None,
    blamed: Sequence[str] = (),
    reports: Sequence[ReportLine] = (),
    **more: Any,
) -> Bundle:
    """An incident with these numbers."""
    date = None
    if start is not None:
        date = DateLine(start=start, end=end or start, precision="day", part_of_day=None, how="stated")
    line = IncidentLine(
        id=mint("inc", key), key=key, reports=tuple(r.key for r in reports), also_told_in=(), date=date,
        place=place, killed=counted(killed or {}), injured=counted(injured or {}), other_outcomes={},
        strike_status=more.get("strike_status"), strike_reasons=(), grade=more.get("grade"), reasons=(),
        would_change=(), set_aside=(), blamed=tuple(blamed), origins=1, origins_high=1, same_origin=(), links=0,
        claims=(), tellings=(), convention="made 1",
    )  # fmt: skip
    return Bundle(incident=line, claims=(), reports=tuple(reports))


def at(name: str = "Húsavík", *, level: str = "town", radius_m: int = 3_000) -> PlaceLine:
    """A town in Iceland."""
    return PlaceLine(
        name=name, latitude=66.04, longitude=-17.34, radius_m=radius_m, level=level, gazetteer_id="geonames:1",
        country="IS", how="only_candidate",
    )  # fmt: skip


def exported(format: str, bundles: Iterable[Bundle], *, draft: bool = True) -> dict[str, bytes]:
    """The files that the format makes of these incidents."""
    chosen = export_format(format)
    edition = Edition(draft=draft, convention=EDITION.convention, title=EDITION.title)
    files: dict[str, bytes] = {}
    for piece in pieces(chosen.exporter(edition, Tally(chosen.cannot_say)), bundles):
        files[piece.file] = files.get(piece.file, b"") + piece.content
    return files


def rows_of(format: str, file: Path) -> list[RowRead]:
    """The rows of a file as records."""
    mapping, read = import_format(format)
    rows = list(read(file, mapping))
    assert [row.fault for row in rows if row.fault] == []
    return [read_row(mapping, row.cells) for row in rows if row.cells]


def come_back(format: str, row: RowRead) -> Bundle:
    """What a record that holds nothing but this row, filed under its id, would export of it."""
    filing = make_filing(report_id=row.report.id, incident_key=row.key)
    tellings = tellings_of(row.report, row.reading, [filing])
    incident = Incident(
        id=mint("inc", row.key),
        key=row.key,
        tellings=tuple(t.id for t in tellings),
        origins_low=1,
        origins_high=1,
    )
    matter = IncidentMatter(
        incident=incident, tellings=tellings, claims={claim.id: claim for claim in row.reading.claims},
        resolutions={each.claim_id: each for each in row.reading.resolutions},
        reports={row.report.id: ReportFacts(publisher=row.report.publisher, published_on=row.report.published_on)},
    )  # fmt: skip
    rules = load_convention(export_format(format).convention or "airwars-like")
    claims = tuple(
        PublishedClaim(claim=c, resolution=r, report_id=row.report.id, report_key=row.report.key, method="made 1",
                       incident_id=incident.id)
        for c, r in zip(row.reading.claims, row.reading.resolutions, strict=True)
    )  # fmt: skip
    seen = PublishedIncident(
        incident=incident,
        assessment=assess(matter, rules),
        tellings=tellings,
        reports=(row.report,),
        claims=claims,
    )
    return Bundle(
        incident=incident_line(seen),
        claims=tuple(map(claim_line, claims)),
        reports=(report_line(row.report),),
    )
