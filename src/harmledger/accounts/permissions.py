"""A role and an action in, whether the one may do the other out: from one table, `permissions.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from harmledger.records.decision import DecisionKind

Role = Literal["reader", "coder", "reviewer", "publisher", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


class _Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    roles: frozenset[Role]


_NEEDED: dict[DecisionKind, str] = {
    **dict.fromkeys(("accept", "reject", "unsure", "correct", "add"), "decide"),
    **dict.fromkeys(("same", "not_same", "merge", "split", "move"), "decide"),
    "override": "override",
    "review": "review",
    "withdraw": "withdraw",
    "clear_quote": "clear_quote",
    "assign": "assign",
    "code": "code",
    "comment": "comment",
    "set_rules": "policy",
    "publish": "release",
    "undo": "decide",
}
"""What somebody must be allowed to do for each kind of decision; to undo another's decision, `undo`."""


def may(role: Role, action: str) -> bool:
    """Whether somebody of this role may do this. False for an action that the table does not name."""
    allowed = permissions().get(action)
    return allowed is not None and role in allowed


@cache
def permissions() -> dict[str, frozenset[Role]]:
    """The table: for each action, the roles that may do it."""
    table = files("harmledger.accounts").joinpath("permissions.toml").read_bytes()
    return {action: row.roles for action, row in msgspec.toml.decode(table, type=dict[str, _Allowed]).items()}


def needed_for(kind: DecisionKind) -> str:
    """What somebody must be allowed to do in order to decide this (`records.action.kind_of`)."""
    return _NEEDED[kind]
