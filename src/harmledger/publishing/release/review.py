"""What people decided on an incident in, whether a policy publishes it or why it is held back out (law 8)."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.estimating.counted import State as InTotals
from harmledger.publishing.policy import IncidentRules
from harmledger.records.standing import State

Held = Literal["not_reviewed", "too_few_reviewers", "review_outdated", "withdrawn", "grade_not_published"]
"""Why an incident is not published: `held.<code>` in the catalogs."""
_SIGNED = ("reviewed", "published")


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """Where an incident stands."""

    state: State
    reviewers: int
    """How many people reviewed it as it stands."""
    seal: str = ""
    """Digest of what they signed."""

    @property
    def line(self) -> str:
        """`reviewed`, or `machine` where nobody signed it as it stands."""
        return "reviewed" if self.state in _SIGNED else "machine"


def in_totals(line: str) -> InTotals:
    """Under which state totals count a line: what only a `machine` read is never summed with the rest."""
    return "draft" if line == "machine" else "reviewed"


def held_back(review: Review, grade: str | None, rules: IncidentRules) -> Held | None:
    """Why the policy holds this incident back; null: it is published."""
    if review.state == "withdrawn":
        return "withdrawn"
    if rules.grades and grade not in rules.grades:
        return "grade_not_published"
    if rules.review == "any":
        return None
    if review.state == "outdated":
        return "review_outdated"
    if review.state not in _SIGNED:
        return "not_reviewed"
    return "too_few_reviewers" if review.reviewers < rules.reviewers else None
