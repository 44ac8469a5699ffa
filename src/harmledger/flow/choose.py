"""A record and a policy in, what would be published of it and what is held back, and why, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from harmledger.accounts.accounts import is_team
from harmledger.assessing.convention import Convention
from harmledger.errors import UsageError
from harmledger.flow.house import house_rules
from harmledger.flow.stands import last_release, numbers_that_stand
from harmledger.ledger.queries import assessed_incidents
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pseudonyms import Pseudonyms, record_pseudonyms
from harmledger.publishing.policy import Policy, read_policy
from harmledger.publishing.release.contract import IncidentLines
from harmledger.publishing.release.review import Held, Review, held_back
from harmledger.records.standing import IncidentStanding
from harmledger.settings import Settings


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy makes of the incidents of a record. Ids are those inside the house."""

    policy: Policy
    publish: Mapping[str, Review]
    """Incidents that are published, with where they stand."""
    held: Mapping[str, Held]
    """Incidents that are held back, with the code of the reason: `held.<code>` in the catalogs."""
    stand: Mapping[str, str] = {}
    """Incidents that changed since their review, with their seal in the last release: its numbers stand."""
    withheld_publishers: Mapping[str, int] = {}
    """As `publishers_left_out` gives them."""

    @property
    def held_counts(self) -> dict[str, int]:
        """How many are held back, by reason."""
        return dict(sorted(Counter(self.held.values()).items()))


def preview(record: Path, *, settings: Settings, policy: Path | None = None) -> Chosen:
    """What a release would publish now, what it would hold back and why, and whom it would not name.

    Changes nothing. Raises NotInRecord if there is no record, SettingsError for a policy that cannot be used.
    """
    rules = read_policy(record, policy)
    with Ledger.open(record) as ledger:
        convention = house_rules(record, settings)
        pseudonyms = record_pseudonyms(record) if last_release(record) else Pseudonyms(b"")
        chosen, _ = with_standing(ledger, convention, choose(ledger, convention, rules), pseudonyms)
        return msgspec.structs.replace(chosen, withheld_publishers=publishers_left_out(ledger, rules))


def choose(ledger: Ledger, convention: Convention, policy: Policy) -> Chosen:
    """Each incident as published or held back. Where a team works on the record, a signature on one's own work does not
    count, whenever it was given (law 8).

    Raises UsageError where the record was not assessed under this convention.
    """
    team = is_team(ledger.folder)
    reviews = {each.incident_id: _review(each, team=team) for each in standings(ledger)}
    publish: dict[str, Review] = {}
    held: dict[str, Held] = {}
    for incident, assessment in assessed_incidents(ledger, convention.title):
        review = reviews[incident.id]
        why = held_back(review, assessment.grade, policy.incidents)
        if why is None:
            publish[incident.id] = review
        else:
            held[incident.id] = why
    if not publish and not held:
        raise UsageError(
            f"holds no incident assessed under {convention.title}", where=str(ledger.folder),
            to_do="run `harmledger assess` first",
        )  # fmt: skip
    return Chosen(policy=policy, publish=publish, held=held)


def with_standing(
    ledger: Ledger, convention: Convention, chosen: Chosen, pseudonyms: Pseudonyms
) -> tuple[Chosen, dict[str, IncidentLines]]:
    """What was chosen, with the numbers of the last release that stand rather than being held back; their lines."""
    seals = {
        each.incident_id: each.published_seal
        for each in standings(ledger)
        if each.published_seal is not None and chosen.held.get(each.incident_id) == "review_outdated"
    }
    lines = numbers_that_stand(ledger, convention, chosen.policy, pseudonyms, seals)
    held = {incident: why for incident, why in chosen.held.items() if incident not in lines}
    stand = {incident: seals[incident] for incident in lines}
    return msgspec.structs.replace(chosen, held=held, stand=stand), lines


def _review(standing: IncidentStanding, *, team: bool) -> Review:
    signed = set(standing.reviewed_by) - (set(standing.worked_by) if team else set())
    return Review(state=standing.state, reviewers=len(signed), seal=standing.seal)


def named_by(policy: Policy, publishers: Iterable[str]) -> set[str]:
    """Those of `publishers` that a release under this policy would name."""
    masker = Masker(policy, Pseudonyms(b""), lambda _: None, HiddenNames(policy.names.hidden))
    return {name for name in publishers if masker.is_public(name)}


def publishers_left_out(ledger: Ledger, policy: Policy) -> dict[str, int]:
    """Publishers that a release under this policy does not name, with how many reports of the record are theirs.

    A house that may name them lists them under `names.public` in its policy.
    """
    with ledger.snapshot() as connection:
        there = ledger.publishers.of(connection)
    named = named_by(policy, there)
    return {name: reports for name, reports in there.items() if name not in named}
