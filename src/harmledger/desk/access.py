"""A request in, who asks and whether they may out: the one place where every route is checked."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler

NEEDS = "needs"
ANYONE = "anyone"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits at the desk."""

    name: str
    signed_in: bool = True
    """False at a desk without sign-in, which only listens on loopback: its one person may do everything."""


def needs(action: str) -> dict[str, str]:
    """The mark of a route: what one must be allowed to do. A route without it is open to nobody."""
    return {NEEDS: action}


def allowed(connection: ASGIConnection[Any, Any, Any, Any], route: BaseRouteHandler) -> None:
    """Raises PermissionDeniedException unless the person may do what this route needs."""
    action = route.opt.get(NEEDS)
    if action == ANYONE:
        return
    if action is None or connection.scope.get("user") is None:
        raise PermissionDeniedException("not open to you")
