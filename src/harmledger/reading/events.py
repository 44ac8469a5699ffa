"""The claims of a report in, the events that they tell of out: which are of one event, and its day, place, means and
parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.places.geometry import distance_km
from harmledger.reading.means import never_one
from harmledger.reading.moments import BESIDE_EVENT, dates_event
from harmledger.records.claim import Claim, Means, Role
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Resolution

APART_DAYS = 1
"""Dates further apart than this, both known to the day, are two events: reports of one night name either
day."""
APART_KM = 30.0
"""Places further apart than this beyond both radii are two events."""
_APART_IN = 2
"""Of day, means and party: in how many of them another place's toll must differ to be of another event."""
_SLACK = dt.timedelta(days=1)
"""A weekend begins on Friday night, and "this week" with the Sunday before it."""
_LEANING = frozenset(("relative_to_last_date", "relative_to_date_before"))
"""Reasons of moments that are counted from a date that the text merely spoke of last ("today", "the next day")."""
_BESIDE: frozenset[Role] = frozenset(("background", "round_up"))
"""Roles of claims that are never of the report's own event."""


class Draft(msgspec.Struct, kw_only=True):
    """The claims on one event, while they are gathered."""

    claims: list[tuple[Claim, Resolution]] = []
    when: Moment | None = None
    where: Place | None = None
    means: Means | None = None
    """Those named first."""
    blamed: dict[str, None] = {}
    """Those whom any claim that is not a denial blames, in order of first mention."""
    entry: Moment | None = None
    """The day that heads its entry in a list ("6 June: …")."""

    def add(self, claim: Claim, resolution: Resolution) -> None:
        """Takes in a claim, and what it says of the event."""
        if not self.claims and _heads_entry(claim, resolution):
            self.entry = resolution.when
        self.claims.append((claim, resolution))
        self.when = _better(self.when, resolution.when)
        self.where = _finer(self.where, resolution.where)
        self.means = self.means or claim.means
        if claim.stance != "denies":
            self.blamed.update(dict.fromkeys(resolution.blamed))


def gathered(pairs: Iterable[tuple[Claim, Resolution]]) -> list[Draft]:
    """The events that the claims tell of, each claim on an incident in one; the one told of last comes last."""
    drafts: list[Draft] = []
    homes: dict[str, Draft] = {}
    waiting: list[tuple[Claim, Resolution]] = []
    for claim, resolution in pairs:
        if claim.extent != "incident":
            continue
        if resolution.role in _BESIDE:
            homes[claim.id] = _join(drafts, homes, claim, resolution, resolution.role)
        elif not drafts and not claim.figures and not _is_set(resolution):
            waiting.append((claim, resolution))
        else:
            homes[claim.id] = _join(drafts, homes, claim, resolution, "primary")
    for claim, resolution in waiting:
        homes[claim.id] = _join(drafts, homes, claim, resolution, "primary")
    return drafts


def _is_set(resolution: Resolution) -> bool:
    """Whether a claim says itself both where and when: it can begin an event before anybody is counted."""
    return resolution.where is not None and resolution.when is not None and dates_event(resolution.when)


def _join(
    drafts: list[Draft], homes: Mapping[str, Draft], claim: Claim, resolution: Resolution, role: Role
) -> Draft:
    """Put a claim with the event told of last that it does not contradict, or begin another one; gives that event.

    A claim that names its own place or time goes first to an event that names them too; an answer goes where
    the claim is that it answers, by `homes`.
    """
    draft = homes.get(claim.answers or "") or _fitting(drafts, claim, resolution, role)
    draft = draft or _of_the_same_people(homes, claim, resolution, role)
    if draft is None:
        draft = Draft()
    else:
        drafts.remove(draft)
    draft.add(claim, resolution)
    drafts.append(draft)  # told of last
    return draft


def _of_the_same_people(
    homes: Mapping[str, Draft], claim: Claim, resolution: Resolution, role: Role
) -> Draft | None:
    """The report's own event, where a claim speaks again of people whom it told of and gives no other day: the place
    that it names, then, is only another name."""
    told = [f.relation.claim or "" if f.relation is not None else "" for f in claim.figures]
    found = {id(draft): draft for at in told if (draft := homes.get(at)) is not None}
    draft = found.popitem()[1] if len(found) == 1 and all(at in homes for at in told) else None
    if draft is None or role in _BESIDE or beside(draft) is not None:
        return None
    return None if _days_apart(draft.when, resolution.when) > APART_DAYS else draft


def _fitting(drafts: Sequence[Draft], claim: Claim, resolution: Resolution, role: Role) -> Draft | None:
    """The event told of last that agrees with the claim in most and contradicts it in nothing."""
    fitting = (
        draft
        for draft in reversed(drafts)
        if beside(draft) == (role if role in _BESIDE else None) and not _contradicts(draft, claim, resolution)
    )
    return max(fitting, key=lambda draft: _agreements(draft, resolution), default=None)


