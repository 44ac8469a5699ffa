"""Published incidents in, one after the other; sums by grade and counts by month out. Nothing not known
counts as zero."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

import msgspec

from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.order import place_in_lists
from harmledger.publishing.site.words import Words
from harmledger.records.assessment import Range
from harmledger.records.figure import Group, Outcome
from harmledger.records.moment import Moment

_FINE_ENOUGH = ("day", "days", "week", "month")
_GRADE_ORDER = ("confirmed", "fair", "weak", "contested", "discounted")
UNGRADED = ""
CHARTED_GROUPS = ("civilians", "people")
_MOST_MONTHS = 72


class Sum(msgspec.Struct):
    """Sums of the ends of ranges. A range without a high end adds its low one there, and is counted as
    such."""

    low: int = 0
    high: int = 0
    incidents: int = 0
    without_low: int = 0
    without_high: int = 0

    def add(self, each: Range) -> None:
        """Takes in one incident's range. A range of which neither end is known is no part of the sum."""
        if each.low is None and each.high is None:
            return
        self.incidents += 1
        low = each.low or 0
        self.low += low
        self.high += low if each.high is None else each.high
        self.without_low += each.low is None
        self.without_high += each.high is None


class TotalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the totals: outcome and group, summed over the incidents of one grade."""

    grade: str
    who: str
    low: str
    high: str
    incidents: int
    without_low: int
    without_high: int


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """One month (or year, where the record covers many years): incidents, and people killed in them."""

    label: str
    incidents: int
    killed_low: int
    killed_high: int


class Totals:
    """Sums over a stream of incidents; holds one entry for each grade, outcome, group and month, never
    incidents."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, Outcome, Group], Sum] = defaultdict(Sum)
        self.grades: Counter[str] = Counter()
        self.months: Counter[tuple[int, int]] = Counter()
        self.killed: dict[tuple[str, int, int], Sum] = defaultdict(Sum)
        self.undated = 0

    def add(self, published: PublishedIncident) -> None:
        """Takes in one incident."""
        assessment = published.assessment
        grade = assessment.grade or UNGRADED
        self.grades[grade] += 1
        month = _month(assessment.when)
        if month is None:
            self.undated += 1
        else:
            self.months[month] += 1
        for each in assessment.ranges:
            self.sums[grade, each.outcome, each.group].add(each)
            if month and each.outcome == "killed" and each.group in CHARTED_GROUPS:
                self.killed[each.group, *month].add(each)

    def grades_in_order(self) -> list[str]:
        """The grades met, the firmest first, the house's own after them."""
        return sorted(self.grades, key=_grade_order)

    def rows(self, words: Words) -> list[TotalRow]:
        """The lines of the totals page, by outcome and group, then grade."""
        keys = sorted(self.sums, key=lambda key: (place_in_lists(key[1], key[2]), _grade_order(key[0])))
        return [
            TotalRow(
                grade=words.value("grade", grade) or words.say("grade.none"),
                who=words.who(outcome, group),
                low=words.number(each.low),
                high=words.number(each.high),
                incidents=each.incidents,
                without_low=each.without_low,
                without_high=each.without_high,
            )
            for grade, outcome, group in keys
            if (each := self.sums[grade, outcome, group]).incidents
        ]

    def by_month(self, words: Words) -> list[Month]:
        """Every month from the first to the last, empty ones too; years where months would be more than six
        dozen."""
        if not self.months:
            return []
        first, last = min(self.months), max(self.months)
        span = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
        if span > _MOST_MONTHS:
            return [self._of_year(year) for year in range(first[0], last[0] + 1)]
        return [self._of_month(_months_on(first, step), words) for step in range(span)]

    def charted_group(self) -> str:
        """Whose dead the chart shows: civilians where any report speaks of civilians, else people."""
        groups = {group for group, _, _ in self.killed}
        return next((group for group in CHARTED_GROUPS if group in groups), CHARTED_GROUPS[0])

    def _of_month(self, month: tuple[int, int], words: Words) -> Month:
        killed = self.killed.get((self.charted_group(), *month), Sum())
        label = words.short_month(dt.date(*month, 1))
        return Month(
            label=label, incidents=self.months[month], killed_low=killed.low, killed_high=killed.high
        )

    def _of_year(self, year: int) -> Month:
        group = self.charted_group()
        killed = [each for key, each in self.killed.items() if key[:2] == (group, year)]
        return Month(
            label=str(year),
            incidents=sum(count for (its_year, _), count in self.months.items() if its_year == year),
            killed_low=sum(each.low for each in killed),
            killed_high=sum(each.high for each in killed),
        )


def _grade_order(grade: str) -> tuple[int, str]:
    code = grade.lower()
    return (_GRADE_ORDER.index(code) if code in _GRADE_ORDER else len(_GRADE_ORDER), grade)


def _month(moment: Moment | None) -> tuple[int, int] | None:
    """The month in which an incident lies, if it is known as finely as that."""
    if moment is None or moment.precision not in _FINE_ENOUGH:
        return None
    return moment.start.year, moment.start.month


def _months_on(month: tuple[int, int], steps: int) -> tuple[int, int]:
    years, ahead = divmod(month[1] - 1 + steps, 12)
    return month[0] + years, ahead + 1
