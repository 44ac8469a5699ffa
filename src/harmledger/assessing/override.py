"""An assessment and what people decided in its place in; the assessment with their values, the computed ones beside
them, out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harmledger.records.assessment import Assessment, Overridden, Range
from harmledger.records.decision import Decision, Override, value_of
from harmledger.records.reason import Reason


def overridden(assessment: Assessment, decisions: Sequence[Decision]) -> Assessment:
    """The assessment as `decisions` of kind `override`, oldest first, leave it: of each field the last one counts.

    A label of a grade or status counts only under the convention it was decided under; a range under every one.
    """
    last: dict[tuple[str, str | None, str | None], Decision] = {}
    for decision in decisions:
        value = value_of(decision)
        if isinstance(value, Override) and _counts(value, assessment):
            last[value.field, value.outcome, value.group] = decision
    for decision in last.values():
        value = value_of(decision)
        if isinstance(value, Override):
            assessment = (
                _with_range(assessment, value, decision)
                if value.field == "range"
                else _with_label(assessment, value, decision)
            )
    return assessment


def _counts(value: Override, assessment: Assessment) -> bool:
    return value.field == "range" or assessment.convention.rsplit(" ", 1)[0] == value.convention


def _with_label(assessment: Assessment, value: Override, decision: Decision) -> Assessment:
    computed = assessment.grade if value.field == "grade" else assessment.strike_status
    beside = _beside(value, decision, computed=computed)
    reasons = (_reason(),)
    if value.field == "grade":
        return msgspec.structs.replace(
            assessment, grade=value.label, grade_reasons=reasons, would_change=_without_axis(assessment, "grade"),
            overrides=(*assessment.overrides, beside),
        )  # fmt: skip
    return msgspec.structs.replace(
        assessment, strike_status=value.label, strike_reasons=reasons,
        would_change=_without_axis(assessment, "strike_status"),
        overrides=(*assessment.overrides, beside),
    )  # fmt: skip


def _without_axis(assessment: Assessment, axis: str) -> tuple[Reason, ...]:
    """What would change the rest: what a person decided, no rule would change."""
    return tuple(
        each
        for each in assessment.would_change
        if not str(each.params.get("becomes", "")).startswith(f"{axis}.")
    )


def _without_range(assessment: Assessment, at: tuple[str, str]) -> tuple[Reason, ...]:
    return tuple(
        each
        for each in assessment.would_change
        if (each.params.get("outcome"), each.params.get("group")) != at
    )


def _with_range(assessment: Assessment, value: Override, decision: Decision) -> Assessment:
    if value.outcome is None or value.group is None:
        return assessment
    at = (value.outcome, value.group)
    computed = next((each for each in assessment.ranges if (each.outcome, each.group) == at), None)
    decided = Range(
        outcome=value.outcome, group=value.group, low=value.low, best=None, high=value.high,
        low_reason=_reason(value.low), high_reason=_reason(value.high),
    )  # fmt: skip
    others = [each for each in assessment.ranges if each is not computed]
    place = assessment.ranges.index(computed) if computed is not None else len(others)
    return msgspec.structs.replace(
        assessment,
        ranges=(*others[:place], decided, *others[place:]),
        would_change=_without_range(assessment, at),
        overrides=(*assessment.overrides, _beside(value, decision, computed_range=computed)),
    )


def _beside(
    value: Override, decision: Decision, *, computed: str | None = None, computed_range: Range | None = None
) -> Overridden:
    return Overridden(
        field=value.field, outcome=value.outcome, group=value.group, computed=computed,
        computed_range=computed_range, decision=decision.id, by=decision.by, at=decision.at, why=decision.why,
    )  # fmt: skip


def _reason(number: int | None = None) -> Reason:
    """That a person decided it. Who and why stand beside it, where they can be masked."""
    params: dict[str, str | int] = {} if number is None else {"number": number}
    return Reason(code="decided.by_person", params=params)
