"""An incident in; what became of it, step by step, out: who did what, when and why, and what it did to the numbers.

The numbers are worked out again for every step, from the reports and the decisions that were there by then, for the
tellings that the incident has now and under the rules of today: what changed is what these people and reports changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter, ReportFacts
from harmledger.assessing.override import overridden
from harmledger.flow.stand import Deeds
from harmledger.ledger.decided import Verdicts, in_force, story
from harmledger.ledger.identities import identities_of, leading_to
from harmledger.ledger.listed import whole_range
from harmledger.ledger.queries import IncidentFile
from harmledger.ledger.readings import owned_by, readings_made
from harmledger.ledger.standing import Standing, standing
from harmledger.ledger.store import Ledger
from harmledger.ledger.tables import truth
from harmledger.records.assessment import Assessment
from harmledger.records.capture import Capture
from harmledger.records.decision import Decision, DecisionKind
from harmledger.records.reading import Reading
from harmledger.records.report import Report
from harmledger.records.telling import Telling


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """A range that an incident came to. Null is "not known"."""

    outcome: str
    group: str
    low: int | None
    high: int | None


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """What an incident came to. Null is "not known"."""

    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    grade: str | None
    strike_status: str | None
    ranges: tuple[Bounds, ...]
    """Of every outcome and group."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One step."""

    version: int
    """The row of the truth that it is."""
    at: str
    kind: DecisionKind | Literal["report"]
    by: str
    """Who decided; for a report, its key."""
    why: str
    on: tuple[str, ...]
    id: str
    """Of the decision or the report."""
    in_force: bool
    """Whether it was not undone since."""
    after: Numbers | None
    """What the incident came to then; null before anything was known of it."""


def history(ledger: Ledger, file: IncidentFile, rules: Convention) -> tuple[Event, ...]:
    """All that happened to the incident, oldest first."""
    with ledger.snapshot() as connection:
        return tuple(_History(connection, file, rules).events())


class _History:
    """One incident's past, being gone through."""

    def __init__(self, connection: Connection, file: IncidentFile, rules: Convention) -> None:
        self._file = file
        self._rules = rules
        self._identities = identities_of(connection, {file.incident.id})
        self._readings = _readings(connection, file)
        self._came = _rows_of_texts(connection, file.tellings)
        self._taken = _taken_at(connection, file.reports)
        self._story = story(connection, _subjects(file, leading_to(connection, file.incident.id)))
        whole = Verdicts(in_force([decision for _, decision in self._story]))
        self._now = {each.text_id: each for each in self._standings(whole, None)}
        self._stood: tuple[list[Decision], dict[str, Standing]] | None = None

    def events(self) -> Iterator[Event]:
        still = {decision.id for decision in in_force([decision for _, decision in self._story])}
        keys = {report.id: report for report in self._file.reports}
        steps: list[tuple[int, Decision | Report]] = list(self._story)
        first = {telling.report_id: self._came[telling.text_id] for telling in self._file.tellings}
        steps += [(seq, keys[report_id]) for report_id, seq in first.items()]
        for seq, step in sorted(steps, key=lambda each: each[0]):
            after = self._numbers(seq)
            if isinstance(step, Report):
                yield Event(
                    version=seq, at=self._taken[step.id], kind="report", by=step.key, why="", on=(step.id,),
                    id=step.id, in_force=True, after=after,
                )  # fmt: skip
            else:
                yield Event(
                    version=seq, at=step.at, kind=step.kind, by=step.by, why=step.why, on=step.on, id=step.id,
                    in_force=step.id in still or step.kind == "undo", after=after,
                )  # fmt: skip

    def _numbers(self, seq: int) -> Numbers | None:
        tellings = [telling for telling in self._file.tellings if self._came[telling.text_id] <= seq]
        if not tellings:
            return None
        decisions = in_force([decision for at, decision in self._story if at <= seq])
        matter = self._matter(tellings, self._stood_by(decisions))
        deeds = Deeds(decisions, self._identities)
        return _numbers_of(overridden(assess(matter, self._rules), deeds.on_incident(self._file.incident.id)))

    def _stood_by(self, decisions: list[Decision]) -> dict[str, Standing]:
        """What stood of each text under these decisions; between two of them nothing that stands changes."""
        if self._stood is None or self._stood[0] != decisions:
            standings = {each.text_id: each for each in self._standings(Verdicts(decisions), decisions)}
            self._stood = decisions, standings
        return self._stood[1]

    def _standings(self, verdicts: Verdicts, known: Sequence[Decision] | None) -> Iterator[Standing]:
        """What stood of each text, with persons' readings only as far as their decisions were made."""
        made = None if known is None else {decision.id for decision in known}
        for readings in self._readings:
            there = [r for r in readings if made is None or r.method.version in made or not _is_person(r)]
            if there:
                yield standing(there, verdicts)

    def _matter(self, tellings: Sequence[Telling], standings: dict[str, Standing]) -> IncidentMatter:
        """The tellings with the claims that stood in them then."""
        were = tuple(self._as_it_was(telling, standings.get(telling.text_id)) for telling in tellings)
        said = {each.claim.id: each for standing in standings.values() for each in standing.said}
        claims = {id: said[id] for telling in were for id in telling.claims}
        rejected = {id for standing in standings.values() for id in standing.rejected}
        incident = self._file.incident
        return IncidentMatter(
            incident=msgspec.structs.replace(
                incident,
                tellings=tuple(telling.id for telling in were),
                origins_low=min(incident.origins_low, len(were)),
                origins_high=min(incident.origins_high, len(were)),
            ),
            tellings=were,
            claims={id: each.claim for id, each in claims.items()},
            resolutions={id: each.resolution for id, each in claims.items()},
            reports={
                r.id: ReportFacts(publisher=r.publisher, published_on=r.published_on)
                for r in self._file.reports
            },
            rejected=frozenset(claims.keys() & rejected),
            by_person=frozenset(id for id, each in claims.items() if each.method.is_person),
        )

    def _as_it_was(self, telling: Telling, then: Standing | None) -> Telling:
        if then is None:
            return msgspec.structs.replace(telling, claims=())
        roots = self._now[telling.text_id].roots
        own = {roots.get(claim, claim) for claim in telling.claims}
        claims = (said.claim.id for said in then.said)
        kept = tuple(id for id in claims if then.roots.get(id, id) in own)
        return msgspec.structs.replace(telling, claims=kept)