def beside(draft: Draft) -> Role | None:
    """The role of a draft that is beside the report's own event: what it looks back to, or another place."""
    role = draft.claims[0][1].role
    return role if role in _BESIDE else None


def _better(one: Moment | None, other: Moment | None) -> Moment | None:
    """The moment told of first; but the day on which words were said yields to any that is of the event, and a
    week or a month to a day in it, or on its eve."""
    if one is None or other is None:
        return one or other
    if one.reason in BESIDE_EVENT or other.reason in BESIDE_EVENT:
        return other if one.reason in BESIDE_EVENT and other.reason not in BESIDE_EVENT else one
    slack = _SLACK if one.days > 1 else dt.timedelta(0)
    is_within = one.start - slack <= other.start and other.end <= one.end and other.reason not in _LEANING
    return other if is_within and other.days < one.days else one


def _agreements(draft: Draft, resolution: Resolution) -> int:
    same_time = draft.when is not None and resolution.when is not None
    same_place = draft.where is not None and resolution.where is not None
    return same_time + same_place


def _contradicts(draft: Draft, claim: Claim, resolution: Resolution) -> bool:
    """Whether the claim's own time or place shows that it is of another event than the draft."""
    if _days_apart(draft.when, resolution.when) > APART_DAYS or _is_another_entry(draft, claim, resolution):
        return True
    if _by_other_means(draft.means, claim):
        return True
    return bool(claim.figures) and _is_elsewhere(draft, claim, resolution)


def _is_elsewhere(draft: Draft, claim: Claim, resolution: Resolution) -> bool:
    """Whether the place of people counted shows another event. A country is no other place than those in it."""
    if draft.where is None or resolution.where is None:
        return False
    abroad = resolution.where.country != draft.where.country
    if "country" in (draft.where.level, resolution.where.level):
        return abroad and _counts_several(claim)
    if _is_told_apart(draft, claim, resolution):
        return True
    return km_between(draft.where, resolution.where) > APART_KM and (not abroad or _counts_several(claim))


def _heads_entry(claim: Claim, resolution: Resolution) -> bool:
    """Whether its day is the first that a claim says, as entries of a list begin."""
    when = resolution.when
    return when is not None and when.span is not None and when.span.start == claim.span.start


def _is_another_entry(draft: Draft, claim: Claim, resolution: Resolution) -> bool:
    """Whether both stand in entries of a list that are headed by different days."""
    if draft.entry is None or resolution.when is None or not _heads_entry(claim, resolution):
        return False
    return draft.entry.end < resolution.when.start or resolution.when.end < draft.entry.start


def _is_told_apart(draft: Draft, claim: Claim, resolution: Resolution) -> bool:
    """Whether people counted at another named place were hit on another day, by other means or by another party: by two
    of the three at least, for reporters mix up any one of them."""
    one, other = draft.where, resolution.where
    if one is None or other is None or one.gazetteer_id == other.gazetteer_id:
        return False
    days = _days_apart(draft.when, resolution.when) > 0
    means = draft.means is not None and claim.means is not None and draft.means != claim.means
    parties = bool(draft.blamed and resolution.blamed) and draft.blamed.keys().isdisjoint(resolution.blamed)
    return days + means + parties >= _APART_IN


def _by_other_means(means: Means | None, claim: Claim) -> bool:
    return bool(claim.figures) and never_one(means, claim.means) and _counts_several(claim)


def _counts_several(claim: Claim) -> bool:
    """Whether more than single persons are told of: of these, stories name homes and journeys in other
    countries."""
    return any(f.quantity.low != 1 or f.quantity.high != 1 for f in claim.figures)


def _days_apart(one: Moment | None, other: Moment | None) -> int:
    """Days between two moments that both say for themselves when an event was; 0 for all others."""
    if one is None or other is None or not (_stands_alone(one) and _stands_alone(other)):
        return 0
    return max(0, (max(one.start, other.start) - min(one.end, other.end)).days)


def _stands_alone(moment: Moment) -> bool:
    """Whether a moment dates an event without leaning on a date that the text merely spoke of last
    ("today")."""
    return dates_event(moment) and moment.reason != "relative_to_last_date"


def km_between(one: Place, other: Place) -> float:
    """Distance on the sphere between the edges of two places in kilometres; 0 where their radii meet."""
    apart = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return max(0.0, apart - (one.radius_m + other.radius_m) / 1000)


def _finer(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return other if other.radius_m < one.radius_m and km_between(one, other) <= 0 else one
