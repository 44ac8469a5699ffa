"""The published lines of an incident in, the assessment that follows from them out: the same code as in the
house."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter, Named, ReportFacts
from harmledger.exchange.contract import ReportLine
from harmledger.publishing.masking.claims import PERSON
from harmledger.publishing.release.contract import IncidentLines, NamedLine, ReleasedIncident
from harmledger.publishing.release.reread import claim_of, incident_of, resolution_of, telling_of
from harmledger.records.assessment import Assessment
from harmledger.records.figure import Group, Outcome

_Values = dict[tuple[str, str | None, str | None], str | None]
"""Field, outcome and group: the value, a range as `spelled` has it."""


def rederived(lines: IncidentLines, convention: Convention) -> Assessment:
    """What `convention` makes of the published claims of an incident.

    Raises KeyError for a telling whose report is not published, msgspec.ValidationError for a word that no record
    knows.
    """
    incident, reports = lines.incident, {report.key: report for report in lines.reports}
    matter = IncidentMatter(
        incident=incident_of(incident),
        tellings=tuple(telling_of(each) for each in incident.tellings),
        claims={line.id: claim_of(line) for line in lines.claims},
        resolutions={line.id: resolution_of(line) for line in lines.claims},
        reports={telling.report: _facts(reports[telling.report]) for telling in incident.tellings},
        named=dict(_named(each) for each in incident.named),
        by_person=frozenset(line.id for line in lines.claims if line.review == PERSON),
    )
    return assess(matter, convention)


def differences(line: ReleasedIncident, made: Assessment) -> Iterator[str]:
    """What a line says otherwise than the assessment: `grade`, `strike_status`, or `killed civilians`.

    Where a person set a value, the one that it stands over is compared.
    """
    said, follows = _said(line), _of_assessment(made)
    said |= {(each.field, each.outcome, each.group): each.computed for each in line.overridden}
    for key in sorted(said.keys() | follows.keys(), key=str):
        if said.get(key) != follows.get(key):
            yield " ".join(part for part in key[1:] if part) or key[0]


def spelled(low: int | None, high: int | None) -> str:
    """A range as `OverriddenLine.computed` has it: `5-8`, `5-` where no upper end is known."""
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _said(line: ReleasedIncident) -> _Values:
    tables = {"killed": line.killed, "injured": line.injured, **line.other_outcomes}
    values: _Values = {("grade", None, None): line.grade, ("strike_status", None, None): line.strike_status}
    for outcome, groups in tables.items():
        values |= {("range", outcome, group): spelled(ends.low, ends.high) for group, ends in groups.items()}
    return values


def _of_assessment(made: Assessment) -> _Values:
    values: _Values = {("grade", None, None): made.grade, ("strike_status", None, None): made.strike_status}
    return values | {
        ("range", each.outcome, each.group): spelled(each.low, each.high) for each in made.ranges
    }


def _named(line: NamedLine) -> tuple[tuple[Outcome, Group], Named]:
    key = msgspec.convert((line.outcome, line.group), tuple[Outcome, Group])
    return key, Named(low=line.low, high=line.high, claims=line.claims)


def _facts(line: ReportLine) -> ReportFacts:
    return ReportFacts(publisher=line.publisher, published_on=line.published)
