"""The ranges of an incident in; what single further fact would move one of their ends, out.

Told of the killed and the injured, of civilians and of all people, once where it is the same of both: other groups are
parts of these. What would be if a claim did not hold is assessed; what several facts together would do is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import get_args

from harmledger.assessing.codes import RangeChange, RangeRule
from harmledger.records.assessment import Range
from harmledger.records.figure import Group, Outcome
from harmledger.records.reason import Reason

_OUTCOMES: tuple[Outcome, ...] = ("killed", "injured")
_GROUPS: tuple[Group, ...] = ("civilians", "people")
"""Civilians may be counted by a presumption, where the rule that set the number stands with all people."""
_BY_RULE: Mapping[RangeRule, RangeChange] = {
    "plural": "number_for_words",
    "vague_word": "number_for_words",
    "status_contested": "status_settled",
    "overlap_unknown": "overlap_known",
    "killed_or_injured": "who_died_known",
    "struck": "who_died_known",
    "named": "another_name",
}
"""What would take the place of a rule by which an end was set."""
_PLAIN: frozenset[str] = frozenset(set(get_args(RangeRule)) - {"named", "status_contested", "no_bound"})
"""Rules by which an end is a number that some claims give: without these it would be another."""

Without = Callable[[frozenset[str]], Sequence[Range]]
"""The ranges of the incident as they would be without some claims."""


def range_changes(ranges: Sequence[Range], without: Without) -> tuple[Reason, ...]:
    """What would move an end of the ranges, the killed first."""
    by_key = {(each.outcome, each.group): each for each in ranges}
    return tuple(
        reason
        for outcome in _OUTCOMES
        for reason in _of_outcome(
            [by_key[outcome, group] for group in _GROUPS if (outcome, group) in by_key], without
        )
    )


def _of_outcome(ranges: Sequence[Range], without: Without) -> Iterable[Reason]:
    """Each change once, of the first range that it would move."""
    found: dict[str, Reason] = {}
    for each in ranges:
        for reason in (*_by_rule(each), *_without_an_end(each, found.keys(), without)):
            found.setdefault(reason.code, reason)
    return found.values() or [_another_number(each) for each in ranges[:1] if len(each.said) == 1]


def _by_rule(each: Range) -> Iterator[Reason]:
    if each.high is None:
        yield _reason(each, "upper_end", each.low_reason.claims)
    ends = {_rule(end): end.claims for end in (each.high_reason, each.low_reason)}
    changes = {_BY_RULE[rule]: claims for rule, claims in ends.items() if rule in _BY_RULE}
    for code in sorted(changes):
        if code != "another_name" or each.low != each.high:
            yield _reason(each, code, changes[code])


def _another_number(each: Range) -> Reason:
    return _reason(each, "another_number", each.said[0].claims)


def _without_an_end(each: Range, told: Collection[str], without: Without) -> Iterator[Reason]:
    """Where an end would be, did the claims that set it not hold; but for what is told of another range."""
    ends: tuple[tuple[RangeChange, Reason, Callable[[Range], int | None]], ...] = (
        ("low_without", each.low_reason, lambda it: it.low),
        ("high_without", each.high_reason, lambda it: it.high),
    )
    if each.low == each.high or len(each.said) < 2:
        return
    for code, reason, end in ends:
        if f"change.range.{code}" not in told and _rule(reason) in _PLAIN:
            left = without(frozenset(reason.claims))
            moved = next(
                (end(it) for it in left if (it.outcome, it.group) == (each.outcome, each.group)), None
            )
            if moved is not None and moved != end(each):
                yield _reason(each, code, reason.claims, moved)


def _rule(end: Reason) -> RangeRule:
    name = end.code.rpartition(".")[2]
    return next((rule for rule in get_args(RangeRule) if rule == name), "no_bound")


def _reason(each: Range, code: RangeChange, claims: Sequence[str], number: int | None = None) -> Reason:
    params: dict[str, str | int] = {"outcome": each.outcome, "group": each.group}
    if number is not None:
        params["number"] = number
    return Reason(code=f"change.range.{code}", params=params, claims=tuple(claims))
