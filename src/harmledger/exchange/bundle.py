"""Bundle: what an exporter takes, one incident at a time: its line, its claims and its reports, as `release/` has
them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from harmledger.exchange.contract import BoundsLine, ClaimLine, IncidentLine, ReportLine

AnyIncident = TypeVar("AnyIncident", bound=IncidentLine)
_DISJOINT = ("civilians", "combatants", "police", "perpetrators", "contested")
"""Groups by status: nobody is in two of them, so that they may be added up."""


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """One incident with all that it rests on. From a release, every word in it is masked already."""

    incident: IncidentLine
    claims: tuple[ClaimLine, ...]
    reports: tuple[ReportLine, ...]
    unreviewed: bool = False
    """Of a release: nobody reviewed it, and it is a draft there too."""

    @property
    def name(self) -> str:
        """The analyst's own key of the incident, where there is one, else its id."""
        return self.incident.key or self.incident.id

    def counted(self, outcome: str, group: str) -> BoundsLine | None:
        """The range of one outcome and group; null where nobody gives one."""
        return self._of(outcome).get(group)

    def whole(self, outcome: str) -> Ends | None:
        """All people of that outcome: as assessed, else the sum of the groups that no person is in twice.

        Null where neither is known.
        """
        groups = self._of(outcome)
        if "people" in groups:
            return Ends.of(groups["people"])
        parts = [groups[group] for group in _DISJOINT if group in groups]
        if not parts:
            return None
        lows = [part.low for part in parts if part.low is not None]
        highs = [part.high for part in parts]
        high = None if None in highs else sum(each for each in highs if each is not None)
        return Ends(low=sum(lows) if lows else None, high=high, best=None, added_up=len(parts))

    def means(self) -> str | None:
        """The means that most claims name; of equals the first by name."""
        named = Counter(claim.means for claim in self.claims if claim.means)
        return min(named, key=lambda means: (-named[means], means)) if named else None

    def publishers(self) -> list[str]:
        """Who published its reports, each once, by name."""
        return sorted({report.publisher for report in self.reports if report.publisher})

    def _of(self, outcome: str) -> dict[str, BoundsLine]:
        if outcome == "killed":
            return self.incident.killed
        return (
            self.incident.injured if outcome == "injured" else self.incident.other_outcomes.get(outcome, {})
        )


class Ends(msgspec.Struct, frozen=True, kw_only=True):
    """How many: both ends, and the best estimate where the convention has one."""

    low: int | None
    high: int | None
    best: int | None
    added_up: int = 0
    """From so many groups; 0: as assessed."""

    @classmethod
    def of(cls, bounds: BoundsLine) -> Ends:
        """The ends of an assessed range."""
        return cls(low=bounds.low, high=bounds.high, best=bounds.best)

    @property
    def one_number(self) -> int | None:
        """The best estimate; where there is none, the number that both ends are."""
        if self.best is not None:
            return self.best
        return self.low if self.low == self.high else None


def by_incident(
    incidents: Iterable[AnyIncident],
    claims: Iterable[ClaimLine],
    reports: Iterable[ReportLine],
    unreviewed: Callable[[AnyIncident], bool],
) -> Iterable[Bundle]:
    """The bundles of lines that stand in three files; claims and reports are held in memory meanwhile."""
    claim_of = {claim.id: claim for claim in claims}
    report_of: dict[str, list[ReportLine]] = {}
    for report in reports:
        report_of.setdefault(report.key, []).append(report)
    for incident in incidents:
        keys = [*incident.reports, *incident.also_told_in]
        yield Bundle(
            incident=incident,
            claims=tuple(claim_of[id] for id in incident.claims if id in claim_of),
            reports=tuple(report for key in keys for report in report_of.get(key, ())),
            unreviewed=unreviewed(incident),
        )
