"""One reading in, its tellings out: the claims of a report grouped by the event that they tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.places.geometry import distance_km
from harmledger.reading.means import never_one
from harmledger.reading.moments import BESIDE_EVENT, dates_event
from harmledger.records.canonical import mint
from harmledger.records.claim import Claim, Means, Role
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Reading, Resolution
from harmledger.records.report import Filing, Report
from harmledger.records.telling import Inheritance, Telling

APART_DAYS = 1
"""Dates further apart than this, both known to the day, are two events: reports of one night name either
day."""
APART_KM = 30.0
"""Places further apart than this beyond both radii are two events."""
_LEANING = frozenset(("relative_to_last_date", "relative_to_date_before"))
"""Reasons of moments that are counted from a date that the text merely spoke of last ("today", "the next day")."""
_BESIDE: frozenset[Role] = frozenset(("background", "round_up"))
"""Roles of claims that are never of the report's own event."""


class _Draft(msgspec.Struct, kw_only=True):
    """The claims on one event, while they are gathered."""

    claims: list[tuple[Claim, Resolution]]
    when: Moment | None = None
    where: Place | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided on the claims of a text."""

    rejected: frozenset[str] = frozenset()
    """They stay in their telling and lend it neither place nor time, means nor blame."""
    roots: Mapping[str, str] = {}
    """For a corrected claim, the one that was there first: a correction leaves its telling's id as it was."""


NOT_JUDGED = Judged()


def tellings_of(
    report: Report, reading: Reading, filings: Sequence[Filing], judged: Judged = NOT_JUDGED
) -> tuple[Telling, ...]:
    """The tellings of one report, the main one first.

    Every claim about an incident is in exactly one telling; rates, aggregates and tolls of a whole
    conflict are in none. A filed report's main telling is made once for each filing, even where the report
    says nothing readable of its event.
    """
    told = list(zip(reading.claims, reading.resolutions, strict=True))
    drafts = _gather(pair for pair in told if not pair[1].in_title)
    main, others = _main_and_others(drafts)
    main = _with_title(main, [pair for pair in told if pair[1].in_title and pair[0].extent == "incident"])
    if main is None and not filings:
        return ()
    main = main or _Draft(claims=[])
    made = [_telling(report, reading, main, filing.incident_key, judged) for filing in filings]
    made = made or [_telling(report, reading, main, None, judged)]
    beside = (_telling(report, reading, other, None, judged) for other in others)
    return (*made, *(msgspec.structs.replace(telling, main=False) for telling in beside))


def _gather(pairs: Iterable[tuple[Claim, Resolution]]) -> list[_Draft]:
    drafts: list[_Draft] = []
    homes: dict[str, _Draft] = {}
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
    drafts: list[_Draft], homes: Mapping[str, _Draft], claim: Claim, resolution: Resolution, role: Role
) -> _Draft:
    """Put a claim with the event told of last that it does not contradict, or begin another one; gives that event.

    A claim that names its own place or time goes first to an event that names them too; an answer goes where
    the claim is that it answers, by `homes`.
    """
    draft = homes.get(claim.answers or "") or _fitting(drafts, claim, resolution, role)
    if draft is None:
        draft = _Draft(claims=[(claim, resolution)], when=resolution.when, where=resolution.where)
        drafts.append(draft)
        return draft
    draft.claims.append((claim, resolution))
    draft.when = _better(draft.when, resolution.when)
    draft.where = _finer(draft.where, resolution.where)
    drafts.remove(draft)
    drafts.append(draft)  # told of last
    return draft


def _fitting(drafts: Sequence[_Draft], claim: Claim, resolution: Resolution, role: Role) -> _Draft | None:
    """The event told of last that agrees with the claim in most and contradicts it in nothing."""
    fitting = (
        draft
        for draft in reversed(drafts)
        if _beside(draft) == (role if role in _BESIDE else None)
        and not _contradicts(draft, claim, resolution)
    )
    return max(fitting, key=lambda draft: _agreements(draft, resolution), default=None)


def _beside(draft: _Draft) -> Role | None:
    """The role of a draft that is beside the report's own event: what it looks back to, or another place."""
    role = draft.claims[0][1].role
    return role if role in _BESIDE else None


def _better(one: Moment | None, other: Moment | None) -> Moment | None:
    """The moment told of first; but the day on which words were said yields to any that is of the event, and a
    week or a month to a day in it."""
    if one is None or other is None:
        return one or other
    if one.reason in BESIDE_EVENT or other.reason in BESIDE_EVENT:
        return other if one.reason in BESIDE_EVENT and other.reason not in BESIDE_EVENT else one
    is_within = one.start <= other.start and other.end <= one.end and other.reason not in _LEANING
    return other if is_within and other.days < one.days else one


