"""Published incidents in, one after the other; the lines of the totals page and the months of the charts out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec
from babel import Locale

from harmledger.estimating.counted import Dimension, State, counted
from harmledger.estimating.totals import By, Total
from harmledger.estimating.totals import Totals as Sums
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.order import place_in_lists
from harmledger.publishing.site.words import Words

_GRADE_ORDER = ("confirmed", "fair", "weak", "contested", "discounted")
UNGRADED = ""
CHARTED_GROUPS = ("civilians", "people")
_MOST_MONTHS = 72
_SECTIONS: tuple[By, ...] = (("year",), ("month",), ("country",), ("area",), ("actor",))
"""Beside the totals by grade, which come first."""
_IN_SECTIONS = frozenset((outcome, group) for outcome in ("killed", "injured") for group in CHARTED_GROUPS)
"""What a section tells of; the table of the draft, `totals.csv`, tells of everybody."""
MOST_CELLS = 60
"""Cells of a section on the page; the draft's table has all."""


class TotalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the totals, in words; `–` where no incident has a number."""

    cell: str
    whole: bool
    """Whether it is of all incidents, and no part of them."""
    state: str
    """Draft or reviewed, in words; blank where all incidents are one or the other."""
    who: str
    sum: str
    narrow: str
    wide: str
    incidents: int
    unknown: int
    without_low: int
    without_high: int


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The totals by one dimension."""

    title: str
    rows: tuple[TotalRow, ...]
    left_out: int
    """Cells beyond those that a page shows."""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """One month (or year, where the record covers many years): incidents, and people killed in them."""

    label: str
    incidents: int
    killed_low: int
    killed_high: int


class GradeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One grade: what it means, how many incidents have it, and how many were killed in them."""

    name: str
    means: str
    """Blank for a grade that a house brought itself."""
    state: str
    """Draft or reviewed, in words; blank where all incidents are one or the other."""
    incidents: int
    killed: str


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """How many were killed or injured in all: what the first page says first."""

    who: str
    sum: str
    state: str
    """Draft or reviewed, in words; blank where all incidents are one or the other."""
    incidents: int
    """With a number."""
    unknown: int
    """Without one."""


class Totals:
    """Sums over a stream of incidents; holds an entry for each line of the totals, never incidents."""

    def __init__(self) -> None:
        self._sums = Sums()
        self._drawn: tuple[Total, ...] = ()

    def add(self, published: PublishedIncident) -> None:
        """Takes in one incident."""
        self._drawn = ()
        self._sums.add(counted(published.incident, published.assessment, reviewed=published.reviewed))

    @property
    def undated(self) -> int:
        """Incidents of which not even the month is known."""
        return sum(count for (_, cell), count in self._sums.incidents(("month",)).items() if cell == (None,))

    def headline(self, words: Words) -> list[Headline]:
        """How many were killed, and how many injured, of civilians or else of people; what was reviewed and what was
        not are two numbers."""
        groups = {outcome: self._told_group(outcome) for outcome in ("killed", "injured")}
        lines = [
            line for line in self._lines(()) if groups.get(line.outcome) == line.group and line.incidents
        ]
        return [
            Headline(
                who=words.who(line.outcome, line.group), sum=_sum(line, words), state=self._state(line.state, words),
                incidents=line.incidents, unknown=line.unknown,
            )
            for line in sorted(lines, key=lambda line: place_in_lists(line.outcome, line.group))
        ]  # fmt: skip

    def by_grade(self, words: Words) -> list[GradeRow]:
        """Each grade that was given, with the killed of the group that the charts show."""
        group = self.charted_group()
        killed = {
            (line.state, line.cell): _sum(line, words)
            for line in self._lines(("grade",))
            if (line.outcome, line.group) == ("killed", group)
        }
        given = sorted(
            self._sums.incidents(("grade",)).items(),
            key=lambda entry: _grade_order(entry[0][1][0] or UNGRADED),
        )
        return [
            GradeRow(
                name=words.value("grade", cell[0]) or words.say("grade.none"),
                means=words.grade_means(cell[0]) if cell[0] else words.say("grade.none_means"),
                state=self._state(state, words),
                incidents=count,
                killed=killed.get((state, cell), "–"),
            )
            for (state, cell), count in given
        ]

    def rows(self, words: Words) -> list[TotalRow]:
        """The totals of all incidents, and by grade: by outcome and group, all first, then grade."""
        lines = [line for by in ((), ("grade",)) for line in self._lines(by) if line.incidents]
        lines.sort(key=lambda line: (place_in_lists(line.outcome, line.group), _firmest_first(line)))
        return self._rows(lines, words)

    def sections(self, words: Words) -> list[Section]:
        """The dead and the hurt by each other dimension of which anything is known."""
        return [section for by in _SECTIONS if (section := self._section(by, words)).rows]

    def _section(self, by: By, words: Words) -> Section:
        lines = [line for line in self._lines(by) if (line.outcome, line.group) in _IN_SECTIONS]
        cells = list(dict.fromkeys(line.cell for line in lines))
        shown = {cell: place for place, cell in enumerate(cells[:MOST_CELLS]) if cells != [(None,)]}
        lines = [line for line in lines if line.cell in shown]
        lines.sort(key=lambda line: (shown[line.cell], place_in_lists(line.outcome, line.group)))
        return Section(
            title=words.value("dimension", by[0]),
            rows=tuple(self._rows(lines, words)),
            left_out=max(0, len(cells) - MOST_CELLS),
        )

    def _rows(self, lines: Sequence[Total], words: Words) -> list[TotalRow]:
        return [_row(line, words, self._state(line.state, words)) for line in lines]

    def states(self) -> set[State]:
        """Whether there are incidents that people reviewed, and others."""
        return {state for state, _ in self._sums.incidents()}

    def _state(self, state: State, words: Words) -> str:
        return words.value("totals", state) if len(self.states()) > 1 else ""

    def _lines(self, by: By) -> list[Total]:
        """The lines by one dimension; intervals are drawn once, when first asked for."""
        self._drawn = self._drawn or tuple(self._sums.lines())
        return [line for line in self._drawn if line.by == by]

    def by_month(self, words: Words) -> list[Month]:
        """Every month from the first to the last, empty ones too; years where months would be more than six
        dozen."""
        months = sorted(cell for _, (cell,) in self._sums.incidents(("month",)) if cell is not None)
        if not months:
            return []
        first, last = dt.date.fromisoformat(f"{months[0]}-01"), dt.date.fromisoformat(f"{months[-1]}-01")
        span = (last.year - first.year) * 12 + last.month - first.month + 1
        if span > _MOST_MONTHS:
            years = [str(year) for year in range(first.year, last.year + 1)]
            return self._columns("year", years, years)
        days = [_months_on(first, step) for step in range(span)]
        return self._columns(
            "month", [f"{day:%Y-%m}" for day in days], [words.short_month(day) for day in days]
        )

    def charted_group(self) -> str:
        """Whose dead the chart shows: civilians where any report speaks of civilians, else people."""
        return self._told_group("killed")

    def _told_group(self, outcome: str) -> str:
        groups = {line.group for line in self._lines(()) if line.outcome == outcome and line.incidents}
        return next((group for group in CHARTED_GROUPS if group in groups), CHARTED_GROUPS[0])

    def _columns(self, name: Dimension, cells: Sequence[str], labels: Sequence[str]) -> list[Month]:
        group, counts = self.charted_group(), Counter[str | None]()
        for (_, (cell,)), count in self._sums.incidents((name,)).items():
            counts[cell] += count
        killed: Counter[tuple[str | None, str]] = Counter()
        for line in self._lines((name,)):
            if line.outcome == "killed" and line.group == group:
                killed[line.cell[0], "low"] += line.low or 0
                killed[line.cell[0], "high"] += line.high or 0
        return [
            Month(
                label=label,
                incidents=counts[cell],
                killed_low=killed[cell, "low"],
                killed_high=killed[cell, "high"],
            )
            for cell, label in zip(cells, labels, strict=True)
        ]


def _row(line: Total, words: Words, state: str) -> TotalRow:
    return TotalRow(
        cell=_cell(line, words),
        whole=line.by == (),
        state=state,
        who=words.who(line.outcome, line.group),
        sum=words.both_ends(line.low, line.high),
        narrow=words.both_ends(*(line.narrow or (None, None))),
        wide=words.both_ends(*(line.wide or (None, None))),
        incidents=line.incidents,
        unknown=line.unknown,
        without_low=line.without_low,
        without_high=line.without_high,
    )


def _sum(line: Total, words: Words) -> str:
    """The sum, `–` where no incident has a number, `9–12 or more` where the high end of one is open."""
    sum_ = words.both_ends(line.low, line.high)
    return words.say("range.or_more", low=sum_) if line.without_high and line.incidents else sum_


def _cell(line: Total, words: Words) -> str:
    """What the incidents of a line have in common, in words."""
    if line.by == ():
        return words.say("totals.all")
    (name,), (value,) = line.by, line.cell
    if value is None:
        return words.say("grade.none") if name == "grade" else words.value("totals", "not_known")
    if name == "month":
        return words.month(dt.date.fromisoformat(f"{value}-01"))
    if name == "country":
        return str(Locale(words.language).territories.get(value, value))
    return words.value(name, value) if name == "grade" else value


def _firmest_first(line: Total) -> tuple[int, str]:
    return _grade_order(line.cell[0] or UNGRADED) if line.by else (-1, "")


def _grade_order(grade: str) -> tuple[int, str]:
    code = grade.lower()
    return (_GRADE_ORDER.index(code) if code in _GRADE_ORDER else len(_GRADE_ORDER), grade)


def _months_on(month: dt.date, steps: int) -> dt.date:
    years, ahead = divmod(month.month - 1 + steps, 12)
    return dt.date(month.year + years, ahead + 1, 1)
