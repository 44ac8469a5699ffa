"""An open record and a policy in; what a release made now would be out: what it publishes and holds back, what that
changes of the last one, how many quotes wait. Read off what incidents are alike in, so that a hundred thousand of them
cost what a few do; `flow.choose` says the same of each incident when a release is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from harmledger.accounts.accounts import is_team
from harmledger.assessing.convention import Convention
from harmledger.flow.stands import last_release, numbers_that_stand, same_rules
from harmledger.ledger.decided import decisions_in_force
from harmledger.ledger.gate import Alike, Group, Last, groups, ids_alike
from harmledger.ledger.held import gone_ids, redirected
from harmledger.ledger.standings import standing_rows
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.pseudonyms import record_pseudonyms
from harmledger.publishing.policy import Policy
from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.publishing.release.looked_up import incidents_in
from harmledger.publishing.release.review import Held, Review, held_back
from harmledger.publishing.release.verify import read_manifest
from harmledger.records.decision import Publication, value_of

Fate = Literal["publish"] | Held


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents that a release treats alike."""

    fate: Fate
    groups: tuple[Group, ...]
    stand: frozenset[str] = frozenset()
    """Those in the groups whose published numbers stand, and that are not on the shelf."""

    @property
    def incidents(self) -> int:
        """How many."""
        return sum(group.incidents for group in self.groups) - len(self.stand)

    @property
    def quotes(self) -> int:
        """Of how many of their claims nobody cleared the quote."""
        return sum(group.quotes for group in self.groups)

    def without(self, other: Shelf) -> Shelf:
        """What is on this shelf alone."""
        theirs = {group.alike for group in other.groups}
        kept = (group for group in self.groups if group.alike not in theirs)
        return msgspec.structs.replace(self, groups=tuple(kept))

    def with_last(self, *how: Last) -> Shelf:
        """Those that the last release has so."""
        kept = (group for group in self.groups if group.alike.last in how)
        return msgspec.structs.replace(self, groups=tuple(kept))

    def ids(self, ledger: Ledger, limit: int | None = None) -> list[str]:
        """The first `limit` (null: all) of them, in order of id."""
        more = None if limit is None else limit + len(self.stand)
        alike = (group.alike for group in self.groups)
        return [id for id in ids_alike(ledger, alike, limit=more) if id not in self.stand][:limit]

    def with_quotes(self, ledger: Ledger, *, after: str, limit: int) -> list[str]:
        """The first `limit` behind the id `after` of those with a quote that nobody cleared, in order of id."""
        alike = (group.alike for group in self.groups if group.quotes)
        return ids_alike(ledger, alike, after=after, limit=limit, with_quotes=True)


class NextRelease(msgspec.Struct, frozen=True, kw_only=True):
    """What a release made now would be."""

    policy: Policy
    publish: Shelf
    stand: tuple[str, ...]
    """Incidents of which more was told since their review: their numbers in the last release stand."""
    held: tuple[Shelf, ...]
    """Held back, by why; most incidents first."""


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What a release made now would change of the last one."""

    release: str
    same_rules: bool
    """Whether it went by the same policy and convention."""
    added: Shelf
    changed: Shelf
    same: int
    gone: tuple[Shelf, ...]
    """Published then and held back now, by why."""
    merged: Mapping[str, str]
    """Ids that are part of another incident now, and its id."""


def next_release(ledger: Ledger, convention: Convention, policy: Policy) -> NextRelease:
    """What a release of this open record would be under `policy`. Changes nothing."""
    team = is_team(ledger.folder)
    by_fate: dict[Fate, list[Group]] = defaultdict(list)
    for group in groups(ledger):
        by_fate[_fate(group.alike, policy, team=team)].append(group)
    publish = Shelf(fate="publish", groups=tuple(by_fate.pop("publish", ())))
    stand = _that_stand(ledger, convention, policy, by_fate.get("review_outdated", ()))
    held = (
        Shelf(fate=fate, groups=tuple(found), stand=frozenset(stand if fate == "review_outdated" else ()))
        for fate, found in by_fate.items()
    )
    in_order = sorted(
        (each for each in held if each.incidents), key=lambda each: (-each.incidents, each.fate)
    )
    return NextRelease(policy=policy, publish=publish, stand=stand, held=tuple(in_order))


def since_last(ledger: Ledger, convention: Convention, made: NextRelease) -> Since | None:
    """What `made` would change of the record's last release; null where there is none."""
    last = last_release(ledger.folder)
    if last is None:
        return None
    gone = [each.with_last("same", "changed") for each in made.held]
    changed, same = made.publish.with_last("changed"), made.publish.with_last("same")
    still = changed.incidents + same.incidents + len(made.stand) + sum(each.incidents for each in gone)
    return Since(
        release=last.name,
        same_rules=same_rules(last, convention, made.policy),
        added=made.publish.with_last(""),
        changed=changed,
        same=same.incidents,
        gone=tuple(each for each in gone if each.incidents),
        merged=_merged(ledger, last.name) if still < read_manifest(last).counts["incidents"] else {},
    )


def as_published(ledger: Ledger, ids: Iterable[str]) -> dict[str, ReleasedIncident]:
    """These incidents as the last release has them, by the id inside the house; not those that it does not hold."""
    last = last_release(ledger.folder)
    if last is None:
        return {}
    pseudonyms = record_pseudonyms(ledger.folder)
    inside = {pseudonyms.id(id): id for id in ids}
    return {inside[public]: line for public, line in incidents_in(last, inside).items()}


def _fate(alike: Alike, policy: Policy, *, team: bool) -> Fate:
    review = Review(state=alike.state, reviewers=alike.others if team else alike.reviewers)
    return held_back(review, alike.grade or None, policy.incidents) or "publish"


def _that_stand(
    ledger: Ledger, convention: Convention, policy: Policy, outdated: Iterable[Group]
) -> tuple[str, ...]:
    """Those of the incidents that were published and reviewed, and told of anew since, whose numbers stand."""
    ids = ids_alike(ledger, (group.alike for group in outdated if group.alike.last))
    seals = {each.incident_id: each.published_seal for each in standing_rows(ledger, ids)}
    if not seals:
        return ()
    return tuple(
        sorted(numbers_that_stand(ledger, convention, policy, record_pseudonyms(ledger.folder), seals))
    )


def _merged(ledger: Ledger, release: str) -> dict[str, str]:
    with ledger.snapshot() as connection:
        made = (value_of(decision) for decision in decisions_in_force(connection, [release]))
        seals = next((value.seals for value in made if isinstance(value, Publication)), {})
        return {id: redirected(connection, id) for id in gone_ids(connection, seals)}
