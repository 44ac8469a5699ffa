"""A figure or a range and a policy in, the same without what would tell few people apart out.

A place and a day single out few people already. With an age, a sex and an occupation beside them, fewer
than `k` people are named as good as by their names. The number itself stays: that somebody was killed is
what a record is for.
"""

from __future__ import annotations

import msgspec

from harmledger.publishing.policy import PersonRules
from harmledger.records.assessment import Range
from harmledger.records.figure import Figure, Group, Occupation, Who

_GROUP_OF: dict[Occupation, Group] = {
    "medical_staff": "medical_staff", "journalist": "journalists", "aid_worker": "aid_workers", "rescuer": "rescuers",
}  # fmt: skip


def public_who(figure: Figure, rules: PersonRules) -> Who:
    """The people of a figure as they may be told apart; a figure without a number counts as few."""
    who = msgspec.structs.replace(figure.who, label=None)
    if not _are_few(figure.quantity.high if figure.quantity.high is not None else figure.quantity.low, rules):
        return who
    if who.occupation in rules.rare_occupations:
        who = msgspec.structs.replace(who, occupation="unstated")
    return _most_telling(who)


def public_ranges(ranges: tuple[Range, ...], rules: PersonRules) -> tuple[Range, ...]:
    """The ranges without those of few people of a rare occupation."""
    return tuple(each for each in ranges if may_be_told(each.group, each.high or each.low, rules))


def may_be_told(group: Group, number: int | None, rules: PersonRules) -> bool:
    """Whether so many people of a group may be told of as that group."""
    rare = {_GROUP_OF.get(occupation) for occupation in rules.rare_occupations}
    return group not in rare or not _are_few(number, rules)


def _are_few(number: int | None, rules: PersonRules) -> bool:
    return number is None or number < rules.k


def _most_telling(who: Who) -> Who:
    """One of age, sex and occupation: the one that the group of the figure follows from."""
    if who.age == "child":
        return Who(status=who.status, age="child")
    if who.occupation != "unstated":
        return Who(status=who.status, occupation=who.occupation)
    if who.sex != "unstated":
        return Who(status=who.status, sex=who.sex)
    return Who(status=who.status, age=who.age)
