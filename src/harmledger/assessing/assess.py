"""An incident's matter and a convention in, its Assessment out. The same matter in any order gives the same
bytes.

The way: claims → statements (what counts, and is of this incident) → tolls by voice → tolls that stand → ranges →
facts → status and grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import msgspec

from harmledger.assessing.agreement import Heard, hear_reports
from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Convention
from harmledger.assessing.facts import gather, is_strike
from harmledger.assessing.grades import NO_LABEL, decide, would_change
from harmledger.assessing.inferring import inferred
from harmledger.assessing.matter import IncidentMatter, Told
from harmledger.assessing.persons import named_victims
from harmledger.assessing.range_changes import range_changes
from harmledger.assessing.ranges import Ranged, ranges_of
from harmledger.assessing.when_where import when_of, where_of
from harmledger.records.assessment import Assessment, Range, SetAside
from harmledger.records.reason import Reason


def assess(matter: IncidentMatter, convention: Convention) -> Assessment:
    """Ranges, strike status and grade of the incident under the convention, each with its reasons."""
    heard = hear_reports(matter, convention)
    told = heard.told
    ranged = _ranged(matter, heard, convention)
    facts = gather(matter, told, ranged.ranges, heard.accused, convention)
    strike = is_strike(told, convention)
    status = decide(convention.strike_status, facts) if strike else NO_LABEL
    responsibility = NO_LABEL if strike else decide(convention.responsibility, facts)
    when, where = when_of(matter), heard.where or where_of(matter)
    grade = decide(convention.grade, facts)
    return Assessment(
        incident_id=matter.incident.id,
        convention=convention.title,
        ranges=ranged.ranges,
        strike_status=status.label,
        strike_reasons=status.reasons,
        grade=grade.label,
        grade_reasons=grade.reasons,
        responsibility_status=responsibility.label,
        responsibility_reasons=responsibility.reasons,
        blamed=facts.parties,
        inferred_parties=inferred(told, facts.parties, convention.theatre, when, where),
        when=when,
        where=where,
        set_aside=(
            *_in_order((*heard.set_aside, *_left_out(ranged.set_aside)), heard.everything),
            *_rejected(matter),
        ),
        would_change=(
            *would_change("grade", convention.grade, grade, facts),
            *would_change("strike_status", convention.strike_status if strike else (), status, facts),
            *would_change(
                "responsibility_status", () if strike else convention.responsibility, responsibility, facts
            ),
            *range_changes(ranged.ranges, partial(_ranges_without, matter, convention)),
        ),
    )


def _ranged(matter: IncidentMatter, heard: Heard, convention: Convention) -> Ranged:
    return ranges_of(heard.statements, named_victims(matter, heard.told, convention), convention)


def _ranges_without(
    matter: IncidentMatter, convention: Convention, claims: frozenset[str]
) -> Sequence[Range]:
    """The ranges as they would be had a person rejected these claims."""
    left = msgspec.structs.replace(matter, rejected=matter.rejected | claims)
    return _ranged(left, hear_reports(left, convention), convention).ranges


def _left_out(codes: Mapping[tuple[str, int], Aside]) -> Sequence[SetAside]:
    return [
        SetAside(claim_id=claim, figure=figure, reason=Reason(code=f"aside.{code}", claims=(claim,)))
        for (claim, figure), code in codes.items()
    ]


def _rejected(matter: IncidentMatter) -> Sequence[SetAside]:
    """What people rejected, behind all that the rules set aside."""
    held = {claim for telling in matter.tellings for claim in telling.claims}
    return [
        SetAside(claim_id=claim, figure=None, reason=Reason(code="aside.rejected_by_person", claims=(claim,)))
        for claim in sorted(held & matter.rejected)
    ]


def _in_order(set_aside: Sequence[SetAside], told: Sequence[Told]) -> tuple[SetAside, ...]:
    """By date and words of the claims, then by figure."""
    place = {one.claim.id: n for n, one in enumerate(told)}
    return tuple(sorted(set_aside, key=lambda s: (place[s.claim_id], -1 if s.figure is None else s.figure)))
