"""One reading in, its tellings out: the claims of a report grouped by the event that they tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.reading.events import Draft, beside, gathered
from harmledger.records.canonical import mint
from harmledger.records.claim import Claim
from harmledger.records.moment import Moment
from harmledger.records.reading import Reading, Resolution
from harmledger.records.report import Filing, Report
from harmledger.records.telling import Inheritance, Telling


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
    drafts = gathered(pair for pair in told if not pair[1].in_title)
    main, others = _main_and_others(drafts)
    main = _with_title(main, [pair for pair in told if pair[1].in_title and pair[0].extent == "incident"])
    if main is None and not filings:
        return ()
    main = main or Draft()
    made = [_telling(report, reading, main, filing.incident_key, judged) for filing in filings]
    made = made or [_telling(report, reading, main, None, judged)]
    rest = (_telling(report, reading, other, None, judged) for other in others)
    return (*made, *(msgspec.structs.replace(telling, main=False) for telling in rest))


def _main_and_others(drafts: list[Draft]) -> tuple[Draft | None, list[Draft]]:
    """The main event is the first that is told with figures and is not background; failing that, the
    first."""
    drafts = sorted(drafts, key=lambda draft: draft.claims[0][0].span)
    told = [d for d in drafts if beside(d) is None]
    main = next((d for d in told if any(c.figures for c, _ in d.claims)), told[0] if told else None)
    return main, [d for d in drafts if d is not main]


def _with_title(main: Draft | None, titled: list[tuple[Claim, Resolution]]) -> Draft | None:
    """The report's own event with what the title counts of it; a title sets no day, and a place where the text has
    none."""
    if not titled:
        return main
    whole = Draft()
    for claim, resolution in (*(main.claims if main else ()), *titled):
        whole.add(claim, resolution)
    named = next((resolution.where for _, resolution in titled if resolution.where is not None), None)
    whole.when, whole.where = (main.when, main.where or named) if main else (None, named)
    return whole


def _telling(
    report: Report, reading: Reading, draft: Draft, filed_under: str | None, judged: Judged
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
        means=draft.means,
        blamed=tuple(draft.blamed),
        inherited=tuple(_inherited(draft, when)),
        published_on=report.published_on,
        filed_under=filed_under,
    )


def _without(draft: Draft, rejected: frozenset[str]) -> Draft:
    """The draft as its other claims alone set it."""
    if rejected.isdisjoint(claim.id for claim, _ in draft.claims):
        return draft
    left = Draft()
    for claim, resolution in draft.claims:
        if claim.id not in rejected:
            left.add(claim, resolution)
    return left


def _day_of_report(report: Report, draft: Draft, *, filed: bool) -> Moment | None:
    """News without a date tells of the day it is published, or the day before; so does what an analyst filed,
    where nothing of it could be read."""
    told = draft.claims[0][1].role != "background" if draft.claims else filed
    if report.published_on is None or not told:
        return None
    day_before = report.published_on - dt.timedelta(days=1)
    return Moment(start=day_before, end=report.published_on, precision="days", reason="day_of_publication")


def _inherited(draft: Draft, when: Moment | None) -> Iterable[Inheritance]:
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
