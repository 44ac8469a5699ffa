"""Reports that several people code without seeing each other's work: samples are drawn, codings looked at, and how far
coders agree is measured field by field. Codings never touch the record; who adjudicates decides as everybody does."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.errors import SettingsError
from harmledger.ledger.decided import decisions_in_force
from harmledger.ledger.store import Ledger
from harmledger.records.decision import Assignment, Coding, value_of
from harmledger.records.report import Report


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
    coded: tuple[Coded, ...]
    """Of each coder the last reading of each claim, in order of claim and coder."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far coders agree on one field: over the claims that at least two of them coded."""

    field: str
    claims: int
    coders: tuple[str, ...]
    agreed: int
    """Claims on which all who coded them say the same."""
    kappa: float | None
    """Cohen's, for two coders; null for more, and where both say one and the same of everything."""
    alpha: float | None
    """Krippendorff's, nominal; null where nothing differs, so that chance cannot be told from agreement."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that is to be adjudicated: what each coder says of one field."""

    claim: str
    field: str
    said: Mapping[str, str]


def draw_sample(ledger: Ledger, size: int, *, seed: int) -> tuple[str, ...]:
    """Ids of as many reports, drawn by chance; the same record and seed give the same reports."""
    reports = [report.id for report in ledger.each(Report)]
    return tuple(sorted(random.Random(seed).sample(reports, min(size, len(reports)))))  # noqa: S311


def sample_of(ledger: Ledger, name: str, *, seen_by: str | None = None) -> Sample:
    """The sample of this name with what was coded; for one of its coders (`seen_by`) their own work alone, until
    everybody has coded what anybody has."""
    reports: dict[str, tuple[str, ...]] = defaultdict(tuple)
    last: dict[tuple[str, str], Coded] = {}
    with ledger.snapshot() as connection:
        for decision in decisions_in_force(connection):
            value = value_of(decision)
            if isinstance(value, Assignment) and value.sample == name:
                reports[value.to] = tuple(dict.fromkeys((*reports[value.to], *decision.on)))
            if isinstance(value, Coding) and value.sample == name:
                coded = Coded(claim=decision.on[0], by=decision.by, fields=value.fields)
                last[coded.claim, coded.by] = coded
    whole = tuple(last[key] for key in sorted(last))
    if seen_by in reports and not _done(whole, reports):
        whole = tuple(coded for coded in whole if coded.by == seen_by)
    return Sample(name=name, reports=dict(reports), coded=whole)


def differences(sample: Sample) -> tuple[Difference, ...]:
    """What somebody has to adjudicate: fields of claims of which coders say different things."""
    found = []
    for field, by_claim in sorted(_by_field(sample.coded).items()):
        for claim, said in sorted(by_claim.items()):
            if len(set(said.values())) > 1:
                found.append(Difference(claim=claim, field=field, said=said))
    return tuple(sorted(found, key=lambda each: (each.claim, each.field)))


def agreement(sample: Sample) -> tuple[Agreement, ...]:
    """How far the coders agree, in order of field.

    Raises SettingsError where the library that measures it is not installed.
    """
    found = []
    for field, by_claim in sorted(_by_field(sample.coded).items()):
        shared = {claim: said for claim, said in by_claim.items() if len(said) > 1}
        coders = tuple(sorted({coder for said in shared.values() for coder in said}))
        kappa, alpha = _measured(shared, coders)
        found.append(
            Agreement(
                field=field, claims=len(shared), coders=coders,
                agreed=sum(len(set(said.values())) == 1 for said in shared.values()),
                kappa=kappa, alpha=alpha,
            )
        )  # fmt: skip
    return tuple(found)


def _done(coded: Iterable[Coded], reports: Mapping[str, Sequence[str]]) -> bool:
    """Whether every coder has coded each claim that any of them has."""
    by_claim: dict[str, set[str]] = defaultdict(set)
    for each in coded:
        by_claim[each.claim].add(each.by)
    return bool(by_claim) and all(coders >= reports.keys() for coders in by_claim.values())


def _by_field(coded: Iterable[Coded]) -> dict[str, dict[str, dict[str, str]]]:
    """By field and claim, what each coder says."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for each in coded:
        for field, value in each.fields.items():
            found[field][each.claim][each.by] = value
    return found


def _measured(
    shared: Mapping[str, Mapping[str, str]], coders: Sequence[str]
) -> tuple[float | None, float | None]:
    values = {value for said in shared.values() for value in said.values()}
    if len(values) < 2:
        return None, None
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ModuleNotFoundError as fault:
        raise SettingsError(
            "what measures agreement is not installed", to_do="pip install 'harmledger[coding]'"
        ) from fault
    task = AnnotationTask(
        data=[(coder, claim, value) for claim, said in shared.items() for coder, value in said.items()]
    )
    two = len(coders) == 2
    return (float(task.kappa()) if two else None), float(task.alpha())
