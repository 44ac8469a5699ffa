"""Reports that several people code without seeing each other's work: who codes what goes in, samples with what was
coded come out. Codings never touch the record; who adjudicates decides as everybody does."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from harmledger.assessing.convention import Convention
from harmledger.errors import DecisionRefused, NotInRecord, UsageError
from harmledger.flow.decide import Decided, decide
from harmledger.ledger.assigned import claims_read
from harmledger.ledger.decided import decisions_in_force
from harmledger.ledger.store import Ledger
from harmledger.records.action import Assign, Code
from harmledger.records.decision import Assignment, Coding, Decision, value_of
from harmledger.records.report import Report

_NAME = re.compile(r"\w(?:[\w-]{0,58}\w)?")
"""A name of a sample, which stands in addresses."""


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """One coder's reading of one claim."""

    claim: str
    by: str
    fields: Mapping[str, str]


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that several people code."""

    name: str
    reports: Mapping[str, tuple[str, ...]]
    """By coder."""
    waiting: Mapping[str, tuple[str, ...]]
    """By coder, the claims of their reports that they have yet to code; none for who is done."""
    claims: int
    """Of all the reports, as a reader made them: what a person made of them since is not coded."""
    coded: tuple[Coded, ...]
    """Of each coder the last reading of each claim, in order of claim and coder."""

    @property
    def finished(self) -> bool:
        """Whether everybody has coded all that is theirs: only then does anybody see the work of others."""
        return self.claims > 0 and not any(self.waiting.values())


def draw_sample(ledger: Ledger, size: int, *, seed: int) -> tuple[str, ...]:
    """Ids of as many reports with claims to code, drawn by chance; the same record and seed give the same reports."""
    with ledger.snapshot() as connection:
        reports = list(claims_read(connection, (report.id for report in ledger.each(Report))))
    return tuple(sorted(random.Random(seed).sample(reports, min(size, len(reports)))))  # noqa: S311


def samples(ledger: Ledger) -> tuple[Sample, ...]:
    """Every sample that was drawn, in order of name, with all that was coded."""
    with ledger.snapshot() as connection:
        values = [(each, value_of(each)) for each in decisions_in_force(connection)]
        names = {value.sample for _, value in values if isinstance(value, Assignment) and value.sample}
        return tuple(_sample(connection, name, values) for name in sorted(names))


def sample_of(ledger: Ledger, name: str, *, seen_by: str | None = None) -> Sample:
    """The sample of this name with what was coded; for one of its coders (`seen_by`) their own work alone, until
    all of them are done. Raises NotInRecord if there is none."""
    found = next((each for each in samples(ledger) if each.name == name), None)
    if found is None:
        raise NotInRecord(f"no sample {name!r}", to_do="look at the list of samples")
    if seen_by not in found.reports or found.finished:
        return found
    return msgspec.structs.replace(found, coded=tuple(each for each in found.coded if each.by == seen_by))


def code(
    ledger: Ledger, name: str, claim: str, fields: Mapping[str, str], *, by: str, rules: Convention
) -> Decided:
    """Keeps one coder's reading of a claim.

    Raises NotInRecord, or DecisionRefused where the claim is not theirs to code, or the sample is finished: who has
    seen the work of others codes no more.
    """
    sample = sample_of(ledger, name)
    if sample.finished:
        raise DecisionRefused("sample_is_finished", where=name)
    with ledger.snapshot() as connection:
        theirs = _claims(connection, sample.reports.get(by, ()))
    if claim not in theirs:
        raise DecisionRefused("not_in_sample", where=claim)
    return decide(ledger, Code(name, claim, dict(fields)), by=by, rules=rules)


def draw(
    ledger: Ledger, name: str, coders: Sequence[str], size: int, *, seed: int, by: str, rules: Convention
) -> tuple[str, ...]:
    """Draws a sample and gives it to each of `coders`. Raises UsageError for a name that is taken or cannot stand in an
    address, for fewer than two coders, or where there is nothing to draw."""
    if not _NAME.fullmatch(name) or any(each.name == name for each in samples(ledger)):
        raise UsageError(
            "is taken, or no name", where=name[:40], to_do="letters, digits and hyphens; a new name"
        )
    reports = draw_sample(ledger, size, seed=seed)
    if len(set(coders)) < 2 or not reports:
        raise UsageError(
            "a sample needs two coders and a report", where=name, to_do="choose two people or more"
        )
    for coder in dict.fromkeys(coders):
        decide(ledger, Assign(coder, reports, sample=name), by=by, rules=rules)
    return reports


def _sample(
    connection: Connection, name: str, values: Iterable[tuple[Decision, msgspec.Struct | None]]
) -> Sample:
    reports: dict[str, tuple[str, ...]] = defaultdict(tuple)
    last: dict[tuple[str, str], Coded] = {}
    for decision, value in values:
        if isinstance(value, Assignment) and value.sample == name:
            reports[value.to] = tuple(dict.fromkeys((*reports[value.to], *decision.on)))
        if isinstance(value, Coding) and value.sample == name:
            coded = Coded(claim=decision.on[0], by=decision.by, fields=value.fields)
            last[coded.claim, coded.by] = coded
    theirs = {coder: _claims(connection, of_coder) for coder, of_coder in reports.items()}
    return Sample(
        name=name,
        reports=dict(reports),
        waiting={
            coder: tuple(c for c in claims if (c, coder) not in last) for coder, claims in theirs.items()
        },
        claims=len({claim for claims in theirs.values() for claim in claims}),
        coded=tuple(last[key] for key in sorted(last)),
    )


def _claims(connection: Connection, report_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(claim for claims in claims_read(connection, report_ids).values() for claim in claims)