def _agreements(draft: _Draft, resolution: Resolution) -> int:
    same_time = draft.when is not None and resolution.when is not None
    same_place = draft.where is not None and resolution.where is not None
    return same_time + same_place


def _contradicts(draft: _Draft, claim: Claim, resolution: Resolution) -> bool:
    """Whether the claim's own time or place shows that it is of another event than the draft."""
    if _days_apart(draft.when, resolution.when) > APART_DAYS:
        return True
    if _by_other_means(_first_means(draft), claim):
        return True
    if not claim.figures or draft.where is None or resolution.where is None:
        return False
    if resolution.where.country != draft.where.country and not _counts_several(claim):
        return False
    return km_between(draft.where, resolution.where) > APART_KM


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


def _main_and_others(drafts: list[_Draft]) -> tuple[_Draft | None, list[_Draft]]:
    """The main event is the first that is told with figures and is not background; failing that, the
    first."""
    drafts = sorted(drafts, key=lambda draft: draft.claims[0][0].span)
    told = [d for d in drafts if _beside(d) is None]
    main = next((d for d in told if any(c.figures for c, _ in d.claims)), told[0] if told else None)
    return main, [d for d in drafts if d is not main]


def _with_title(main: _Draft | None, titled: list[tuple[Claim, Resolution]]) -> _Draft | None:
    """The report's own event with what the title counts of it."""
    if not titled:
        return main
    return _Draft(
        claims=[*(main.claims if main else ()), *titled],
        when=main.when if main else None,
        where=main.where if main else None,
    )


def _telling(
    report: Report, reading: Reading, draft: _Draft, filed_under: str | None, judged: Judged
) -> Telling:
    claims = tuple(claim.id for claim, _ in draft.claims)
    known_as = tuple(judged.roots.get(claim, claim) for claim in claims)
    draft = _without(draft, judged.rejected)
    when = draft.when or _day_of_report(report, draft, filed=filed_under is not None)
    role = draft.claims[0][1].role if draft.claims else "primary"
    return Telling(
        id=mint("tel", reading.text_id, filed_under, known_as),
        report_id=report.id,
        text_id=reading.text_id,
        claims=claims,
        role=role,
        when=when,
        where=draft.where,
        means=_first_means(draft),
        blamed=_blamed(draft),
        inherited=tuple(_inherited(draft, when)),
        published_on=report.published_on,
        filed_under=filed_under,
    )


def _without(draft: _Draft, rejected: frozenset[str]) -> _Draft:
    """The draft as its other claims alone set it."""
    if rejected.isdisjoint(claim.id for claim, _ in draft.claims):
        return draft
    kept = [pair for pair in draft.claims if pair[0].id not in rejected]
    left = _Draft(claims=kept)
    for _, resolution in kept:
        left.when = _better(left.when, resolution.when)
        left.where = _finer(left.where, resolution.where)
    return left


def _day_of_report(report: Report, draft: _Draft, *, filed: bool) -> Moment | None:
    """News without a date tells of the day it is published, or the day before; so does what an analyst filed,
    where nothing of it could be read."""
    told = draft.claims[0][1].role != "background" if draft.claims else filed
    if report.published_on is None or not told:
        return None
    day_before = report.published_on - dt.timedelta(days=1)
    return Moment(start=day_before, end=report.published_on, precision="days", reason="day_of_publication")


def _first_means(draft: _Draft) -> Means | None:
    return next((claim.means for claim, _ in draft.claims if claim.means), None)


def _blamed(draft: _Draft) -> tuple[str, ...]:
    """Those whom any claim that is not a denial blames, in order of first mention."""
    named = (
        name for claim, resolution in draft.claims if claim.stance != "denies" for name in resolution.blamed
    )
    return tuple(dict.fromkeys(named))


def _inherited(draft: _Draft, when: Moment | None) -> Iterable[Inheritance]:
    """What claims did not state themselves and take over from the telling."""
    source = {
        "when": next((c.id for c, r in draft.claims if r.when is not None), None),
        "where": next((c.id for c, r in draft.claims if r.where is not None), None),
    }
    for claim, resolution in draft.claims:
        if resolution.when is None and when is not None:
            reason = "only_event_of_report" if source["when"] else "day_of_publication"
            yield Inheritance(claim_id=claim.id, field="when", reason=reason, from_claim=source["when"])
        if resolution.where is None and draft.where is not None:
            yield Inheritance(
                claim_id=claim.id, field="where", reason="only_event_of_report", from_claim=source["where"]
            )
