"""The policy of a release in, what it promises readers out, a sentence each: what is published and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harmledger import wording
from harmledger.publishing.policy import Policy


def promises(policy: Policy, language: str) -> Iterator[str]:
    """What this policy lets out and what it does not: true of this policy, whatever the default says."""
    count = policy.incidents.reviewers
    if policy.incidents.review == "reviewed":
        yield wording.say("policy.reviewed", {"count": count}, language)
    else:
        yield wording.say("policy.any", {}, language)
    if policy.incidents.grades:
        yield wording.say(
            "policy.grades", {"grades": _listed("grade", policy.incidents.grades, language)}, language
        )
    yield wording.say(f"policy.quotes.{policy.quotes.publish}", {}, language)
    yield wording.say(f"policy.victims.{policy.names.victims}", {}, language)
    yield wording.say("policy.names", {}, language)
    if policy.places.coarse_levels:
        levels = _listed("level", policy.places.coarse_levels, language)
        metres = f"{policy.places.coarse_m:,}"
        yield wording.say("policy.places", {"levels": levels, "metres": metres}, language)
    yield wording.say("policy.few", {"k": policy.persons.k}, language)
    yield wording.say(f"policy.urls.{policy.sources.urls}", {}, language)


def held_back(counts: Mapping[str, int], language: str) -> str:
    """How many incidents of the record the policy holds back, and why."""
    if not counts:
        return wording.say("policy.holds_nothing", {}, language)
    reasons = (
        wording.say("policy.held", {"n": n, "why": wording.say(f"held.{why}", {}, language)}, language)
        for why, n in sorted(counts.items())
    )
    told: dict[str, str | int] = {"count": sum(counts.values()), "reasons": "; ".join(reasons)}
    return wording.say("policy.holds", told, language)


def _listed(head: str, values: tuple[str, ...], language: str) -> str:
    """Words for values, a house's own value as it is."""
    told = (
        wording.say(f"{head}.{each}", {}, language) if wording.is_code(head, each) else each
        for each in values
    )
    return ", ".join(told)
