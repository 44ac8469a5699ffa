"""A record and the incidents that are published in; the numbers of the last release that stand, though more was told
of their incidents since, out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from harmledger.assessing.convention import Convention
from harmledger.ledger.queries import incident_file
from harmledger.ledger.standings import cleared_quotes
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.policy import Policy
from harmledger.publishing.release.contract import IncidentLines
from harmledger.publishing.release.names import RELEASES, releases
from harmledger.publishing.release.standing import standing_lines
from harmledger.publishing.release.verify import read_manifest


def last_release(record: Path) -> Path | None:
    """The folder of the record's last release; null where there is none yet."""
    there = releases(record / RELEASES)
    return there[-1] if there else None


def numbers_that_stand(
    ledger: Ledger, convention: Convention, policy: Policy, pseudonyms: Pseudonyms, changed: Collection[str]
) -> dict[str, IncidentLines]:
    """By id, those of `changed` (reviewed, published, and told of anew since) whose numbers in the last release stand,
    with its lines.

    None stands under another policy or convention than that of the last release, and none of which people decided
    against a claim since.
    """
    last = last_release(ledger.folder)
    if last is None or not changed or not same_rules(last, convention, policy):
        return {}
    masker = Masker(policy, pseudonyms, lambda _: None, HiddenNames(policy.names.hidden))
    ids = {pseudonyms.id(each): each for each in changed}
    still = {public: frozenset(map(pseudonyms.id, _claims_of(ledger, id))) for public, id in ids.items()}
    cleared = frozenset(map(pseudonyms.id, cleared_quotes(ledger)))
    found = standing_lines(last, still, masker, cleared)
    return {ids[lines.incident.id]: lines for lines in found}


def same_rules(last: Path, convention: Convention, policy: Policy) -> bool:
    """Whether the release in this folder went by this convention and policy."""
    manifest = read_manifest(last)
    rules = (manifest.convention.name, manifest.convention.version)
    return manifest.policy_sha256 == policy.sha256 and rules == (convention.name, str(convention.version))


def _claims_of(ledger: Ledger, incident: str) -> list[str]:
    file = incident_file(ledger, incident)
    return [told.claim.id for told in file.claims if told.standing.verdict != "rejected"]
