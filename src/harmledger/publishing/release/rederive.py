"""The published lines of an incident in, the assessment that follows from them out: the same code as in the
house."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter, Named, ReportFacts
from harmledger.exchange.contract import DateLine, FigureLine, OtherFigure, PlaceLine, ReportLine, VoiceLine
from harmledger.publishing.release.contract import NamedLine, ReleasedClaim, ReleasedIncident, ReleasedTelling
from harmledger.records.assessment import Assessment
from harmledger.records.claim import Claim
from harmledger.records.figure import Group, Outcome
from harmledger.records.incident import Incident, Origin
from harmledger.records.reading import Resolution
from harmledger.records.telling import Telling

_Values = dict[tuple[str, str | None, str | None], str | None]
"""Field, outcome and group: the value, a range as `spelled` has it."""


def rederived(
    incident: ReleasedIncident,
    claims: Mapping[str, ReleasedClaim],
    reports: Mapping[str, ReportLine],
    convention: Convention,
) -> Assessment:
    """What `convention` makes of the published claims of an incident.

    Raises KeyError for a claim or report that is not published, msgspec.ValidationError for a word that no
    record knows.
    """
    own = [claims[claim] for claim in incident.claims]
    matter = IncidentMatter(
        incident=Incident(
            id=incident.id,
            key=None,
            tellings=tuple(telling.id for telling in incident.tellings),
            origins=tuple(Origin(tellings=tellings) for tellings in incident.origin_tellings),
            origins_low=incident.origins,
            origins_high=incident.origins_high,
        ),
        tellings=tuple(_telling(each) for each in incident.tellings),
        claims={line.id: _claim(line) for line in own},
        resolutions={line.id: _resolution(line) for line in own},
        reports={telling.report: _facts(reports[telling.report]) for telling in incident.tellings},
        named=dict(_named(each) for each in incident.named),
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


def _telling(line: ReleasedTelling) -> Telling:
    stated = {"role": line.role, "means": line.means}
    return msgspec.convert(
        {
            **stated, "id": line.id, "report_id": line.report, "text_id": "", "claims": line.claims, "main": line.main,
            "when": _moment(line.date), "where": _place(line.place), "blamed": line.blamed,
        },
        Telling,
    )  # fmt: skip


def _claim(line: ReleasedClaim) -> Claim:
    """The claim as far as an assessment looks at it; of its persons only that there are any."""
    person = {"name": "", "span": (0, 0), "outcome": "killed", "who": {}}
    return msgspec.convert(
        {
            "id": line.id, "text_id": "", "span": (line.start, line.end), "quote": line.quote,
            "voices": [_voice(each) for each in line.voices], "stance": line.stance, "about": line.about,
            "answers": line.answers, "figures": [_figure(each) for each in line.figures],
            "persons": [person] * min(line.persons_named, 1), "means": line.means, "extent": line.extent,
            "blamed": [{"as_said": b.as_said, "span": (0, 0), "firmness": b.firmness} for b in line.blames],
        },
        Claim,
    )  # fmt: skip


def _resolution(line: ReleasedClaim) -> Resolution:
    stated = {"claim_id": line.id, "blamed": line.blamed, "role": line.role}
    return msgspec.convert({**stated, "when": _moment(line.date), "where": _place(line.place)}, Resolution)


def _voice(line: VoiceLine) -> dict[str, object]:
    span = None if line.start is None or line.end is None else (line.start, line.end)
    return {"name": line.name, "span": span, "kind": line.kind, "refers_to": line.refers_to}


def _figure(line: FigureLine) -> dict[str, object]:
    return {
        "outcome": line.outcome, "per": line.per, "relation": _relation(line),
        "who": {
            "status": line.status, "sex": line.sex, "age": line.age, "occupation": line.occupation, "label": line.label,
        },
        "quantity": {
            "kind": line.kind, "low": line.low, "high": line.high, "phrase": line.phrase,
            "span": (line.start, line.end),
        },
    }  # fmt: skip


def _relation(line: FigureLine) -> dict[str, object] | None:
    if line.relation is None or line.related is None:
        return None
    if isinstance(line.related, OtherFigure):
        return {"kind": line.relation, "figure": line.related.figure, "claim": line.related.claim}
    return {"kind": line.relation, "figure": line.related}


def _moment(line: DateLine | None) -> dict[str, object] | None:
    if line is None:
        return None
    return {"start": line.start, "end": line.end, "precision": line.precision, "reason": line.how}


def _place(line: PlaceLine | None) -> dict[str, object] | None:
    if line is None:
        return None
    return {
        "name": line.name, "latitude": line.latitude, "longitude": line.longitude, "radius_m": line.radius_m,
        "level": line.level, "gazetteer_id": line.gazetteer_id, "country": line.country, "reason": line.how,
    }  # fmt: skip
