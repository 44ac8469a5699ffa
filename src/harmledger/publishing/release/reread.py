"""The lines of a release in, the records that they were written from out: what is left of them after masking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from harmledger.exchange.contract import BoundsLine, ReasonLine, ReportLine, SetAsideLine
from harmledger.exchange.from_lines import figure_stated, moment_stated, place_stated, voice_stated
from harmledger.publishing.matter import PublishedClaim, PublishedIncident
from harmledger.publishing.release.contract import (
    IncidentLines,
    ReleasedClaim,
    ReleasedIncident,
    ReleasedTelling,
)
from harmledger.records.assessment import Assessment, Inferred, Range, Said, SetAside
from harmledger.records.claim import Claim
from harmledger.records.incident import Incident, Link, Origin, Perhaps
from harmledger.records.reading import Resolution
from harmledger.records.reason import Reason
from harmledger.records.report import Report
from harmledger.records.telling import Telling


def published_of(lines: IncidentLines) -> PublishedIncident:
    """The incident as its release has it, its numbers as they stand there.

    Raises msgspec.ValidationError for a word that no record knows.
    """
    line = lines.incident
    return PublishedIncident(
        incident=incident_of(line),
        assessment=assessment_of(line),
        tellings=tuple(telling_of(each) for each in line.tellings),
        reports=tuple(map(report_of, lines.reports)),
        claims=tuple(map(_published_claim, lines.claims)),
        reviewed=line.review != "machine",
        stands_from=line.stands_from,
    )


def incident_of(line: ReleasedIncident) -> Incident:
    """The incident, under its public id."""
    return Incident(
        id=line.id,
        key=None,
        tellings=tuple(telling.id for telling in line.tellings),
        links=tuple(
            Link(left=each.left, right=each.right, score=each.score, reasons=_reasons(each.reasons))
            for each in line.linked
        ),
        origins=tuple(
            Origin(tellings=tellings, reasons=_reasons(reasons))
            for tellings, reasons in zip_longest(line.origin_tellings, line.origin_reasons, fillvalue=())
        ),
        origins_low=line.origins,
        origins_high=line.origins_high,
        perhaps=tuple(Perhaps(incident=each.incident, score=each.score) for each in line.perhaps),
    )


def assessment_of(line: ReleasedIncident) -> Assessment:
    """What the line says follows from the claims, whether it does or not."""
    place = place_stated(line.place)
    stated = {
        "incident_id": line.id, "convention": line.convention, "strike_status": line.strike_status,
        "strike_reasons": (), "grade": line.grade, "grade_reasons": (), "ranges": (), "blamed": line.blamed,
        "responsibility_status": line.responsibility_status, "when": moment_stated(line.date),
        "where": place and {**place, "admin1": line.admin1},
    }  # fmt: skip
    return msgspec.structs.replace(
        msgspec.convert(stated, Assessment),
        ranges=tuple(_ranges(line)),
        strike_reasons=_reasons(line.strike_reasons),
        responsibility_reasons=_reasons(line.responsibility_reasons),
        grade_reasons=_reasons(line.reasons),
        would_change=_reasons(line.would_change),
        set_aside=tuple(_set_aside(each) for each in line.set_aside),
        inferred_parties=tuple(
            Inferred(party=each.party, reason=_reason(each.reason)) for each in line.inferred_parties
        ),
    )


def telling_of(line: ReleasedTelling) -> Telling:
    """What one report tells."""
    stated = {"role": line.role, "means": line.means}
    return msgspec.convert(
        {
            **stated, "id": line.id, "report_id": line.report, "text_id": "", "claims": line.claims, "main": line.main,
            "when": moment_stated(line.date), "where": place_stated(line.place), "blamed": line.blamed,
            "filed_under": "filed" if line.filed else None,
        },
        Telling,
    )  # fmt: skip


def claim_of(line: ReleasedClaim) -> Claim:
    """The claim; of the persons that it names only that there are any."""
    person = {"name": "", "span": (0, 0), "outcome": "killed", "who": {}}
    return msgspec.convert(
        {
            "id": line.id, "text_id": "", "span": (line.start, line.end), "quote": line.quote,
            "voices": [voice_stated(each) for each in line.voices], "stance": line.stance, "about": line.about,
            "answers": line.answers, "figures": [figure_stated(each) for each in line.figures],
            "persons": [person] * min(line.persons_named, 1), "means": line.means, "extent": line.extent,
            "blamed": [{"as_said": b.as_said, "span": (0, 0), "firmness": b.firmness} for b in line.blames],
        },
        Claim,
    )  # fmt: skip


def resolution_of(line: ReleasedClaim) -> Resolution:
    """What the words of the claim were resolved to."""
    stated = {"claim_id": line.id, "blamed": line.blamed, "role": line.role, "in_title": line.in_title}
    return msgspec.convert(
        {**stated, "when": moment_stated(line.date), "where": place_stated(line.place)}, Resolution
    )


def report_of(line: ReportLine) -> Report:
    """The report, as far as it is told of."""
    stated = msgspec.structs.asdict(line)
    return msgspec.convert({**stated, "content_sha256": line.sha256, "published_on": line.published}, Report)


def _published_claim(line: ReleasedClaim) -> PublishedClaim:
    return PublishedClaim(
        claim=claim_of(line), resolution=resolution_of(line), report_id=line.report, report_key=line.report,
        method=line.method, incident_id=line.incident,
    )  # fmt: skip


def _ranges(line: ReleasedIncident) -> Iterator[Range]:
    for outcome, groups in {"killed": line.killed, "injured": line.injured, **line.other_outcomes}.items():
        for group, bounds in groups.items():
            yield _range(outcome, group, bounds, line.said.get(outcome, {}).get(group, ()))


def _range(
    outcome: str, group: str, bounds: BoundsLine, said: tuple[tuple[int | None, int | None], ...]
) -> Range:
    stated = {"outcome": outcome, "group": group, "low": bounds.low, "best": bounds.best, "high": bounds.high}
    reasons = {"low_reason": {"code": ""}, "high_reason": {"code": ""}}
    return msgspec.structs.replace(
        msgspec.convert({**stated, **reasons}, Range),
        low_reason=_reason(bounds.low_reason),
        high_reason=_reason(bounds.high_reason),
        said=tuple(Said(low=low, high=high, claims=()) for low, high in said),
    )


def _reason(line: ReasonLine) -> Reason:
    return Reason(code=line.code, params=line.params, claims=line.claims)


def _reasons(lines: tuple[ReasonLine, ...]) -> tuple[Reason, ...]:
    return tuple(_reason(line) for line in lines)


def _set_aside(line: SetAsideLine) -> SetAside:
    return SetAside(claim_id=line.claim, figure=line.figure, reason=_reason(line.reason))
