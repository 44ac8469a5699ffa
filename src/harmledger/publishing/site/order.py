"""Outcomes and groups in, their place in the lists of the site out: the dead first, general groups first."""

from __future__ import annotations

from typing import get_args

from harmledger.records.figure import Group, Outcome

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
SHOWN_GROUPS: tuple[Group, ...] = ("civilians", "people", "contested", "children", "women", "combatants")
"""Groups that the list of incidents shows, in this order; an incident's page shows all."""
_GROUPS: tuple[Group, ...] = (
    *SHOWN_GROUPS,
    *(group for group in get_args(Group) if group not in SHOWN_GROUPS),
)


def place_in_lists(outcome: Outcome, group: Group) -> tuple[int, int]:
    """What rows of numbers are sorted by."""
    return _OUTCOMES.index(outcome), _GROUPS.index(group)
