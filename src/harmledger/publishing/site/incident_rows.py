"""What is published of an incident in, the rows of its page out: reasons, ranges, claims, reports, origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from harmledger.publishing.maps.sketch import Sketch, sketch
from harmledger.publishing.matter import PublishedClaim, PublishedIncident
from harmledger.publishing.site.addresses import report_page
from harmledger.publishing.site.bars import Bar, bar
from harmledger.publishing.site.claims import ClaimRow, claim_row
from harmledger.publishing.site.order import place_in_lists
from harmledger.publishing.site.safe import brief, web_link
from harmledger.publishing.site.words import Words
from harmledger.records.assessment import Range
from harmledger.records.place import Place
from harmledger.records.reason import Reason
from harmledger.records.report import Report

_MEASURES = frozenset(("percent", "distance_m"))
"""Parameters of reasons that say how much, not what."""
Numbers = Mapping[str, int]
"""The number on the page of each claim, by its id."""


class ReasonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reason in words, and the claims it rests on."""

    text: str
    claims: tuple[str, ...]


class RangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One range: of whom, both ends with what set them."""

    who: str
    text: str
    best: str
    bar: Bar | None
    low_reason: ReasonRow
    high_reason: ReasonRow


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report of the incident."""

    number: int
    key: str
    title: str
    publisher: str
    language: str | None
    published: str
    url: str
    link: str | None
    page: str | None
    """The page with its claims lit up, where such pages were asked for."""
    sha256: str
    claims: int


class OriginRow(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that go back to one telling, by their numbers on this page."""

    reports: tuple[int, ...]
    reasons: tuple[str, ...]


def range_rows(ranges: tuple[Range, ...], words: Words, numbers: Numbers) -> tuple[RangeRow, ...]:
    """The ranges in the order of the page, bars of one outcome on one scale."""
    greatest: dict[str, int] = defaultdict(int)
    for each in ranges:
        greatest[each.outcome] = max(greatest[each.outcome], each.low or 0, each.high or 0)
    return tuple(
        RangeRow(
            who=words.who(each.outcome, each.group),
            text=words.bounds(each.low, each.high),
            best="" if each.best is None else words.number(each.best),
            bar=bar(each.low, each.high, greatest[each.outcome]),
            low_reason=reason_row(each.low_reason, words, numbers),
            high_reason=reason_row(each.high_reason, words, numbers),
        )
        for each in sorted(ranges, key=lambda each: place_in_lists(each.outcome, each.group))
    )


def reason_row(reason: Reason, words: Words, numbers: Numbers) -> ReasonRow:
    """A reason in words, its claims in the order of the page."""
    claims = sorted(reason.claims, key=lambda claim: (numbers.get(claim, 0), claim))
    return ReasonRow(text=words.reason(reason), claims=tuple(claims))


def reason_rows(reasons: tuple[Reason, ...], words: Words, numbers: Numbers) -> tuple[ReasonRow, ...]:
    """Each of `reasons` in words."""
    return tuple(reason_row(reason, words, numbers) for reason in reasons)


def claim_rows(
    published: PublishedIncident, claims: tuple[PublishedClaim, ...], words: Words, *, with_report_pages: bool
) -> tuple[ClaimRow, ...]:
    """The claims as rows, each with why it was set aside, if it was."""
    languages = {report.id: report.language for report in published.reports}
    aside: dict[str, list[str]] = defaultdict(list)
    for each in published.assessment.set_aside:
        aside[each.claim_id].append(words.reason(each.reason))
    return tuple(
        claim_row(
            each,
            words,
            language=languages.get(each.report_id),
            set_aside=tuple(dict.fromkeys(aside[each.claim.id])),
            with_report_pages=with_report_pages,
        )
        for each in claims
    )


def _in_page_order(reports: tuple[Report, ...]) -> list[Report]:
    return sorted(reports, key=lambda report: (report.key, report.id))


def report_rows(
    published: PublishedIncident, words: Words, *, with_report_pages: bool
) -> tuple[ReportRow, ...]:
    """The reports as rows, numbered as the page numbers them."""
    counts: dict[str, int] = defaultdict(int)
    for each in published.claims:
        counts[each.report_id] += 1
    return tuple(
        ReportRow(
            number=number,
            key=brief(report.key),
            title=brief(report.title or ""),
            publisher=brief(report.publisher or ""),
            language=report.language,
            published=words.date(report.published_on) if report.published_on else "",
            url=brief(report.url or ""),
            link=web_link(report.url),
            page=report_page(report.id) if with_report_pages else None,
            sha256=report.content_sha256,
            claims=counts[report.id],
        )
        for number, report in enumerate(_in_page_order(published.reports), start=1)
    )


def origin_rows(published: PublishedIncident, words: Words) -> tuple[OriginRow, ...]:
    """Which reports, by their numbers, go back to one telling, and why."""
    number_of = {report.id: n for n, report in enumerate(_in_page_order(published.reports), start=1)}
    report_of = {telling.id: number_of[telling.report_id] for telling in published.tellings}
    rows = [
        OriginRow(
            reports=tuple(sorted({report_of[telling] for telling in origin.tellings})),
            reasons=tuple(dict.fromkeys(words.reason(reason) for reason in origin.reasons)),
        )
        for origin in published.incident.origins
    ]
    return tuple(sorted(rows, key=lambda row: row.reports))


def link_reasons(published: PublishedIncident, words: Words) -> tuple[tuple[str, int], ...]:
    """Each reason for linking tellings, with how many links it stands behind: most links first.

    Reasons that are other only in how much (how far, how many in a hundred) are told once, from the least to the most.
    """
    alike: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    for link in published.incident.links:
        for key, reason in {(each.code, _but_measures(each)): each for each in link.reasons}.items():
            alike[key].append(reason)
    told = ((words.reason(_spanning(reasons)), len(reasons)) for reasons in alike.values())
    return tuple(sorted(told, key=lambda entry: (-entry[1], entry[0])))


def _but_measures(reason: Reason) -> str:
    return repr(sorted((name, value) for name, value in reason.params.items() if name not in _MEASURES))


def _spanning(reasons: list[Reason]) -> Reason:
    """One reason in place of several that are other in their measures alone."""
    params = dict(reasons[0].params)
    for name in _MEASURES & params.keys():
        values = [int(each.params[name]) for each in reasons]
        params[name] = min(values) if min(values) == max(values) else f"{min(values)}–{max(values)}"
    return msgspec.structs.replace(reasons[0], params=params)


def sketch_of(place: Place | None, claims: tuple[PublishedClaim, ...]) -> Sketch | None:
    """The drawing of the place, with the other places that the claims name; null where there is none."""
    if place is None:
        return None
    others = (each.resolution.where for each in claims if each.resolution.where)
    return sketch(place, {each.name: each for each in others if each.name != place.name}.values())
