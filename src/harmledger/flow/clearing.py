"""An open record and incidents in; their quotes that nobody cleared for publication, as they are and as a release would
have them, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.flow.present import published
from harmledger.ledger.queries import IncidentFile, incident_files_of
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.masking.few import FewPeople
from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import MaskedQuote, Masker
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.policy import Policy


class WaitingQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A claim whose quote stays withheld until a person clears it."""

    told: ToldClaim
    as_published: MaskedQuote
    """What a release would have of it then."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """The quotes of one incident that wait."""

    file: IncidentFile
    quotes: tuple[WaitingQuote, ...]


def quotes_waiting(ledger: Ledger, policy: Policy, incidents: Sequence[str]) -> tuple[Waiting, ...]:
    """For each of these incidents, in their order, the quotes that wait; those of rejected claims do not."""
    masker = Masker(policy, Pseudonyms(b""), lambda _: None, HiddenNames(policy.names.hidden))
    return tuple(
        Waiting(file=file, quotes=tuple(_quotes(file, masker)))
        for file in incident_files_of(ledger, incidents)
    )


def _quotes(file: IncidentFile, masker: Masker) -> Iterator[WaitingQuote]:
    kept = [told for told in file.claims if told.standing.verdict != "rejected"]
    claims = [published(told).claim for told in kept]
    names, rules = masker.names_in(claims), masker.policy.persons
    few = [FewPeople(claims, each.ranges, rules) for each in file.assessments]
    for told in kept:
        if told.standing.cleared_by is None:
            untold = frozenset(trait for each in few for trait in each.untold(told.claim))
            yield WaitingQuote(told=told, as_published=masker.quote(told.claim, names, untold))
