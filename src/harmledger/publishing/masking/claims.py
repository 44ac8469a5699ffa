"""A claim with all that is internal in, the claim as it may be published out: the same figures, other
words, other ids."""

from __future__ import annotations

import msgspec

from harmledger.publishing.masking.few import FewPeople
from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import WITHHELD, MaskedQuote, Masker
from harmledger.publishing.matter import PublishedClaim
from harmledger.records.claim import Blame, Claim
from harmledger.records.figure import Figure, Relation, Who
from harmledger.records.moment import Moment
from harmledger.records.person import PersonMention
from harmledger.records.reading import Resolution

PERSON = "person"
"""The method of every claim that a person made: who it was stays in the house."""


class MaskedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that may be published, and what became of its quote."""

    published: PublishedClaim
    quote: MaskedQuote


def masked_claim(
    given: PublishedClaim, masker: Masker, names: HiddenNames, few: FewPeople, *, cleared: bool
) -> MaskedClaim:
    """The claim without names; its quote, if a person cleared it, without `names` too."""
    claim, ids = given.claim, masker.pseudonyms
    scope = given.incident_id or ""
    quote = masker.quote(claim, names, few.untold(claim)) if cleared else WITHHELD
    public = Claim(
        id=ids.id(claim.id),
        text_id=ids.id(claim.text_id),
        span=claim.span,
        quote=quote.text,
        voices=tuple(masker.voice(voice, scope) for voice in claim.voices),
        stance=claim.stance,
        about=claim.about,
        answers=ids.id(claim.answers) if claim.answers else None,
        figures=tuple(_figure(figure, masker, few) for figure in claim.figures),
        persons=tuple(_unnamed(person) for person in claim.persons),
        blamed=tuple(_blame(blame, masker) for blame in claim.blamed),
        means=claim.means,
        extent=claim.extent,
    )
    resolution = _resolution(given.resolution, public.id, masker)
    report = ids.id(given.report_id)
    incident = ids.id(given.incident_id) if given.incident_id else None
    published = PublishedClaim(
        claim=public, resolution=resolution, report_id=report, report_key=report, method=_method(given.method),
        incident_id=incident, verdict=given.verdict,
    )  # fmt: skip
    return MaskedClaim(published=published, quote=quote)


def without_words(moment: Moment | None) -> Moment | None:
    """A date without the place of its words, and without the time of day, which singles out."""
    if moment is None:
        return None
    return Moment(start=moment.start, end=moment.end, precision=moment.precision, reason=moment.reason)


def _figure(figure: Figure, masker: Masker, few: FewPeople) -> Figure:
    who = few.who(figure)
    relation = figure.relation
    if relation is not None and relation.claim is not None:
        other = masker.pseudonyms.id(relation.claim)
        relation = Relation(kind=relation.kind, figure=relation.figure, claim=other)
    return Figure(
        outcome=figure.outcome,
        who=msgspec.structs.replace(who, label=masker.label(figure.who.label)),
        quantity=masker.quantity(figure.quantity),
        relation=relation,
        per=figure.per,
    )


def _unnamed(person: PersonMention) -> PersonMention:
    """That somebody is named stays, as it bears on grades; who, and where the name stands, does not."""
    return PersonMention(name="", span=person.span, outcome=person.outcome, who=Who())


def _blame(blame: Blame, masker: Masker) -> Blame:
    return Blame(as_said=masker.party(blame.as_said), span=blame.span, firmness=blame.firmness)


def _resolution(resolution: Resolution, claim_id: str, masker: Masker) -> Resolution:
    return Resolution(
        claim_id=claim_id,
        when=without_words(resolution.when),
        where=masker.place(resolution.where),
        blamed=tuple(masker.party(name) for name in resolution.blamed),
        role=resolution.role,
        in_title=resolution.in_title,
    )


def _method(method: str) -> str:
    return PERSON if method.startswith(f"{PERSON}:") else method
