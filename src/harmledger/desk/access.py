"""A request in, who asks and whether they may out: the one place where every route is checked."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from harmledger.accounts.permissions import Role, may, needed_for
from harmledger.ledger.store import Ledger
from harmledger.records.action import Action, Undo, kind_of
from harmledger.records.decision import Decision

NEEDS = "needs"
ANYONE = "anyone"
"""What a route needs that is open before anybody signed in: our own files, the sign-in itself, the language."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits at the desk."""

    name: str
    role: Role | None
    """Null at a desk without sign-in, which only listens on loopback: its one person may do everything."""

    def may(self, action: str) -> bool:
        """Whether this person may do this, by the table `accounts/permissions.toml`."""
        return self.role is None or may(self.role, action)


def check_may_decide(person: Person, action: Action, ledger: Ledger) -> None:
    """Raises PermissionDeniedException unless this person may decide this: what its kind needs, and for a decision of
    somebody else's that is to be undone, `undo`. Raises NotInRecord where there is none to undo."""
    needed = needed_for(kind_of(action))
    if isinstance(action, Undo) and ledger.get(Decision, action.decision).by != person.name:
        needed = "undo"
    if not person.may(needed):
        raise PermissionDeniedException(f"{person.name} may not {needed}")


def needs(action: str) -> dict[str, str]:
    """The mark of a route: what one must be allowed to do. A route without it is open to nobody."""
    return {NEEDS: action}


def allowed(connection: ASGIConnection[Any, Any, Any, Any], route: BaseRouteHandler) -> None:
    """Raises NotAuthorizedException before anybody signed in, PermissionDeniedException where the person may not do
    what this route needs."""
    action, person = route.opt.get(NEEDS), connection.scope.get("user")
    if action == ANYONE:
        return
    if not isinstance(person, Person):
        raise NotAuthorizedException("sign in first")
    if action is None or not person.may(action):
        raise PermissionDeniedException(f"{person.name} may not {action}")
