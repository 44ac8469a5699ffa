"""A sample that several people coded in; how far they agree on each field, and what somebody has to adjudicate, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.errors import SettingsError
from harmledger.flow.coding import Coded, Sample


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
