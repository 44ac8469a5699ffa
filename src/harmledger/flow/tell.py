"""Texts with what stands of their readings in; tellings, and all that linking and assessing look at, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from harmledger.assessing.matter import IncidentMatter
from harmledger.assessing.matter import ReportFacts as PublisherFacts
from harmledger.ledger.material import Material
from harmledger.linking.decided import Decided, decided, refiled
from harmledger.linking.facts import facts_of
from harmledger.linking.sides import Matter
from harmledger.reading.tellings import Judged, tellings_of
from harmledger.records.claim import Claim
from harmledger.records.decision import Links
from harmledger.records.incident import Incident
from harmledger.records.reading import Resolution
from harmledger.records.span import Span
from harmledger.records.telling import Telling


class Told(msgspec.Struct, kw_only=True):
    """Everything that some texts tell, in memory while incidents are made."""

    tellings: dict[str, Telling]
    """Under the filing that people left them in."""
    linked: dict[str, Telling]
    """The same as linking takes them: with what rejected claims lend them, so that a verdict moves no link."""
    matter: dict[str, Matter]
    """What linking looks at, by telling."""
    claims: dict[str, Claim]
    resolutions: dict[str, Resolution]
    publishers: dict[str, PublisherFacts]
    """By report."""
    report_of: dict[str, str]
    """By text."""
    told: set[str]
    """Claims that some telling holds."""
    rejected: set[str]
    by_person: set[str]
    """Claims that a person made."""
    decided: Decided
    left: dict[str, str]
    """For tellings that a person took out of their filing, its key."""

    def matter_of(self, incident: Incident) -> IncidentMatter:
        """What an assessment of this incident may look at."""
        tellings = tuple(self.tellings[id] for id in incident.tellings)
        claims = [claim for telling in tellings for claim in telling.claims]
        return IncidentMatter(
            incident=incident,
            tellings=tellings,
            claims={id: self.claims[id] for id in claims},
            resolutions={id: self.resolutions[id] for id in claims},
            reports={telling.report_id: self.publishers[telling.report_id] for telling in tellings},
            rejected=frozenset(id for id in claims if id in self.rejected),
            by_person=frozenset(id for id in claims if id in self.by_person),
        )


def tell(material: Iterable[Material], links: Iterable[Links]) -> Told:
    """What the texts tell; `links` are the linking decisions in force, oldest first."""
    told = Told(
        tellings={}, linked={}, matter={}, claims={}, resolutions={}, publishers={}, report_of={},
        told=set(), rejected=set(), by_person=set(), decided=decided((), (), {}), left={},
    )  # fmt: skip
    for each in material:
        _tell_one(told, each)
    told.decided = decided(links, list(told.tellings.values()), spans_of(told.tellings, told.claims))
    for id in told.decided.filings:
        filed = told.tellings[id].filed_under
        if filed is not None:
            told.left[id] = filed
        told.tellings[id] = refiled(told.tellings[id], told.decided.filings)
        told.linked[id] = refiled(told.linked[id], told.decided.filings)
    return told


def spans_of(tellings: Mapping[str, Telling], claims: Mapping[str, Claim]) -> dict[str, list[Span]]:
    """The words of each telling's claims, by its id."""
    return {id: [claims[claim].span for claim in telling.claims] for id, telling in tellings.items()}


def _tell_one(told: Told, each: Material) -> None:
    report, stands = each.report, each.standing
    told.publishers[report.id] = PublisherFacts(publisher=report.publisher, published_on=report.published_on)
    told.report_of[each.text.id] = report.id
    told.claims |= {said.claim.id: said.claim for said in stands.said}
    told.resolutions |= {said.claim.id: said.resolution for said in stands.said}
    told.rejected |= stands.rejected
    told.by_person |= stands.by_person
    judged = Judged(rejected=stands.rejected, roots=stands.roots)
    tellings = tellings_of(report, stands.reading, each.filings, judged)
    if not tellings:
        return
    linked = tellings
    if stands.rejected:
        linked = tellings_of(report, stands.reading, each.filings, Judged(roots=stands.roots))
    told.linked |= {telling.id: telling for telling in linked}
    facts = facts_of(report, each.text)
    for telling in tellings:
        told.told.update(telling.claims)
        told.tellings[telling.id] = telling
        said = tuple(told.claims[id] for id in telling.claims)
        told.matter[telling.id] = Matter(claims=said, facts=facts)
