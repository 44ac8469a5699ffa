"""An incident in, the geometry of its graph of origins out: a lane an origin, reports in order of publication."""

from __future__ import annotations

import datetime as dt

import msgspec

from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.safe import one_line
from harmledger.publishing.site.words import Words
from harmledger.records.report import Report

_STEP, _LANE, _EDGE = 44, 40, 24
MOST_REPORTS = 60
"""More in one drawing would be too small to read; the list beside it holds all."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A report in the graph, by its number on the page."""

    x: int
    y: int
    number: int
    label: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """The reports that go back to one telling, earliest first."""

    nodes: tuple[Node, ...]


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """The whole drawing, in its own units."""

    width: int
    height: int
    lanes: tuple[Lane, ...]


def in_page_order(published: PublishedIncident) -> list[Report]:
    """The reports in the order in which the incident's page numbers them."""
    return sorted(published.reports, key=lambda report: (report.key, report.id))


def origins_graph(published: PublishedIncident, words: Words) -> Graph | None:
    """The graph, or null where there is one report only, or too many to draw."""
    reports = in_page_order(published)
    if not 1 < len(reports) <= MOST_REPORTS:
        return None
    number_of = {report.id: number for number, report in enumerate(reports, start=1)}
    by_time = sorted(reports, key=lambda report: (report.published_on or dt.date.max, number_of[report.id]))
    column = {report.id: place for place, report in enumerate(by_time)}
    named = {report.id: one_line(_label(report, words)) for report in reports}
    lanes = tuple(
        Lane(
            nodes=tuple(
                Node(
                    x=_EDGE + column[report_id] * _STEP,
                    y=_EDGE + row * _LANE,
                    number=number_of[report_id],
                    label=named[report_id],
                )
                for report_id in sorted(lane, key=column.__getitem__)
            )
        )
        for row, lane in enumerate(
            sorted(_lanes(published), key=lambda lane: min(map(column.__getitem__, lane)))
        )
    )
    return Graph(
        width=2 * _EDGE + (len(reports) - 1) * _STEP, height=2 * _EDGE + (len(lanes) - 1) * _LANE, lanes=lanes
    )


def _lanes(published: PublishedIncident) -> list[set[str]]:
    """The reports of each origin; a report of none stands alone."""
    report_of = {telling.id: telling.report_id for telling in published.tellings}
    lanes = [{report_of[telling] for telling in origin.tellings} for origin in published.incident.origins]
    drawn = {report_id for lane in lanes for report_id in lane}
    return [*lanes, *({report.id} for report in published.reports if report.id not in drawn)]


def _label(report: Report, words: Words) -> str:
    published = words.date(report.published_on) if report.published_on else words.say("date.unknown")
    return f"{report.publisher or report.key}, {published}"
