"""Tellings with their reports' facts in, the same with each telling's own words out, where a report tells of
several events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harmledger.linking.facts import facts_of_part
from harmledger.linking.sides import Matter
from harmledger.records.telling import Telling


def own_matter(tellings: Sequence[Telling], matter: Mapping[str, Matter]) -> dict[str, Matter]:
    """The matter of each telling: a report's words speak for its main event, claims' words for the others."""
    return {t.id: matter[t.id] if t.main else _of_its_claims(matter[t.id]) for t in tellings}


def _of_its_claims(matter: Matter) -> Matter:
    words = "\n".join(dict.fromkeys(claim.quote for claim in matter.claims))
    return Matter(claims=matter.claims, facts=facts_of_part(matter.facts, words))