def _numbers_of(assessment: Assessment) -> Numbers:
    killed, injured = (whole_range(assessment.ranges, outcome) for outcome in ("killed", "injured"))
    return Numbers(
        killed_low=killed.low if killed else None,
        killed_high=killed.high if killed else None,
        injured_low=injured.low if injured else None,
        injured_high=injured.high if injured else None,
        grade=assessment.grade,
        strike_status=assessment.strike_status,
        ranges=tuple(
            Bounds(outcome=each.outcome, group=each.group, low=each.low, high=each.high)
            for each in assessment.ranges
        ),
    )


def _subjects(file: IncidentFile, given_up: Iterable[str]) -> list[str]:
    """Whatever a decision on this incident may be on first; `given_up`: ids that lead to it."""
    ids = {file.incident.id, *given_up}
    claims = {told.claim.id for told in (*file.claims, *file.replaced)}
    return sorted({*ids, *file.incident.tellings, *claims})


def _readings(connection: Connection, file: IncidentFile) -> list[list[Reading]]:
    return list(readings_made(connection, sorted({telling.text_id for telling in file.tellings})))


def _rows_of_texts(connection: Connection, tellings: Iterable[Telling]) -> dict[str, int]:
    """When each text came in: the number of its row."""
    ids = {telling.text_id for telling in tellings}
    query = select(truth.c.id, truth.c.seq).where(truth.c.kind == "text", truth.c.id.in_(ids))
    return {row.id: row.seq for row in connection.execute(query)}


def _taken_at(connection: Connection, reports: Sequence[Report]) -> dict[str, str]:
    """When the bytes of each report were first captured, by its id."""
    first: dict[str, str] = {}
    for capture in owned_by(connection, Capture, {report.content_sha256 for report in reports}):
        first[capture.sha256] = min(capture.captured_at, first.get(capture.sha256, capture.captured_at))
    return {report.id: first.get(report.content_sha256, "") for report in reports}


def _is_person(reading: Reading) -> bool:
    return reading.method.is_person
