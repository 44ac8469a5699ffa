"""A masked incident and what it was made from in, the lines of a release out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from harmledger.assessing.agreement import hear_reports
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter, ReportFacts
from harmledger.assessing.persons import named_victims
from harmledger.publishing.lines import (
    claim_line,
    date_line,
    incident_line,
    place_line,
    reason_lines,
    report_line,
)
from harmledger.publishing.masking.claims import PERSON
from harmledger.publishing.masking.few import FewPeople, few_people
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pairs import Pair
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.matter import PublishedClaim, PublishedIncident
from harmledger.publishing.release.contract import (
    BlameLine,
    IncidentLines,
    LinkLine,
    NamedLine,
    OverriddenLine,
    PerhapsLine,
    ReleasedClaim,
    ReleasedIncident,
    ReleasedTelling,
)
from harmledger.publishing.release.rederive import differences, rederived, spelled
from harmledger.publishing.release.review import Review
from harmledger.records.assessment import Assessment
from harmledger.records.incident import Link
from harmledger.records.telling import Telling


def incident_lines(pair: Pair, review: Review, convention: Convention, masker: Masker) -> IncidentLines:
    """The lines of one incident."""
    masked, given = pair.masked.published, pair.given
    claims = tuple(_claims(pair, review, masker.pseudonyms))
    reports = tuple(report_line(report) for report in masked.reports)
    few = few_people(given, masker.policy.persons)
    named = _named(given, convention, masker, few)
    overridden = tuple(_overridden(given.assessment, few))
    line = _incident(masked, review, named, overridden)
    lines = IncidentLines(incident=line, claims=claims, reports=reports)
    follows = not any(differences(line, rederived(lines, convention)))
    return msgspec.structs.replace(lines, incident=msgspec.structs.replace(line, follows=follows))


def _claims(pair: Pair, review: Review, pseudonyms: Pseudonyms) -> Iterator[ReleasedClaim]:
    for given, masked in zip(pair.given.claims, pair.masked.published.claims, strict=True):
        state = pair.masked.quotes[masked.claim.id].state
        yield ReleasedClaim(
            **msgspec.structs.asdict(claim_line(masked)),
            quote_state=state,
            quote_commitment=pseudonyms.commitment(given.claim.id, given.claim.quote),
            quote_salt=pseudonyms.salt(given.claim.id) if state == "published" else None,
            review=_review_of(masked, review),
            persons_named=len(given.claim.persons),
            blames=tuple(BlameLine(as_said=b.as_said, firmness=b.firmness) for b in masked.claim.blamed),
        )


def _review_of(masked: PublishedClaim, review: Review) -> str:
    if masked.method == PERSON:
        return PERSON
    if masked.verdict == "accepted":
        return "accepted"
    return "with_incident" if review.line == "reviewed" else "machine"


def _incident(
    masked: PublishedIncident,
    review: Review,
    named: tuple[NamedLine, ...],
    overridden: tuple[OverriddenLine, ...],
) -> ReleasedIncident:
    stated = msgspec.structs.asdict(incident_line(masked))
    tellings = {telling.id: telling for telling in masked.tellings}
    origins = sorted(masked.incident.origins, key=lambda origin: sorted(origin.tellings))
    stated["tellings"] = tuple(
        _telling(msgspec.structs.asdict(line), tellings[line.id]) for line in stated["tellings"]
    )
    return ReleasedIncident(
        **stated,
        origin_tellings=tuple(tuple(sorted(origin.tellings)) for origin in origins),
        origin_reasons=tuple(reason_lines(origin.reasons) for origin in origins),
        linked=tuple(map(_linked, sorted(masked.incident.links, key=lambda link: (link.left, link.right)))),
        named=named,
        overridden=overridden,
        said=_said(masked.assessment),
        perhaps=tuple(
            PerhapsLine(incident=each.incident, score=each.score) for each in masked.incident.perhaps
        ),
        admin1=masked.assessment.where.admin1 if masked.assessment.where else None,
        review=review.line,
        stands_from=None,
        reviewers=review.reviewers,
        follows=True,
    )


def _linked(link: Link) -> LinkLine:
    return LinkLine(left=link.left, right=link.right, score=link.score, reasons=reason_lines(link.reasons))


def _said(assessment: Assessment) -> dict[str, dict[str, tuple[tuple[int | None, int | None], ...]]]:
    """By outcome and group the numbers that stand, as the assessment gives them."""
    said: dict[str, dict[str, tuple[tuple[int | None, int | None], ...]]] = {}
    for each in assessment.ranges:
        if each.said:
            said.setdefault(each.outcome, {})[each.group] = tuple((one.low, one.high) for one in each.said)
    return said


def _telling(stated: dict[str, Any], telling: Telling) -> ReleasedTelling:
    return ReleasedTelling(
        **stated,
        main=telling.main,
        filed=telling.filed_under is not None,
        date=date_line(telling.when),
        place=place_line(telling.where),
        means=telling.means,
        blamed=telling.blamed,
    )


def _named(
    given: PublishedIncident, convention: Convention, masker: Masker, few: FewPeople
) -> tuple[NamedLine, ...]:
    """How many victims are named, by outcome and group: counted here, where the names are."""
    matter = matter_of(given)
    counts = named_victims(matter, hear_reports(matter, convention).told, convention)
    return tuple(
        NamedLine(
            outcome=outcome, group=group, low=count.low, high=count.high,
            claims=tuple(sorted(masker.pseudonyms.id(claim) for claim in count.claims)),
        )
        for (outcome, group), count in sorted(counts.items())
        if few.may_be_told(outcome, group, count.high)
    )  # fmt: skip


def _overridden(assessment: Assessment, few: FewPeople) -> Iterator[OverriddenLine]:
    """What people set in place of what follows; who, and in which words they said why, stays in the house."""
    for each in assessment.overrides:
        computed = each.computed_range
        number = computed.high if computed else None
        if each.group is None or few.may_be_told(each.outcome, each.group, number):
            yield OverriddenLine(
                field=each.field,
                outcome=each.outcome,
                group=each.group,
                computed=spelled(computed.low, computed.high) if computed else each.computed,
            )


def matter_of(given: PublishedIncident) -> IncidentMatter:
    """What an assessment of the incident looks at inside the house."""
    kept = {each.claim.id for each in given.claims}
    return IncidentMatter(
        incident=given.incident,
        tellings=tuple(
            msgspec.structs.replace(each, claims=tuple(claim for claim in each.claims if claim in kept))
            for each in given.tellings
        ),
        claims={each.claim.id: each.claim for each in given.claims},
        resolutions={each.claim.id: each.resolution for each in given.claims},
        reports={
            r.id: ReportFacts(publisher=r.publisher, published_on=r.published_on) for r in given.reports
        },
        by_person=frozenset(each.claim.id for each in given.claims if each.method.startswith(f"{PERSON}:")),
    )
