"""What an incident's reports tell, claim by claim, in; the claims that say who did it, and whom they name, out.

A page tells of more attacks than the one that it is filed for: the shelling of the next valley, what a party has done
for weeks. Where a report says with the harm who did it, its sentences that count nobody name nobody for this incident,
unless they accuse or own up: who does that speaks of this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harmledger.assessing.matter import Told
from harmledger.records.claim import Firmness

_ANSWERS: frozenset[Firmness] = frozenset(("accused", "claimed", "admitted"))
_NOT_HARM = frozenset(("none", "none_reported"))


def parties_of(told: Told) -> tuple[str, ...]:
    """Whom a claim blames, by canonical name; where it names nobody, whom its telling blames as a whole."""
    return told.blamed or told.telling.blamed


def who_did_it(told: Iterable[Told]) -> Mapping[str, tuple[str, ...]]:
    """The parties that each claim names for the incident, by claim id; claims that name nobody are left out."""
    blaming = [one for one in told if parties_of(one)]
    direct = {one.telling.report_id for one in blaming if one.blamed and tells_of_harm(one)}
    return {
        one.claim.id: parties_of(one)
        for one in blaming
        if one.telling.report_id not in direct or _is_of_this(one)
    }


def tells_of_harm(told: Told) -> bool:
    """Whether a claim says that people came to harm."""
    counted = any(f.quantity.kind not in _NOT_HARM and f.per is None for f in told.claim.figures)
    return counted or bool(told.claim.persons)


def _is_of_this(told: Told) -> bool:
    """Whether a claim blames for this incident, in a report that says with the harm who did it."""
    answers = any(blame.firmness in _ANSWERS for blame in told.claim.blamed)
    return bool(told.blamed) and (tells_of_harm(told) or answers)
