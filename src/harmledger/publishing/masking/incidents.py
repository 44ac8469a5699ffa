"""An incident with its tellings, claims and reports in, the same as it may be published out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from harmledger.publishing.masking.claims import masked_claim, without_words
from harmledger.publishing.masking.few import FewPeople, few_people
from harmledger.publishing.masking.masker import MaskedQuote, Masker
from harmledger.publishing.masking.reasons import masked_reason, masked_reasons
from harmledger.publishing.masking.reports import masked_report
from harmledger.publishing.matter import PublishedIncident
from harmledger.records.assessment import Assessment, Inferred, Range, Said, SetAside
from harmledger.records.incident import Incident, Link, Origin, Perhaps
from harmledger.records.telling import Telling
from harmledger.wording import is_code


class MaskedIncident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that may be published, and what became of the quote of each claim, by its public id."""

    published: PublishedIncident
    quotes: Mapping[str, MaskedQuote]


def masked_incident(
    given: PublishedIncident, masker: Masker, *, cleared: Collection[str], chosen: Collection[str] = ()
) -> MaskedIncident:
    """The incident without names. `cleared` holds the (internal) ids of the claims whose quotes a person
    cleared, `chosen` those of the other incidents that are published.

    What it says of claims that are not among `given.claims` is left out: nobody could look them up.
    """
    names = masker.names_in(each.claim for each in given.claims)
    few = few_people(given, masker.policy.persons)
    claims = [
        masked_claim(each, masker, names, few, cleared=each.claim.id in cleared) for each in given.claims
    ]
    kept = frozenset(each.claim.id for each in given.claims)
    return MaskedIncident(
        published=PublishedIncident(
            incident=_incident(given.incident, masker, chosen),
            assessment=_assessment(given.assessment, masker, kept, few),
            tellings=tuple(_telling(each, masker, kept) for each in given.tellings),
            reports=tuple(masked_report(each, masker) for each in given.reports),
            claims=tuple(each.published for each in claims),
            reviewed=given.reviewed,
        ),
        quotes={each.published.claim.id: each.quote for each in claims},
    )


def _incident(incident: Incident, masker: Masker, chosen: Collection[str]) -> Incident:
    """Under its public id, and without the analyst's key."""
    id = masker.pseudonyms.id
    return Incident(
        id=id(incident.id),
        key=None,
        tellings=tuple(id(telling) for telling in incident.tellings),
        links=tuple(
            Link(
                left=id(link.left), right=id(link.right), score=link.score,
                reasons=masked_reasons(link.reasons, masker, ()),
            )
            for link in incident.links
        ),
        origins=tuple(
            Origin(
                tellings=tuple(id(telling) for telling in origin.tellings),
                reasons=masked_reasons(origin.reasons, masker, ()),
            )
            for origin in incident.origins
        ),
        origins_low=incident.origins_low,
        origins_high=incident.origins_high,
        perhaps=tuple(
            Perhaps(incident=id(each.incident), score=each.score)
            for each in incident.perhaps
            if each.incident in chosen
        ),
    )  # fmt: skip


def _assessment(given: Assessment, masker: Masker, kept: Collection[str], few: FewPeople) -> Assessment:
    return Assessment(
        incident_id=masker.pseudonyms.id(given.incident_id),
        convention=given.convention,
        ranges=tuple(_range(each, masker, kept) for each in few.ranges(given.ranges)),
        strike_status=_known("strike_status", given.strike_status),
        strike_reasons=masked_reasons(given.strike_reasons, masker, kept),
        responsibility_status=_known("responsibility_status", given.responsibility_status),
        responsibility_reasons=masked_reasons(given.responsibility_reasons, masker, kept),
        inferred_parties=tuple(
            Inferred(party=masker.party(each.party), reason=masked_reason(each.reason, masker, kept))
            for each in given.inferred_parties
        ),
        grade=_known("grade", given.grade),
        grade_reasons=masked_reasons(given.grade_reasons, masker, kept),
        blamed=tuple(masker.party(party) for party in given.blamed),
        when=without_words(given.when),
        where=masker.place(given.where),
        set_aside=tuple(_set_aside(each, masker, kept) for each in given.set_aside if each.claim_id in kept),
        would_change=masked_reasons(given.would_change, masker, kept),
    )


def _known(field: str, label: str | None) -> str | None:
    """A label if the catalogs know it: any other could be anybody's words."""
    return label if label is not None and is_code(field, label) else None


def _range(each: Range, masker: Masker, kept: Collection[str]) -> Range:
    id = masker.pseudonyms.id
    return Range(
        outcome=each.outcome,
        group=each.group,
        low=each.low,
        best=each.best,
        high=each.high,
        low_reason=masked_reason(each.low_reason, masker, kept),
        high_reason=masked_reason(each.high_reason, masker, kept),
        said=tuple(
            Said(
                low=said.low,
                high=said.high,
                claims=tuple(id(claim) for claim in said.claims if claim in kept),
            )
            for said in each.said
        ),
    )


def _set_aside(each: SetAside, masker: Masker, kept: Collection[str]) -> SetAside:
    return SetAside(
        claim_id=masker.pseudonyms.id(each.claim_id),
        figure=each.figure,
        reason=masked_reason(each.reason, masker, kept),
    )


def _telling(telling: Telling, masker: Masker, kept: Collection[str]) -> Telling:
    id = masker.pseudonyms.id
    return Telling(
        id=id(telling.id),
        report_id=id(telling.report_id),
        text_id=id(telling.text_id),
        claims=tuple(id(claim) for claim in telling.claims if claim in kept),
        role=telling.role,
        main=telling.main,
        when=without_words(telling.when),
        where=masker.place(telling.where),
        means=telling.means,
        blamed=tuple(masker.party(party) for party in telling.blamed),
        published_on=telling.published_on,
        filed_under=None if telling.filed_under is None else "filed",
    )
